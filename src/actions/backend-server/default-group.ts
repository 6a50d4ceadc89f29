/** The default group of a load balancer: there from its creation, and gone with it. */
import { defaultServerGroupId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import type { DefaultMember, DefaultServerGroup } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { findLoadBalancer } from '../find.ts';
import { requireServerQuota } from '../server-limits.ts';

export async function findDefaultGroup(
  context: ActionContext,
  params: { readonly RegionId: string | undefined; readonly LoadBalancerId: string },
): Promise<DefaultServerGroup> {
  const { id } = await findLoadBalancer(context, params);
  const group = await context.tx.get('serverGroups', keys.serverGroup(defaultServerGroupId(id)));
  if (group?.kind !== 'default') throw new Error(`${id} has no default group`);
  return group;
}

/** Writes the members, unless nothing changed; within the quota when there are more than before. */
export async function putMembers(
  group: DefaultServerGroup,
  members: readonly DefaultMember[],
  context: ActionContext,
): Promise<void> {
  if (members === group.members) return;
  const after = { ...group, members };
  if (members.length > group.members.length) await requireServerQuota(after, context);
  context.tx.put('serverGroups', keys.serverGroup(group.id), after);
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
