/** A server group may go only when nothing leads to it any more. */
import { ApiError } from '../contract/api-error.ts';
import type { MasterSlaveServerGroup, VServerGroup } from '../domain/resources.ts';
import type { ActionContext } from './context.ts';
import { listenersOf, usesGroup } from './find.ts';
import { rulesOfLoadBalancer } from './rule/find.ts';

/** Throws `groupUsedByListener` or `groupUsedByRule`. */
export async function requireUnused(
  { id, loadBalancerId }: VServerGroup | MasterSlaveServerGroup,
  context: ActionContext,
): Promise<void> {
  const users = (await listenersOf(context, loadBalancerId)).filter((listener) => usesGroup(listener, id));
  if (users.length > 0) {
    const listeners = users.map(({ protocol, port }) => `${protocol}:${port}`).join(', ');
    throw new ApiError('groupUsedByListener', { listeners });
  }
  const rules = (await rulesOfLoadBalancer(context, loadBalancerId)).filter(({ groupId }) => groupId === id);
  if (rules.length > 0) {
    throw new ApiError('groupUsedByRule', { rules: rules.map(({ name }) => name).join(', ') });
  }
}
