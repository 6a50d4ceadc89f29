import type { ActionContext, ActionHandler } from '../context.ts';
import type { Listener } from '../../domain/resources.ts';
import { findOnPortForChange, putListener } from './find.ts';

export const startLoadBalancerListener: ActionHandler<'StartLoadBalancerListener'> = async (
  params,
  context,
) => {
  switchTo('running', await findOnPortForChange(context, params, 'listenerNotFound'), context);
  return {};
};

export const stopLoadBalancerListener: ActionHandler<'StopLoadBalancerListener'> = async (
  params,
  context,
) => {
  switchTo('stopped', await findOnPortForChange(context, params, 'listenerNotFound'), context);
  return {};
};

/** The same status again changes nothing, so that repeating a call is harmless. */
function switchTo(
  desiredStatus: Listener['desiredStatus'],
  listener: Listener,
  context: ActionContext,
): void {
  if (listener.desiredStatus !== desiredStatus) putListener(context, { ...listener, desiredStatus });
}
