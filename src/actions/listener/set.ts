import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import type { Layer4Listener } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { usableAcl } from './acl.ts';
import { backendAfter } from './backend.ts';
import { drainAfter } from './connection-drain.ts';
import { findForChange, findTcpListener, findUdpListener, putListener } from './find.ts';
import { requireCheckForPair } from './group-pair.ts';
import { changedTcpCheck, changedUdpCheck } from './health-check.ts';
import { milliseconds } from '../format.ts';

export const setLoadBalancerTCPListenerAttribute: ActionHandler<
  'SetLoadBalancerTCPListenerAttribute'
> = async (params, context) => {
  await findForChange(context, params);
  const listener = await findTcpListener(context, params, 'listenerNotFound');
  const changed = {
    ...listener,
    ...(await changedSettings(params, listener, context)),
    establishedTimeoutMs: milliseconds(params.EstablishedTimeout) ?? listener.establishedTimeoutMs,
    connectionDrainMs: drainAfter(params, listener.connectionDrainMs),
    healthCheck: changedTcpCheck(params, listener.healthCheck),
  };
  requireCheckForPair(changed);
  if (!params.DryRun) putListener(context, changed);
  return {};
};

export const setLoadBalancerUDPListenerAttribute: ActionHandler<
  'SetLoadBalancerUDPListenerAttribute'
> = async (params, context) => {
  await findForChange(context, params);
  const listener = await findUdpListener(context, params, 'listenerNotFound');
  const changed = {
    ...listener,
    ...(await changedSettings(params, listener, context)),
    healthCheck: changedUdpCheck(params, listener.healthCheck),
  };
  requireCheckForPair(changed);
  if (!params.DryRun) putListener(context, changed);
  return {};
};

type SetParams =
  | Params<Contracts['SetLoadBalancerTCPListenerAttribute']>
  | Params<Contracts['SetLoadBalancerUDPListenerAttribute']>;

async function changedSettings(params: SetParams, listener: Layer4Listener, context: ActionContext) {
  return {
    backend: await backendAfter(params, listener, context),
    description: params.Description ?? listener.description,
    bandwidthMbps: params.Bandwidth ?? listener.bandwidthMbps,
    scheduler: params.Scheduler ?? listener.scheduler,
    persistenceTimeoutMs: milliseconds(params.PersistenceTimeout) ?? listener.persistenceTimeoutMs,
    acl: await usableAcl(params, listener.loadBalancerId, context, listener.acl),
    proxyProtocolV2: params.ProxyProtocolV2Enabled ?? listener.proxyProtocolV2,
  };
}
