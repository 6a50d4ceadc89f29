import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findVServerGroup, listenersOf, usesGroup } from '../find.ts';
import { rulesOfLoadBalancer } from '../rule/find.ts';

export const deleteVServerGroup: ActionHandler<'DeleteVServerGroup'> = async (params, context) => {
  const group = await findVServerGroup(context, params.VServerGroupId);
  const users = (await listenersOf(context, group.loadBalancerId)).filter((l) => usesGroup(l, group.id));
  if (users.length > 0) {
    const listeners = users.map(({ protocol, port }) => `${protocol}:${port}`).join(', ');
    throw new ApiError('groupUsedByListener', { listeners });
  }
  const rules = (await rulesOfLoadBalancer(context, group.loadBalancerId)).filter(
    (rule) => rule.groupId === group.id,
  );
  if (rules.length > 0) {
    throw new ApiError('groupUsedByRule', { rules: rules.map(({ name }) => name).join(', ') });
  }
  context.tx.delete(keys.serverGroup(group.id));
  return {};
};
