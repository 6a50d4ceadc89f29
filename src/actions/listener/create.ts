import { ApiError } from '../../contract/api-error.ts';
import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { tagsFromWire } from '../format.ts';
import { usableAcl } from './acl.ts';
import { backendOfNew } from './backend.ts';
import { drainOfNew } from './connection-drain.ts';
import { findForChange, putListener, requireRoomFor } from './find.ts';
import { requireCheckForPair } from './group-pair.ts';
import { newTcpCheck, newUdpCheck } from './health-check.ts';

/** VXLAN and its relatives, which the vendor keeps for itself. */
const RESERVED_UDP_PORTS: readonly number[] = [250, 4789, 4790];

export const createLoadBalancerTCPListener: ActionHandler<'CreateLoadBalancerTCPListener'> = async (
  params,
  context,
) => {
  const loadBalancer = await findForChange(context, params);
  await requireRoomFor(context, loadBalancer, 'tcp', params.ListenerPort);
  const listener = {
    ...(await newListener(params, loadBalancer, context)),
    protocol: 'tcp',
    establishedTimeoutMs: params.EstablishedTimeout * 1000,
    connectionDrainMs: drainOfNew(params),
    healthCheck: newTcpCheck(params),
  } as const;
  requireCheckForPair(listener);
  putListener(context, listener);
  return {};
};

export const createLoadBalancerUDPListener: ActionHandler<'CreateLoadBalancerUDPListener'> = async (
  params,
  context,
) => {
  const loadBalancer = await findForChange(context, params);
  if (RESERVED_UDP_PORTS.includes(params.ListenerPort)) {
    throw new ApiError('reservedUdpPort', { port: params.ListenerPort });
  }
  await requireRoomFor(context, loadBalancer, 'udp', params.ListenerPort);
  const listener = {
    ...(await newListener(params, loadBalancer, context)),
    protocol: 'udp',
    healthCheck: newUdpCheck(params),
  } as const;
  requireCheckForPair(listener);
  putListener(context, listener);
  return {};
};

type CreateParams =
  Params<Contracts['CreateLoadBalancerTCPListener']> | Params<Contracts['CreateLoadBalancerUDPListener']>;

async function newListener(params: CreateParams, loadBalancer: LoadBalancer, context: ActionContext) {
  return {
    loadBalancerId: loadBalancer.id,
    port: params.ListenerPort,
    desiredStatus: 'stopped',
    description: params.Description ?? '',
    bandwidthMbps: params.Bandwidth,
    backend: await backendOfNew(params, loadBalancer.id, context),
    lastBackendPort: params.BackendServerPort ?? null,
    scheduler: params.Scheduler,
    persistenceTimeoutMs: params.PersistenceTimeout * 1000,
    acl: await usableAcl(params, loadBalancer.id, context),
    proxyProtocolV2: params.ProxyProtocolV2Enabled,
    tags: tagsFromWire(params.Tag),
    order: null,
    createdMs: context.nowMs,
  } as const;
}
