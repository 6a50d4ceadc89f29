import type { ActionHandler } from '../context.ts';
import { findVServerGroup } from '../find.ts';
import { requireCallSize } from '../server-limits.ts';
import { membersMeant, putGroup } from './members.ts';

/** Entries that are not in the group are skipped. */
export const removeVServerGroupBackendServers: ActionHandler<'RemoveVServerGroupBackendServers'> = async (
  params,
  context,
) => {
  const group = await findVServerGroup(context, params.VServerGroupId);
  const entries = params.BackendServers ?? [];
  requireCallSize(entries, context);
  const removed = new Set(entries.flatMap((entry) => membersMeant(entry, group.members)));
  const members = group.members.filter((member) => !removed.has(member));
  return putGroup(group, removed.size === 0 ? group : { ...group, members }, context);
};
