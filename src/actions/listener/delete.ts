import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findOnPortForChange } from './find.ts';

export const deleteLoadBalancerListener: ActionHandler<'DeleteLoadBalancerListener'> = async (
  params,
  context,
) => {
  const { loadBalancerId, protocol, port } = await findOnPortForChange(
    context,
    params,
    'listenerToDeleteNotFound',
  );
  context.tx.delete(keys.listener(loadBalancerId, protocol, port));
  return {};
};
