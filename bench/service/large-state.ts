/** Many master-slave groups, made through the API as a user would: a listener each, ten of them to a load balancer. */
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { eventually } from '../../test/support/eventually.ts';
import type { Api } from '../../test/support/service-api.ts';
import { serverPorts } from '../bed/servers.ts';

/** Where masters and slaves live: every address of a network (the first two bytes) answers at the port. */
export interface ServerNetworks {
  readonly master: string;
  readonly slave: string;
  readonly port: number;
}

const LISTENERS_PER_LOAD_BALANCER = 10;
const FIRST_PORT = 8_001;
const AT_A_TIME = 16;

export class LargeState {
  /** Those of the bed. */
  static readonly networks: ServerNetworks = { master: '10.82', slave: '10.83', port: serverPorts.http };
  readonly #groups: number;
  readonly #intervalSeconds: number;
  readonly #networks: ServerNetworks;
  readonly #groupIds: string[] = [];

  constructor(groups: number, intervalSeconds: number, networks: ServerNetworks = LargeState.networks) {
    this.#groups = groups;
    this.#intervalSeconds = intervalSeconds;
    this.#networks = networks;
  }

  async makeThrough(api: Api): Promise<void> {
    const balancers = this.#groups / LISTENERS_PER_LOAD_BALANCER;
    await inParallel(balancers, async (balancer) => {
      const { id } = await api.newLoadBalancer();
      for (let n = 0; n < LISTENERS_PER_LOAD_BALANCER; n += 1) {
        await this.#newListener(api, id, balancer * LISTENERS_PER_LOAD_BALANCER + n, FIRST_PORT + n);
      }
    });
  }

  /** Resolves when they run. All come in one plan: one of them stands for the rest, which is looked at after that. */
  async untilRunning(api: Api): Promise<void> {
    await eventually(async () => {
      const { Listeners } = await api.call('DescribeLoadBalancerListeners', { MaxResults: '1' });
      if (Listeners[0]?.Status !== 'running') throw new Error('not running yet');
    }, 'command');
  }

  /** Throws unless every listener runs. */
  async requireAllRunning(api: Api): Promise<void> {
    let seen = 0;
    let token: string | undefined;
    do {
      const page = { MaxResults: '100', ...(token !== undefined && { NextToken: token }) };
      const { Listeners, NextToken } = await api.call('DescribeLoadBalancerListeners', page);
      const late = Listeners.find(({ Status }) => Status !== 'running');
      if (late) throw new Error(`${late.LoadBalancerId} ${late.ListenerPort} is ${late.Status}`);
      seen += Listeners.length;
      token = NextToken;
    } while (token !== undefined);
    if (seen !== this.#groups) throw new Error(`${seen} listeners instead of ${this.#groups}`);
  }

  /** Host clock: when the last switch to a slave came into force. Throws while a group has not switched. */
  async lastSwitchMs(api: Api): Promise<number> {
    let last = 0;
    await inParallel(this.#groups, async (n) => {
      const { Events } = await api.call('DescribeFailoverHistory', {
        MasterSlaveServerGroupId: this.#groupIds[n] ?? '',
        MaxResults: '20',
      });
      const decision = Events.find(({ Kind, To }) => Kind === 'decision' && To === 'Slave');
      const applied = Events.find(({ Kind, Epoch }) => Kind === 'applied' && Epoch === decision?.Epoch);
      if (!decision || !applied) throw new Error(`group ${n} has not switched`);
      last = Math.max(last, Date.parse(applied.Time));
    });
    return last - Date.now() + hostNowMs();
  }

  async #newListener(api: Api, balancer: string, number: number, port: number): Promise<void> {
    const place = `${Math.floor(number / 250)}.${(number % 250) + 1}`;
    const { master, slave, port: serverPort } = this.#networks;
    const members = (['Master', 'Slave'] as const).map((role) => ({
      ServerId: `${role.toLowerCase()}-${number}`,
      ServerIp: `${role === 'Master' ? master : slave}.${place}`,
      Port: String(serverPort),
      ServerType: role,
      Weight: '100',
    }));
    const { MasterSlaveServerGroupId } = await api.call('CreateMasterSlaveServerGroup', {
      LoadBalancerId: balancer,
      MasterSlaveBackendServers: JSON.stringify(members),
    });
    this.#groupIds[number] = MasterSlaveServerGroupId;
    await api.newListener(balancer, 'TCP', port, {
      MasterSlaveServerGroupId,
      healthCheckInterval: String(this.#intervalSeconds),
    });
  }
}

/** Of the first failure it rejects; those under way are not waited for. */
async function inParallel(count: number, one: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) await one(n);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}
