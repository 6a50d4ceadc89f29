import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { allServerGroups, findLoadBalancer, listenersOf, requireUnlocked } from '../find.ts';
import { extensionsOfLoadBalancer } from '../domain-extension/find.ts';
import { rulesOfLoadBalancer } from '../rule/find.ts';

/** Everything that belongs to the load balancer goes in the same commit. */
export const deleteLoadBalancer: ActionHandler<'DeleteLoadBalancer'> = async (params, context) => {
  const loadBalancer = await findLoadBalancer(context, params);
  requireUnlocked(loadBalancer);
  if (loadBalancer.deleteProtection) throw new ApiError('deleteProtectionOn');
  const { tx } = context;

  for (const { protocol, port } of await listenersOf(context, loadBalancer.id)) {
    tx.delete(keys.listener(loadBalancer.id, protocol, port));
  }
  for (const rule of await rulesOfLoadBalancer(context, loadBalancer.id)) tx.delete(keys.rule(rule.id));
  for (const { id } of await extensionsOfLoadBalancer(context, loadBalancer.id)) {
    tx.delete(keys.domainExtension(id));
  }
  for (const group of await allServerGroups(context)) {
    if (group.loadBalancerId === loadBalancer.id) tx.delete(keys.serverGroup(group.id));
  }
  await tx.deleteObserved(keys.electionsOf(loadBalancer.id));
  await tx.deleteObserved(keys.historyOf(loadBalancer.id));
  tx.delete(keys.accessLogSetting(loadBalancer.id));
  tx.delete(keys.address(loadBalancer.address));
  tx.delete(keys.loadBalancer(loadBalancer.id));
  return {};
};
