/** Asks the API for everything that `hotspare status` shows. Only signed calls, as any other client could make them. */
import type { Result } from '../../contract/define.ts';
import type { Contracts } from '../../contract/index.ts';
import type { ApiClient } from '../../client/api-client.ts';
import { ApiFailure } from '../../client/failures.ts';
import type { ListenerStatus, LoadBalancerStatus, ServerStatus, ServiceStatus } from './model.ts';

type ListedLoadBalancer = Result<Contracts['DescribeLoadBalancers']>['LoadBalancers'][number];
type ListedListener = Result<Contracts['DescribeLoadBalancerListeners']>['Listeners'][number];
type GroupState = Result<Contracts['DescribeMasterSlaveServerGroupState']>;
type ListenerState = GroupState['Listeners'][number];
type Health = Result<Contracts['DescribeHealthStatus']>['BackendServers'][number];

const PAGE = 100;

export async function collectStatus(client: ApiClient): Promise<ServiceStatus> {
  const settings = await unlessGone(client.call('DescribeSettings'));
  const loadBalancers = await allLoadBalancers(client);
  const regions = [...new Set(loadBalancers.map(({ RegionId }) => RegionId))];
  const listeners = (await Promise.all(regions.map((region) => listenersOf(client, region)))).flat();
  const groupIds = [...new Set(listeners.flatMap((listener) => groupIdOf(listener) ?? []))];
  const groups = new Map<string, GroupState>();
  const health = new Map<string, readonly Health[]>();
  await Promise.all([
    ...groupIds.map(async (id) => {
      const state = await unlessGone(
        client.call('DescribeMasterSlaveServerGroupState', { MasterSlaveServerGroupId: id }),
      );
      if (state) groups.set(id, state);
    }),
    ...[...new Set(listeners.map(({ LoadBalancerId: id }) => id))].map(async (id) => {
      const answer = await unlessGone(client.call('DescribeHealthStatus', { LoadBalancerId: id }));
      if (answer) health.set(id, answer.BackendServers);
    }),
  ]);
  return {
    endpoint: client.endpoint.origin,
    time: new Date().toISOString(),
    engines: (settings?.Engines ?? [])
      .filter(({ InUse }) => InUse)
      .map(({ EngineName, Protocols, Reason }) => ({
        name: EngineName,
        protocols: Protocols,
        reason: Reason,
      })),
    loadBalancers: loadBalancers.map((loadBalancer): LoadBalancerStatus => ({
      id: loadBalancer.LoadBalancerId,
      name: loadBalancer.LoadBalancerName,
      region: loadBalancer.RegionId,
      address: loadBalancer.Address,
      status: loadBalancer.LoadBalancerStatus,
      listeners: listeners
        .filter((listener) => listener.LoadBalancerId === loadBalancer.LoadBalancerId)
        .map((listener) => {
          const group = groups.get(groupIdOf(listener) ?? '');
          return listenerStatus(listener, group, health.get(loadBalancer.LoadBalancerId) ?? []);
        }),
    })),
  };
}

/** Every list is one of a region, and all regions are served by the one service. */
async function allLoadBalancers(client: ApiClient): Promise<readonly ListedLoadBalancer[]> {
  const { Regions: regions } = await client.call('DescribeRegions');
  const perRegion = await Promise.all(
    regions.map(async ({ RegionId }) => {
      const found: ListedLoadBalancer[] = [];
      for (let page = 1; ; page += 1) {
        const answer = await client.call('DescribeLoadBalancers', {
          RegionId,
          PageSize: String(PAGE),
          PageNumber: String(page),
        });
        found.push(...answer.LoadBalancers);
        if (answer.LoadBalancers.length < PAGE) return found;
      }
    }),
  );
  return perRegion.flat();
}

async function listenersOf(client: ApiClient, regionId: string): Promise<readonly ListedListener[]> {
  const found: ListedListener[] = [];
  let token: string | undefined;
  do {
    const answer = await client.call('DescribeLoadBalancerListeners', {
      RegionId: regionId,
      MaxResults: String(PAGE),
      ...(token !== undefined && { NextToken: token }),
    });
    found.push(...answer.Listeners);
    token = answer.NextToken;
  } while (token !== undefined && token !== '');
  return found;
}

/**
 * Something may be deleted between two calls, and a strict service has no extensions: then it is not shown. A wrong
 * key has failed the calls before.
 */
async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiFailure && error.httpStatus < 500) return undefined;
    throw error;
  }
}

function groupIdOf(listener: ListedListener): string | undefined {
  const { TCPListenerConfig, UDPListenerConfig, HTTPListenerConfig, HTTPSListenerConfig } = listener;
  const settings = TCPListenerConfig ?? UDPListenerConfig ?? HTTPListenerConfig ?? HTTPSListenerConfig;
  const id = settings?.MasterSlaveServerGroupId;
  return id === '' ? undefined : id;
}

function listenerStatus(
  listener: ListedListener,
  group: GroupState | undefined,
  health: readonly Health[],
): ListenerStatus {
  const { ListenerPort: port, ListenerProtocol: protocol } = listener;
  const state = group?.Listeners.find(
    (s) => s.ListenerPort === port && s.ListenerProtocol === protocol && s.RuleId === undefined,
  );
  if (group && state) {
    return pairStatus(state, { id: group.MasterSlaveServerGroupId, name: group.MasterSlaveServerGroupName });
  }
  const own = health.filter((entry) => entry.ListenerPort === port && entry.Protocol === protocol);
  const groupId = groupIdOf(listener);
  return {
    protocol,
    port,
    state: listener.Status,
    failure: null,
    group: groupId === undefined ? null : { id: groupId, name: '' },
    active: null,
    sentence: null,
    held: null,
    connections: null,
    servers: own.map(poolServer),
  };
}

function pairStatus(
  state: ListenerState,
  group: { readonly id: string; readonly name: string },
): ListenerStatus {
  const { Failure: failure, Held: held, ActiveRole: role } = state;
  return {
    protocol: state.ListenerProtocol,
    port: state.ListenerPort,
    state: state.ListenerState,
    failure: failure ? { code: failure.Code, message: failure.Message } : null,
    group,
    active:
      role === undefined
        ? null
        : {
            role,
            serverId: state.ActiveServerId ?? null,
            since: state.Since ?? null,
            epoch: state.Epoch ?? null,
            reason: state.Reason ?? null,
          },
    sentence: state.Sentence,
    held: held ? { why: held.Why, until: held.Until ?? null, sentence: held.Sentence } : null,
    connections: state.ActiveConnections ?? null,
    servers: state.Servers.map((server): ServerStatus => ({
      id: server.ServerId,
      port: server.Port,
      role: server.ServerType,
      active: server.Active,
      address: server.ServerIp ?? null,
      addressProblem: server.AddressProblem ?? null,
      health: server.ServerHealthStatus,
      since: server.StatusSince ?? null,
      evidence: server.Evidence ?? null,
      evidenceTime: server.EvidenceTime ?? null,
      lastPassed: server.LastPassedTime ?? null,
      connections: server.ActiveConnections ?? null,
    })),
  };
}

function poolServer(entry: Health): ServerStatus {
  return {
    id: entry.ServerId,
    port: entry.Port,
    role: null,
    active: entry.ServerHealthStatus !== 'abnormal',
    address: entry.ServerIp ?? null,
    addressProblem: null,
    health: entry.ServerHealthStatus,
    since: null,
    evidence: null,
    evidenceTime: null,
    lastPassed: null,
    connections: null,
  };
}
