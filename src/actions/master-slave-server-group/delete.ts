import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findMasterSlaveGroup } from '../find.ts';
import { requireUnused } from '../group-users.ts';

export const deleteMasterSlaveServerGroup: ActionHandler<'DeleteMasterSlaveServerGroup'> = async (
  params,
  context,
) => {
  const group = await findMasterSlaveGroup(context, params.MasterSlaveServerGroupId);
  await requireUnused(group, context);
  context.tx.delete(keys.serverGroup(group.id));
  return {};
};
