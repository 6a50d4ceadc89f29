/** The default group of a load balancer: there from its creation, and gone with it. */
import { ApiError } from '../../contract/api-error.ts';
import { defaultServerGroupId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import type { DefaultMember, DefaultServerGroup } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { findLoadBalancer } from '../find.ts';

export async function findDefaultGroup(
  context: ActionContext,
  params: { readonly RegionId: string | undefined; readonly LoadBalancerId: string },
): Promise<DefaultServerGroup> {
  const { id } = await findLoadBalancer(context, params);
  const group = await context.tx.get('serverGroups', keys.serverGroup(defaultServerGroupId(id)));
  if (group?.kind !== 'default') throw new Error(`${id} has no default group`);
  return group;
}

/** Writes the members, unless nothing changed. More than the quota are refused, but not if there were as many before. */
export function putMembers(
  group: DefaultServerGroup,
  members: readonly DefaultMember[],
  { tx, settings }: ActionContext,
): void {
  const limit = settings.quotas.serversPerLoadBalancer;
  if (members.length > limit && members.length > group.members.length) {
    throw new ApiError('serverQuotaExceeded', { limit, count: members.length });
  }
  if (members !== group.members) tx.put('serverGroups', keys.serverGroup(group.id), { ...group, members });
}

export function requireCallSize(entries: readonly unknown[], { settings }: ActionContext): void {
  const limit = settings.quotas.serversPerCall;
  if (entries.length > limit) throw new ApiError('tooManyBackendServers', { count: entries.length, limit });
}

/** One entry per server: of several in one call the first counts. */
export function firstOfEach<T extends { readonly ServerId: string }>(entries: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return entries.filter(({ ServerId }) => !seen.has(ServerId) && seen.add(ServerId));
}

export function memberToWire(member: DefaultMember) {
  return {
    ServerId: member.serverId,
    Type: member.type,
    Description: member.description,
    ...(member.serverIp !== null && { ServerIp: member.serverIp }),
  };
}

/** `Weight` is a text in the answers of two of the three actions. */
export function memberWithTextWeight(member: DefaultMember) {
  return { ...memberToWire(member), Weight: String(member.weight) };
}
