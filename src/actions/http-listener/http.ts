/** HTTP listeners. */
import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { HttpListener } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { wireTags } from '../format.ts';
import { findForChange, findHttpListener, putListener, requireRoomFor } from '../listener/find.ts';
import { ruleSummary } from '../rule/describe.ts';
import { rulesOf } from '../rule/find.ts';
import { commonToWire } from '../listener/to-wire.ts';
import { changedLayer7Settings, layer7SettingsToWire, newLayer7Listener, newRedirect } from './settings.ts';

/** The only port that the oldest pages allow. */
const DEFAULT_FORWARD_PORT = 443;

export const createLoadBalancerHTTPListener: ActionHandler<'CreateLoadBalancerHTTPListener'> = async (
  params,
  context,
) => {
  const loadBalancer = await findForChange(context, params);
  await requireRoomFor(context, loadBalancer, 'http', params.ListenerPort);
  if (params.ListenerForward) {
    const redirectPort = params.ForwardPort ?? DEFAULT_FORWARD_PORT;
    await requireHttpsListener(context, loadBalancer.id, redirectPort);
    putListener(context, {
      ...(await newRedirect(params, loadBalancer, context)),
      protocol: 'http',
      redirectPort,
    });
  } else {
    putListener(context, {
      ...(await newLayer7Listener(params, loadBalancer, context)),
      protocol: 'http',
      redirectPort: null,
    });
  }
  return {};
};

export const setLoadBalancerHTTPListenerAttribute: ActionHandler<
  'SetLoadBalancerHTTPListenerAttribute'
> = async (params, context) => {
  await findForChange(context, params);
  const listener = await findHttpListener(context, params, 'listenerNotFound');
  if (listener.redirectPort !== null) throw new ApiError('redirectCannotChange', { port: listener.port });
  const changed = { ...listener, ...(await changedLayer7Settings(params, listener, context)) };
  if (!params.DryRun) putListener(context, changed);
  return {};
};

export const describeLoadBalancerHTTPListenerAttribute: ActionHandler<
  'DescribeLoadBalancerHTTPListenerAttribute'
> = async (params, context) => {
  const listener = await findHttpListener(context, params, 'listenerAttributeNotFound');
  const { Bandwidth: bandwidth, ...common } = commonToWire(listener, context);
  return {
    ...common,
    ...(listener.redirectPort === null && { Bandwidth: bandwidth }),
    ...httpSettingsToWire(listener),
    Rules: (await rulesOf(context, listener)).map(ruleSummary),
    Tags: wireTags(listener.tags),
  };
};

/** Kubernetes makes a listener anew when ListenerForward is neither on nor off. */
export function httpSettingsToWire(listener: HttpListener) {
  return {
    ...(listener.redirectPort === null && layer7SettingsToWire(listener)),
    ...redirectToWire(listener),
  };
}

export function redirectToWire({ redirectPort }: HttpListener) {
  return redirectPort === null
    ? { ListenerForward: 'off' }
    : { ListenerForward: 'on', ForwardPort: redirectPort };
}

async function requireHttpsListener(
  { tx }: ActionContext,
  loadBalancerId: string,
  port: number,
): Promise<void> {
  const target = await tx.get('listeners', keys.listener(loadBalancerId, 'https', port));
  if (!target) throw new ApiError('forwardPortNotFound', { port });
}
