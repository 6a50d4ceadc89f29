/**
 * What a user of the vendor's API does around a master-slave group, from the first call to the last byte, through any
 * client. Each part leaves the service as it was.
 */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { TcpClient, UdpClient, isTurnedAway } from '../conformance/engine/clients.ts';
import { eventually } from './eventually.ts';
import type { FoundingPair } from './founding-pair.ts';
import { listAt, textAt } from './answers.ts';
import type { SdkClient } from './sdk-clients.ts';

const RegionId = 'cn-hangzhou';
/** One port for both protocols, as the vendor allows. */
const port = 17_080;
const ListenerPort = String(port);

export interface Scenario {
  readonly client: SdkClient;
  readonly pair: FoundingPair;
  /** `127.0.0.1:8014` */
  readonly host: string;
}

/** From DescribeRegions to bytes through both listeners, and back to nothing. */
export async function foundingScenario(scenario: Scenario): Promise<void> {
  const { client, pair } = scenario;
  await meetTheService(scenario);
  const { loadBalancerId: LoadBalancerId, address } = await makeLoadBalancer(client);
  const MasterSlaveServerGroupId = await makeFoundingGroup(client, pair, LoadBalancerId);
  const balancer = { RegionId, LoadBalancerId };
  const group = { RegionId, MasterSlaveServerGroupId };
  await makeListeners(client, { ...balancer, MasterSlaveServerGroupId });
  await seeTheGroup(client, { balancer, group });
  await startBoth(client, balancer);
  await changeTheListener(client, balancer);
  await seeHealth(client, balancer);
  await sendBytes(address);
  await deleteInTheWrongOrder(client, group);
  await stopAndDeleteListeners(client, balancer, address);
  await deleteGroupAndBalancer(client, { balancer, group });
}

async function meetTheService({ client, pair, host }: Scenario): Promise<void> {
  const regions = listAt(await client.call('DescribeRegions'), 'Regions.Region');
  expect(regions).toContainEqual(expect.objectContaining({ RegionId, RegionEndpoint: host }));
  for (const { id, address } of [pair.master, pair.slave]) {
    const answer = await client.call('RegisterServer', { ServerId: id, Address: address });
    expect(answer).toMatchObject({ ServerId: id, Address: address });
  }
}

async function makeLoadBalancer(client: SdkClient) {
  const wanted = {
    RegionId,
    // What signatures stumble over: a star, a tilde, quotes, a plus, more than ASCII.
    LoadBalancerName: "Gr*up 1+ ~主备 (it's)!",
    DeleteProtection: 'on',
    ClientToken: randomUUID(),
  };
  const made = await client.call('CreateLoadBalancer', wanted);
  expect(made).toMatchObject({
    LoadBalancerId: expect.stringMatching(/^lb-/),
    LoadBalancerName: wanted.LoadBalancerName,
    RequestId: expect.any(String),
  });
  const again = await client.call('CreateLoadBalancer', wanted);
  expect(again['LoadBalancerId']).toBe(made['LoadBalancerId']);
  const other = { ...wanted, LoadBalancerName: 'another' };
  expect((await client.failure('CreateLoadBalancer', other)).code).toBe('IdempotentParameterMismatch');

  const loadBalancerId = textAt(made, 'LoadBalancerId');
  const address = textAt(made, 'Address');
  expect(await client.call('DescribeLoadBalancers', { RegionId, Address: address })).toMatchObject({
    TotalCount: 1,
    LoadBalancers: { LoadBalancer: [{ LoadBalancerId: loadBalancerId, LoadBalancerStatus: 'active' }] },
  });
  return { loadBalancerId, address };
}

async function makeFoundingGroup(client: SdkClient, pair: FoundingPair, LoadBalancerId: string) {
  const made = await client.call('CreateMasterSlaveServerGroup', {
    RegionId,
    LoadBalancerId,
    MasterSlaveServerGroupName: 'Group1',
    MasterSlaveBackendServers: pair.members,
  });
  const { master, slave } = pair;
  expect(made).toMatchObject({
    MasterSlaveServerGroupId: expect.stringMatching(/^rsp-/),
    MasterSlaveBackendServers: {
      // As SDKs parse it, and as the founding page prints it.
      MasterSlaveBackendServer: [
        { ServerId: 'vm-233', Port: master.port, Weight: 100, ServerType: 'Master' },
        { ServerId: 'vm-232', Port: slave.port, Weight: 100, ServerType: 'Slave' },
      ],
      MasterSlaveBackendServers: [
        { ServerId: 'vm-233', Port: String(master.port), Weight: '100', ServerType: 'Master' },
        { ServerId: 'vm-232', Port: String(slave.port), Weight: '100', ServerType: 'Slave' },
      ],
    },
  });
  return textAt(made, 'MasterSlaveServerGroupId');
}

type Ids = Readonly<Record<string, string>>;

async function makeListeners(client: SdkClient, behind: Ids): Promise<void> {
  const wanted = { ...behind, ListenerPort, Bandwidth: '-1' };
  await client.call('CreateLoadBalancerTCPListener', { ...wanted, healthCheckInterval: '1' });
  await client.call('CreateLoadBalancerUDPListener', { ...wanted, HealthCheckInterval: '1' });
  const twice = await client.failure('CreateLoadBalancerTCPListener', wanted);
  expect(twice.code).toBe('ListenerAlreadyExists');

  const address = { RegionId, LoadBalancerId: behind['LoadBalancerId'] ?? '', ListenerPort };
  const common = {
    ListenerPort: port,
    Status: 'stopped',
    Bandwidth: -1,
    Scheduler: 'wrr',
    HealthCheck: 'on',
    HealthCheckInterval: 1,
    MasterSlaveServerGroupId: behind['MasterSlaveServerGroupId'],
    AclIds: { AclId: [] },
    Tags: { Tag: [] },
  };
  const tcp = await client.call('DescribeLoadBalancerTCPListenerAttribute', address);
  expect(tcp).toMatchObject({ ...common, EstablishedTimeout: 900, ProxyProtocolV2Enabled: false });
  const udp = await client.call('DescribeLoadBalancerUDPListenerAttribute', address);
  expect(udp).toMatchObject(common);
}

async function seeTheGroup(client: SdkClient, { balancer, group }: { balancer: Ids; group: Ids }) {
  const list = await client.call('DescribeMasterSlaveServerGroups', { ...balancer, IncludeListener: 'true' });
  const [listed, ...others] = listAt(list, 'MasterSlaveServerGroups.MasterSlaveServerGroup');
  expect(others).toEqual([]);
  expect(listed).toMatchObject({
    MasterSlaveServerGroupId: group['MasterSlaveServerGroupId'],
    MasterSlaveServerGroupName: 'Group1',
    AssociatedObjects: {
      Listeners: {
        Listener: expect.arrayContaining([
          { Port: port, Protocol: 'tcp' },
          { Port: port, Protocol: 'udp' },
        ]),
      },
    },
  });
  const one = await client.call('DescribeMasterSlaveServerGroupAttribute', group);
  expect(textAt(one, 'MasterSlaveServerGroupId')).toBe(group['MasterSlaveServerGroupId']);
  expect(textAt(one, 'LoadBalancerId')).toBe(balancer['LoadBalancerId']);
  const members = listAt(one, 'MasterSlaveBackendServers.MasterSlaveBackendServer');
  expect(members.map((member) => textAt(member, 'ServerType'))).toEqual(['Master', 'Slave']);
}

async function startBoth(client: SdkClient, balancer: Ids): Promise<void> {
  const which = await client.failure('StartLoadBalancerListener', { ...balancer, ListenerPort });
  expect(which.code).toBe('TooManyListeners');
  for (const ListenerProtocol of ['tcp', 'udp']) {
    await client.call('StartLoadBalancerListener', { ...balancer, ListenerPort, ListenerProtocol });
  }
  await untilStatus(client, balancer, 'running');
}

async function untilStatus(client: SdkClient, balancer: Ids, status: string): Promise<void> {
  await eventually(async () => {
    const answer = await client.call('DescribeLoadBalancerListeners', {
      RegionId,
      'LoadBalancerId.1': balancer['LoadBalancerId'] ?? '',
    });
    const listeners = listAt(answer, 'Listeners');
    expect(listeners.map((listener) => textAt(listener, 'Status'))).toEqual([status, status]);
  });
}

/** A running listener is changed, and only in what is given. */
async function changeTheListener(client: SdkClient, balancer: Ids): Promise<void> {
  const listener = { ...balancer, ListenerPort };
  await client.call('SetLoadBalancerTCPListenerAttribute', { ...listener, Description: 'a pair & more' });
  await client.call('SetLoadBalancerUDPListenerAttribute', { ...listener, HealthyThreshold: '2' });
  expect(await client.call('DescribeLoadBalancerTCPListenerAttribute', listener)).toMatchObject({
    Description: 'a pair & more',
    HealthCheckInterval: 1,
    HealthyThreshold: 3,
  });
  expect(await client.call('DescribeLoadBalancerUDPListenerAttribute', listener)).toMatchObject({
    Description: '',
    HealthyThreshold: 2,
  });
}

async function seeHealth(client: SdkClient, balancer: Ids): Promise<void> {
  await eventually(async () => {
    const answer = await client.call('DescribeHealthStatus', balancer);
    const servers = listAt(answer, 'BackendServers.BackendServer');
    const seen = servers.map((server) => `${textAt(server, 'ServerId')} ${textAt(server, 'Protocol')}`);
    expect(seen.sort()).toEqual(['vm-232 tcp', 'vm-232 udp', 'vm-233 tcp', 'vm-233 udp']);
    expect(new Set(servers.map((server) => textAt(server, 'ServerHealthStatus')))).toEqual(
      new Set(['normal']),
    );
  });
}

async function sendBytes(address: string): Promise<void> {
  const tcp = await TcpClient.open({ address, port });
  try {
    expect(await tcp.greeting()).toBe('vm-233');
    await tcp.echoes('bytes through the listener');
  } finally {
    tcp.socket.destroy();
  }
  const udp = await UdpClient.open({ address, port });
  try {
    expect(await udp.ask('datagram')).toBe('vm-233');
  } finally {
    await udp.close();
  }
}

async function deleteInTheWrongOrder(client: SdkClient, group: Ids): Promise<void> {
  const inUse = await client.failure('DeleteMasterSlaveServerGroup', group);
  expect(inUse).toMatchObject({ code: 'RspoolVipExist', message: expect.stringContaining(`${port}`) });
}

async function stopAndDeleteListeners(client: SdkClient, balancer: Ids, address: string): Promise<void> {
  for (const ListenerProtocol of ['tcp', 'udp']) {
    await client.call('StopLoadBalancerListener', { ...balancer, ListenerPort, ListenerProtocol });
  }
  await untilStatus(client, balancer, 'stopped');
  expect(await isTurnedAway({ address, port })).toBe(true);
  const gone = 'The specified resource does not exist';
  for (const ListenerProtocol of ['tcp', 'udp']) {
    const listener = { ...balancer, ListenerPort, ListenerProtocol };
    await client.call('DeleteLoadBalancerListener', listener);
    const action = `DescribeLoadBalancer${ListenerProtocol.toUpperCase()}ListenerAttribute`;
    expect((await client.failure(action, { ...balancer, ListenerPort })).message).toContain(gone);
    expect(await client.failure('DeleteLoadBalancerListener', listener)).toMatchObject({
      code: 'ResourceNotFound.Listener',
      message: expect.stringContaining(gone),
    });
  }
}

async function deleteGroupAndBalancer(
  client: SdkClient,
  { balancer, group }: { balancer: Ids; group: Ids },
): Promise<void> {
  await client.call('DeleteMasterSlaveServerGroup', group);
  for (const action of ['DeleteMasterSlaveServerGroup', 'DescribeMasterSlaveServerGroupAttribute']) {
    const { message } = await client.failure(action, group);
    expect(message).toContain('The specified MasterSlaveGroupId does not exist');
  }
  const { code } = await client.failure('DeleteLoadBalancer', balancer);
  expect(code).toMatch(/DeleteProtection/i);
  await client.call('SetLoadBalancerDeleteProtection', { ...balancer, DeleteProtection: 'off' });
  await client.call('DeleteLoadBalancer', balancer);
  const gone = await client.failure('DescribeLoadBalancerAttribute', balancer);
  expect(gone.code).toBe('InvalidLoadBalancerId.NotFound');
  const none = { RegionId, LoadBalancerId: balancer['LoadBalancerId'] ?? '' };
  expect(await client.call('DescribeLoadBalancers', none)).toMatchObject({
    TotalCount: 0,
    LoadBalancers: { LoadBalancer: [] },
  });
}
