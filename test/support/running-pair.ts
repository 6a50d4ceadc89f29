/** A listener in front of the founding pair, made through the API, and what the API says about it. */
import { expect } from 'vitest';
import { listAt, numberAt, textAt } from './answers.ts';
import { eventually } from './eventually.ts';
import type { FoundingPair } from './founding-pair.ts';
import { type Answer, type Parameters, type SdkClient, sdkClient } from './sdk-clients.ts';
import type { RunningService } from './service.ts';

const RegionId = 'cn-hangzhou';

/** Shortest that the API takes, so that a verdict is there within two seconds. */
const quickChecks = { healthCheckInterval: '1', HealthyThreshold: '2', UnhealthyThreshold: '2' };

/** Of a service in a process of its own, or in this one. */
export function clientOf(
  service: Pick<RunningService, 'host' | 'port' | 'accessKeyId' | 'accessKeySecret'>,
): SdkClient {
  const { host, port, accessKeyId, accessKeySecret } = service;
  const endpoint = { protocol: 'http', host: `${host}:${port}`, accessKeyId, accessKeySecret } as const;
  return sdkClient('pop-core, signature 1.0, POST form', endpoint);
}

export interface RunningPair {
  readonly loadBalancerId: string;
  readonly groupId: string;
  readonly address: string;
  readonly port: number;
}

export async function makeBalancer(client: SdkClient, parameters: Parameters = {}) {
  const made = await client.call('CreateLoadBalancer', { RegionId, ...parameters });
  return { loadBalancerId: textAt(made, 'LoadBalancerId'), address: textAt(made, 'Address') };
}

export async function makeGroup(
  client: SdkClient,
  pair: FoundingPair,
  loadBalancerId: string,
  more: Parameters = {},
) {
  for (const { id, address } of [pair.master, pair.slave]) {
    await client.call('RegisterServer', { ServerId: id, Address: address });
  }
  const made = await client.call('CreateMasterSlaveServerGroup', {
    RegionId,
    LoadBalancerId: loadBalancerId,
    MasterSlaveBackendServers: pair.members,
    ...more,
  });
  return textAt(made, 'MasterSlaveServerGroupId');
}

/** Made, not started. */
export async function makeListener(
  client: SdkClient,
  { loadBalancerId, groupId, port }: Omit<RunningPair, 'address'>,
): Promise<void> {
  await client.call('CreateLoadBalancerTCPListener', {
    RegionId,
    LoadBalancerId: loadBalancerId,
    ListenerPort: String(port),
    MasterSlaveServerGroupId: groupId,
    Bandwidth: '-1',
    ...quickChecks,
  });
}

export async function startListener(client: SdkClient, { loadBalancerId, port }: RunningPair): Promise<void> {
  await client.call('StartLoadBalancerListener', {
    RegionId,
    LoadBalancerId: loadBalancerId,
    ListenerPort: String(port),
  });
}

/** Balancer, group and listener; resolves when both servers are known to be healthy and the listener runs. */
export async function runPair(
  client: SdkClient,
  pair: FoundingPair,
  options: { readonly port?: number; readonly balancer?: Parameters; readonly group?: Parameters } = {},
): Promise<RunningPair> {
  const { loadBalancerId, address } = await makeBalancer(client, options.balancer);
  const groupId = await makeGroup(client, pair, loadBalancerId, options.group);
  const running = { loadBalancerId, groupId, address, port: options.port ?? 17_080 };
  await makeListener(client, running);
  await startListener(client, running);
  await eventually(async () => {
    const state = await stateOf(client, groupId);
    expect(state).toMatchObject({ ListenerState: 'running', ActiveRole: 'Master' });
    const health = listAt(state, 'Servers.Server').map((server) => textAt(server, 'ServerHealthStatus'));
    expect(health).toEqual(['normal', 'normal']);
  });
  return running;
}

/** What DescribeMasterSlaveServerGroupState tells of the one listener of a group. */
export async function stateOf(client: SdkClient, MasterSlaveServerGroupId: string): Promise<Answer> {
  const answer = await client.call('DescribeMasterSlaveServerGroupState', { MasterSlaveServerGroupId });
  const [state] = listAt(answer, 'Listeners.Listener');
  if (typeof state !== 'object' || state === null) throw new Error(`no listener: ${JSON.stringify(answer)}`);
  return { ...state };
}

export async function untilActive(client: SdkClient, groupId: string, role: string): Promise<Answer> {
  return eventually(async () => {
    const state = await stateOf(client, groupId);
    expect(state['ActiveRole']).toBe(role);
    return state;
  }, 'process');
}

/** Every decision so far, as `Master>Slave 1 master-failed`, oldest first. */
export async function decisionsOf(client: SdkClient, groupId: string): Promise<readonly string[]> {
  const answer = await client.call('DescribeFailoverHistory', {
    MasterSlaveServerGroupId: groupId,
    MaxResults: '100',
  });
  return listAt(answer, 'Events.Event')
    .filter((event) => textAt(event, 'Kind') === 'decision')
    .map(
      (event) =>
        `${textAt(event, 'From')}>${textAt(event, 'To')} ${numberAt(event, 'Epoch')} ${textAt(event, 'Reason')}`,
    )
    .reverse();
}

/** When each server was last probed, by its id. */
export function evidenceTimes(state: Answer): ReadonlyMap<string, number> {
  return new Map(
    listAt(state, 'Servers.Server').map((server) => [
      textAt(server, 'ServerId'),
      Date.parse(textAt(server, 'EvidenceTime')),
    ]),
  );
}

/** Resolves when both servers have been probed again so often, so that whatever follows from that has happened. */
export async function untilProbedAgain(client: SdkClient, groupId: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const before = evidenceTimes(await stateOf(client, groupId));
    await eventually(async () => {
      for (const [id, atMs] of evidenceTimes(await stateOf(client, groupId))) {
        expect(atMs).toBeGreaterThan(before.get(id) ?? 0);
      }
    });
  }
}
