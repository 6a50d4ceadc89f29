/** What HTTP and HTTPS listeners have in common, between wire and domain. */
import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import type { Layer7Listener, LoadBalancer } from '../../domain/resources.ts';
import type { ForwardedHeaders } from '../../domain/http-listeners.ts';
import type { ActionContext } from '../context.ts';
import { milliseconds, tagsFromWire } from '../format.ts';
import { usableAcl } from '../listener/acl.ts';
import { backendAfter, backendOfNew, noGroupPair } from '../listener/backend.ts';
import { defaultLayer7Check, layer7CheckAfter, layer7CheckToWire } from './health-check.ts';
import { noPersistence, persistenceAfter, persistenceToWire } from './persistence.ts';

type CreateParams = Omit<
  Params<Contracts['CreateLoadBalancerHTTPListener']>,
  'ListenerForward' | 'ForwardPort'
>;
type SetParams = Params<Contracts['SetLoadBalancerHTTPListenerAttribute']>;

export async function newLayer7Listener(
  params: CreateParams,
  loadBalancer: LoadBalancer,
  context: ActionContext,
) {
  return {
    ...(await newIdentity(params, loadBalancer, context)),
    bandwidthMbps: params.Bandwidth,
    backend: await backendOfNew({ ...params, ...noGroupPair }, loadBalancer.id, context),
    lastBackendPort: params.BackendServerPort ?? null,
    gzip: params.Gzip,
    idleTimeoutMs: params.IdleTimeout * 1000,
    requestTimeoutMs: params.RequestTimeout * 1000,
    persistence: persistenceAfter(params, noPersistence),
    healthCheck: layer7CheckAfter(params, defaultLayer7Check),
    forwardedHeaders: headersAfter(params, noHeaders),
  };
}

/** An HTTP listener that only redirects: no servers, so nothing about them. */
export async function newRedirect(params: CreateParams, loadBalancer: LoadBalancer, context: ActionContext) {
  return {
    ...(await newIdentity(params, loadBalancer, context)),
    bandwidthMbps: -1,
    backend: { kind: 'none' },
    lastBackendPort: null,
    gzip: false,
    idleTimeoutMs: params.IdleTimeout * 1000,
    requestTimeoutMs: params.RequestTimeout * 1000,
    persistence: noPersistence,
    healthCheck: defaultLayer7Check,
    forwardedHeaders: noHeaders,
  } as const;
}

export async function changedLayer7Settings(
  params: SetParams,
  listener: Layer7Listener,
  context: ActionContext,
) {
  return {
    backend: await backendAfter({ ...params, ...noGroupPair }, listener, context),
    description: params.Description ?? listener.description,
    bandwidthMbps: params.Bandwidth ?? listener.bandwidthMbps,
    scheduler: params.Scheduler ?? listener.scheduler,
    acl: await usableAcl(params, listener.loadBalancerId, context, listener.acl),
    gzip: params.Gzip ?? listener.gzip,
    idleTimeoutMs: milliseconds(params.IdleTimeout) ?? listener.idleTimeoutMs,
    requestTimeoutMs: milliseconds(params.RequestTimeout) ?? listener.requestTimeoutMs,
    persistence: persistenceAfter(params, listener.persistence),
    healthCheck: layer7CheckAfter(params, listener.healthCheck),
    forwardedHeaders: headersAfter(params, listener.forwardedHeaders),
  };
}

export function layer7SettingsToWire(listener: Layer7Listener) {
  const { backend, forwardedHeaders: headers, healthCheck: check } = listener;
  return {
    ...(backend.kind === 'master-slave' && { MasterSlaveServerGroupId: backend.groupId }),
    Gzip: onOff(listener.gzip),
    IdleTimeout: listener.idleTimeoutMs / 1000,
    RequestTimeout: listener.requestTimeoutMs / 1000,
    ...persistenceToWire(listener.persistence),
    ...layer7CheckToWire(check),
    ...(check.enabled && { HealthCheckMethod: check.method.toLowerCase() }),
    XForwardedFor: 'on',
    XForwardedFor_SLBIP: onOff(headers.slbIp),
    XForwardedFor_SLBID: onOff(headers.slbId),
    XForwardedFor_proto: onOff(headers.proto),
    XForwardedFor_SLBPORT: onOff(headers.slbPort),
    XForwardedFor_ClientSrcPort: onOff(headers.clientSourcePort),
  };
}

async function newIdentity(params: CreateParams, loadBalancer: LoadBalancer, context: ActionContext) {
  return {
    loadBalancerId: loadBalancer.id,
    port: params.ListenerPort,
    desiredStatus: 'stopped',
    description: params.Description ?? '',
    scheduler: params.Scheduler,
    acl: await usableAcl(params, loadBalancer.id, context),
    order: null,
    tags: tagsFromWire(params.Tag),
    createdMs: context.nowMs,
  } as const;
}

const noHeaders: ForwardedHeaders = {
  slbIp: false,
  slbId: false,
  proto: false,
  slbPort: false,
  clientSourcePort: false,
};

function headersAfter(
  params: {
    readonly [
      N in
        | 'XForwardedFor_SLBIP'
        | 'XForwardedFor_SLBID'
        | 'XForwardedFor_proto'
        | 'XForwardedFor_SLBPORT'
        | 'XForwardedFor_ClientSrcPort'
    ]: boolean | undefined;
  },
  before: ForwardedHeaders,
): ForwardedHeaders {
  return {
    slbIp: params.XForwardedFor_SLBIP ?? before.slbIp,
    slbId: params.XForwardedFor_SLBID ?? before.slbId,
    proto: params.XForwardedFor_proto ?? before.proto,
    slbPort: params.XForwardedFor_SLBPORT ?? before.slbPort,
    clientSourcePort: params.XForwardedFor_ClientSrcPort ?? before.clientSourcePort,
  };
}

function onOff(value: boolean): 'on' | 'off' {
  return value ? 'on' : 'off';
}
