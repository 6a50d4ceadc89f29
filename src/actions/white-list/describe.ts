import type { ActionHandler } from '../context.ts';
import { findLoadBalancer, listenersOf } from '../find.ts';
import { onlyOnPort } from '../listener/find.ts';
import { whiteListOf } from './items.ts';

export const describeListenerAccessControlAttribute: ActionHandler<
  'DescribeListenerAccessControlAttribute'
> = async (params, context) => {
  const loadBalancer = await findLoadBalancer(context, params);
  const listener = onlyOnPort(await listenersOf(context, loadBalancer.id), params, 'listenerNotFound');
  const { enabled, items } = whiteListOf(listener);
  return {
    AccessControlStatus: enabled ? 'open_white_list' : 'close',
    SourceItems: items.map(({ text }) => text).join(','),
  };
};
