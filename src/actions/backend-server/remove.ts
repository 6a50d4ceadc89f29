import type { ActionHandler } from '../context.ts';
import { requireCallSize } from '../server-limits.ts';
import { findDefaultGroup, memberToWire, putMembers } from './default-group.ts';

/** Servers that are not attached are skipped. */
export const removeBackendServers: ActionHandler<'RemoveBackendServers'> = async (params, context) => {
  const group = await findDefaultGroup(context, params);
  requireCallSize(params.BackendServers, context);
  const removed = new Set(params.BackendServers.map(({ ServerId }) => ServerId));
  const left = group.members.filter(({ serverId }) => !removed.has(serverId));
  const members = left.length === group.members.length ? group.members : left;
  await putMembers(group, members, context);
  return {
    LoadBalancerId: group.loadBalancerId,
    BackendServers: members.map((member) => ({ ...memberToWire(member), Weight: member.weight })),
  };
};
