import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { HttpsListener } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { extensionsOf } from '../domain-extension/find.ts';
import { listenersOf } from '../find.ts';
import { rulesOf } from '../rule/find.ts';
import { findOnPortForChange } from './find.ts';

export const deleteLoadBalancerListener: ActionHandler<'DeleteLoadBalancerListener'> = async (
  params,
  context,
) => {
  const listener = await findOnPortForChange(context, params, 'listenerToDeleteNotFound');
  if (listener.protocol === 'https') {
    await requireNoRedirectTo(listener, context);
    for (const { id } of await extensionsOf(context, listener)) context.tx.delete(keys.domainExtension(id));
  }
  const { loadBalancerId, protocol, port } = listener;
  for (const rule of await rulesOf(context, listener)) context.tx.delete(keys.rule(rule.id));
  context.tx.delete(keys.listener(loadBalancerId, protocol, port));
  return {};
};

async function requireNoRedirectTo(
  { loadBalancerId, port }: HttpsListener,
  context: ActionContext,
): Promise<void> {
  const redirecting = (await listenersOf(context, loadBalancerId)).find(
    (listener) => listener.protocol === 'http' && listener.redirectPort === port,
  );
  if (redirecting) throw new ApiError('redirectTargetInUse', { port, httpPort: redirecting.port });
}
