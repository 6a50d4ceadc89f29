/** Many master-slave groups, made through the API as a user would: a listener each, ten of them to a load balancer. */
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import type { Api } from '../../test/support/service-api.ts';
import { serverPorts } from '../bed/servers.ts';

const LISTENERS_PER_LOAD_BALANCER = 10;
const FIRST_PORT = 8_001;
const AT_A_TIME = 16;

export class LargeState {
  /** Where masters and slaves live: every address answers. */
  static readonly networks = { master: '10.82.0.0/16', slave: '10.83.0.0/16' } as const;
  readonly #groups: number;
  readonly #intervalSeconds: number;
  readonly #groupIds: string[] = [];

  constructor(groups: number, intervalSeconds: number) {
    this.#groups = groups;
    this.#intervalSeconds = intervalSeconds;
  }

  async fill(api: Api): Promise<void> {
    const balancers = this.#groups / LISTENERS_PER_LOAD_BALANCER;
    await inParallel(balancers, async (balancer) => {
      const { id } = await api.newLoadBalancer();
      for (let n = 0; n < LISTENERS_PER_LOAD_BALANCER; n += 1) {
        await this.#newListener(api, id, balancer * LISTENERS_PER_LOAD_BALANCER + n, FIRST_PORT + n);
      }
    });
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
    const members = (['Master', 'Slave'] as const).map((role) => ({
      ServerId: `${role.toLowerCase()}-${number}`,
      ServerIp: `${role === 'Master' ? '10.82' : '10.83'}.${place}`,
      Port: String(serverPorts.http),
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
