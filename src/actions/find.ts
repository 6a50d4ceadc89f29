/** Finds what a call names, or fails as the vendor does. A resource of another region than the one asked does not exist. */
import { ApiError } from '../contract/api-error.ts';
import { keys } from '../domain/keys.ts';
import {
  groupIdsOf,
  type Listener,
  type LoadBalancer,
  type MasterSlaveServerGroup,
  type VServerGroup,
} from '../domain/resources.ts';
import { prefixes } from '../domain/keys.ts';
import type { ActionContext } from './context.ts';

export async function findLoadBalancer(
  { tx }: ActionContext,
  params: { readonly LoadBalancerId: string; readonly RegionId?: string | undefined },
): Promise<LoadBalancer> {
  const loadBalancer = await tx.get('loadBalancers', keys.loadBalancer(params.LoadBalancerId));
  if (!loadBalancer || (params.RegionId !== undefined && params.RegionId !== loadBalancer.regionId)) {
    throw new ApiError('loadBalancerNotFound');
  }
  return loadBalancer;
}

/** A locked load balancer refuses changes of itself and of its listeners; the operator locks and unlocks it. */
export function requireUnlocked(loadBalancer: LoadBalancer): void {
  if (loadBalancer.status === 'locked') throw new ApiError('loadBalancerLocked');
}

/** Ids of vServer groups share the name space and are not found here. */
export async function findMasterSlaveGroup(
  { tx }: ActionContext,
  groupId: string,
): Promise<MasterSlaveServerGroup> {
  const group = await tx.get('serverGroups', keys.serverGroup(groupId));
  if (group?.kind !== 'master-slave') throw new ApiError('masterSlaveGroupNotFound');
  return group;
}

/** Ids of master-slave groups share the name space and are not found here. */
export async function findVServerGroup({ tx }: ActionContext, groupId: string): Promise<VServerGroup> {
  const group = await tx.get('serverGroups', keys.serverGroup(groupId));
  if (group?.kind !== 'vserver') throw new ApiError('vServerGroupNotFound');
  return group;
}

/** Listeners of one load balancer, by protocol and port. */
export function listenersOf({ tx }: ActionContext, loadBalancerId: string): Promise<readonly Listener[]> {
  return tx.list('listeners', keys.listenersOf(loadBalancerId));
}

export function allServerGroups({ tx }: ActionContext) {
  return tx.list('serverGroups', prefixes.serverGroups);
}

export function usesGroup(listener: Listener, groupId: string): boolean {
  return groupIdsOf(listener.backend).some((id) => id === groupId);
}
