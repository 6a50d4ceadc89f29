import type { ActionHandler } from '../context.ts';
import { findVServerGroup } from '../find.ts';
import { requireCallSize } from '../server-limits.ts';
import { newMembers, putGroup } from './members.ts';

/** Entries that are in the group already stay as they are. */
export const addVServerGroupBackendServers: ActionHandler<'AddVServerGroupBackendServers'> = async (
  params,
  context,
) => {
  const group = await findVServerGroup(context, params.VServerGroupId);
  const entries = params.BackendServers ?? [];
  requireCallSize(entries, context);
  const added = await newMembers(entries, group.members, context);
  const after = added.length === 0 ? group : { ...group, members: [...group.members, ...added] };
  return putGroup(group, after, context);
};
