/** What the end-to-end suites ask of a running service, through its API like any client. */
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { ApiClient } from '../../src/client/api-client.ts';
import type { Result } from '../../src/contract/define.ts';
import type { ActionName, Contracts } from '../../src/contract/index.ts';
import { eventually, pause, type TimeoutName } from './eventually.ts';
import type { RunningService } from './service.ts';

const POLL_MS = 100;
const region = { RegionId: 'cn-hangzhou' };

export type Protocol = 'TCP' | 'UDP';
type Settings = Readonly<Record<string, string>>;

/** A server as the suites start them. */
export interface Member {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

export type FailoverEvent = Result<Contracts['DescribeFailoverHistory']>['Events'][number];

export interface PairOptions {
  readonly protocol?: Protocol;
  /** Of the listener. */
  readonly port: number;
  readonly master: Member;
  readonly slave: Member;
  /** Of the group: `DetectionMode` and its like. */
  readonly policy?: Settings;
  /** Of the listener: `UnhealthyThreshold` and its like. */
  readonly listener?: Settings;
}

export class Api {
  readonly #client: ApiClient;

  constructor(service: RunningService) {
    this.#client = new ApiClient({
      endpoint: new URL(service.endpoint),
      accessKey: { id: service.accessKeyId, secret: service.accessKeySecret },
    });
  }

  call<A extends ActionName>(action: A, parameters: Settings = {}): Promise<Result<Contracts[A]>> {
    return this.#client.call(action, { ...region, ...parameters });
  }

  close(): void {
    this.#client.close();
  }

  async newLoadBalancer(): Promise<{ readonly id: string; readonly address: string }> {
    const { LoadBalancerId: id, Address: address } = await this.call('CreateLoadBalancer');
    return { id, address };
  }

  async newListener(
    loadBalancerId: string,
    protocol: Protocol,
    port: number,
    settings: Settings,
  ): Promise<void> {
    const listener = { LoadBalancerId: loadBalancerId, ListenerPort: String(port) };
    await this.call(`CreateLoadBalancer${protocol}Listener`, { ...listener, Bandwidth: '-1', ...settings });
    await this.call('StartLoadBalancerListener', { ...listener, ListenerProtocol: protocol.toLowerCase() });
  }

  /** A load balancer with one listener and a master-slave group behind it; serving, with both servers healthy. */
  async newPair(options: PairOptions): Promise<Pair> {
    const { protocol = 'TCP', port, master, slave, policy = {}, listener = {} } = options;
    const { id, address } = await this.newLoadBalancer();
    const { MasterSlaveServerGroupId: groupId } = await this.call('CreateMasterSlaveServerGroup', {
      LoadBalancerId: id,
      MasterSlaveBackendServers: JSON.stringify([memberOf(master, 'Master'), memberOf(slave, 'Slave')]),
      ...policy,
    });
    await this.newListener(id, protocol, port, { MasterSlaveServerGroupId: groupId, ...listener });
    const pair = new Pair(this, { groupId, loadBalancerId: id, host: address, port });
    await pair.untilBothHealthy();
    return pair;
  }
}

interface PairPlace {
  readonly groupId: string;
  readonly loadBalancerId: string;
  readonly host: string;
  readonly port: number;
}

/** A master-slave group behind one listener. */
export class Pair {
  readonly groupId: string;
  /** Where clients connect to. */
  readonly target: { readonly host: string; readonly port: number };
  readonly #api: Api;
  readonly #loadBalancerId: string;

  constructor(api: Api, { groupId, loadBalancerId, host, port }: PairPlace) {
    this.#api = api;
    this.groupId = groupId;
    this.#loadBalancerId = loadBalancerId;
    this.target = { host, port };
  }

  /** With its load balancer; connections to it end. */
  async remove(): Promise<void> {
    await this.#api.call('DeleteLoadBalancer', { LoadBalancerId: this.#loadBalancerId });
  }

  /** Of its one listener. */
  async state() {
    const { Listeners } = await this.#api.call('DescribeMasterSlaveServerGroupState', {
      MasterSlaveServerGroupId: this.groupId,
    });
    const [listener] = Listeners;
    if (!listener) throw new Error('the group has no listener');
    return listener;
  }

  /** Oldest first, the newest hundred. */
  async history(): Promise<readonly FailoverEvent[]> {
    const { Events } = await this.#api.call('DescribeFailoverHistory', {
      MasterSlaveServerGroupId: this.groupId,
      MaxResults: '100',
    });
    return [...Events].reverse();
  }

  untilBothHealthy(): Promise<void> {
    return eventually(async () => {
      const { ListenerState, ActiveRole, Servers } = await this.state();
      const words = Servers.map((server) => server.ServerHealthStatus).join(', ');
      if (ListenerState !== 'running' || ActiveRole !== 'Master' || words !== 'normal, normal')
        throw new Error(`${ListenerState}, active ${ActiveRole ?? 'nobody'}, ${words}`);
    }, 'process');
  }

  /** Resolves with the decision that made `role` active, the latest one. */
  untilActive(role: 'Master' | 'Slave', timeout: TimeoutName = 'process'): Promise<Decision> {
    return eventually(async () => {
      const events = await this.history();
      const last = events.findLast((event) => event.Kind === 'decision');
      if (last?.To === role) return new Decision(last, events);
      // What is measured meanwhile must not compete with the questions.
      await pause(POLL_MS);
      throw new Error(`active is ${last?.To ?? 'as at the start'}, not ${role}`);
    }, timeout);
  }
}

/** One decision and what the history says led to it. */
export class Decision {
  readonly atMs: number;
  readonly reason: string;
  readonly epoch: number;
  /** What the history held when the decision was seen. */
  readonly events: readonly FailoverEvent[];

  constructor(event: FailoverEvent, events: readonly FailoverEvent[]) {
    this.atMs = toHostMs(event.Time);
    this.reason = event.Reason ?? '';
    this.epoch = event.Epoch ?? 0;
    this.events = events;
  }

  /** What the history blames the decision on: failures of the server of this role since then, oldest first. */
  failures(role: 'Master' | 'Slave', sinceMs: number): readonly Failure[] {
    return this.events
      .filter((event) => event.ServerType === role)
      .flatMap((event) => failureOf(event) ?? [])
      .filter(({ atMs }) => atMs >= sinceMs && atMs <= this.atMs + 1);
  }
}

/** One failed probe, or connect of a client. */
export interface Failure {
  /** Its end, host clock. */
  readonly atMs: number;
  readonly durationMs: number;
  readonly outcome: string;
  readonly source: 'probe' | 'traffic';
  readonly detail: string;
}

/** The last failure of a streak stands in the verdict that it brought about. */
function failureOf(event: FailoverEvent): Failure | undefined {
  const fact = JSON.parse(event.Data) as { readonly result?: Failure; readonly evidence?: Failure };
  const failure =
    event.Kind === 'probe-failed' ? fact.result : event.To === 'unhealthy' ? fact.evidence : undefined;
  return failure && { ...failure, atMs: toHostMs(event.Time) };
}

function memberOf(member: Member, role: 'Master' | 'Slave') {
  const { name, address, port } = member;
  return { ServerId: name, ServerIp: address, Port: String(port), ServerType: role, Weight: '100' };
}

/** Events carry wall time in whole milliseconds; the suites measure on the host clock. */
function toHostMs(time: string): number {
  return Date.parse(time) - Date.now() + hostNowMs();
}
