import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findVServerGroup } from '../find.ts';
import { requireUnused } from '../group-users.ts';

export const deleteVServerGroup: ActionHandler<'DeleteVServerGroup'> = async (params, context) => {
  const group = await findVServerGroup(context, params.VServerGroupId);
  await requireUnused(group, context);
  context.tx.delete(keys.serverGroup(group.id));
  return {};
};
