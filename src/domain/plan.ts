/** From resolved listeners, verdicts and elections to what an engine must do. Pure: same inputs, same plan. */
import { planHttp, planTls } from './plan-http.ts';
import { plannedLimits } from './plan-limits.ts';
import { type ConnectTimeouts, connectTimeoutMs, type Known, planRoute } from './plan-route.ts';
import type { ForwardingPlan, PlannedListener } from './plan-types.ts';
import { poolOnTargetLost } from './policy.ts';
import type { ResolvedListener } from './resolve.ts';
import { isLayer4, type Layer4Listener, type Layer7Listener } from './resources.ts';

/** Numbers of ours that the vendor's API has no parameter for. */
export interface PlanSettings extends ConnectTimeouts {
  readonly udpFlowTimeoutMs: number;
  /** Whether connections end that a change of access control no longer lets in. */
  readonly closeDisallowed: boolean;
  /** Whether the connections of a load balancer are limited by its specification. */
  readonly enforceSpec: boolean;
}

export const defaultPlanSettings: PlanSettings = {
  pairConnectTimeoutMs: 300,
  connectTimeoutMs: 3_000,
  udpFlowTimeoutMs: 120_000,
  closeDisallowed: false,
  enforceSpec: false,
};

/** What of a plan is secret. */
export interface PlanSecrets {
  /** Makes a private key readable that is stored sealed. Throws when it was sealed elsewhere. */
  readonly open: (sealed: string) => string;
  /** See `PlannedHttp.cookieSecret`. */
  readonly cookieSecret: () => string;
}

export function plan(
  revision: number,
  listeners: readonly ResolvedListener[],
  known: Known,
  settings: PlanSettings,
  secrets: PlanSecrets,
): ForwardingPlan {
  return {
    revision,
    listeners: listeners
      .filter(carriesTraffic)
      .map((listener) => planListener(listener, known, settings, secrets)),
  };
}

/**
 * A stopped listener, or one of an inactive load balancer, has no port open at all, and neither has an HTTPS listener
 * that lacks something that it names.
 */
export function carriesTraffic({ listener, loadBalancer, tls }: ResolvedListener): boolean {
  const isWanted = listener.desiredStatus === 'running' && loadBalancer.status === 'active';
  return isWanted && (listener.protocol !== 'https' || tls !== null);
}

/** Of one that carries traffic. */
export function planListener(
  resolved: ResolvedListener,
  known: Known,
  settings: PlanSettings,
  secrets: PlanSecrets,
): PlannedListener {
  const { listener } = resolved;
  return isLayer4(listener)
    ? planLayer4(resolved, listener, known, settings)
    : planLayer7(resolved, listener, known, settings, secrets);
}

function planLayer4(
  resolved: ResolvedListener,
  listener: Layer4Listener,
  known: Known,
  settings: PlanSettings,
): PlannedListener {
  const { key, loadBalancer, failover } = resolved;
  return {
    key,
    protocol: listener.protocol,
    address: loadBalancer.address,
    port: listener.port,
    backend: planRoute(resolved, listener, known),
    access: resolved.access,
    closeDisallowed: settings.closeDisallowed,
    onTargetLost: failover?.onTargetLost ?? poolOnTargetLost(listener),
    establishedTimeoutMs: listener.protocol === 'tcp' ? listener.establishedTimeoutMs : null,
    udpFlowTimeoutMs: listener.protocol === 'udp' ? settings.udpFlowTimeoutMs : null,
    connectTimeoutMs: connectTimeoutMs(failover, settings),
    limits: plannedLimits(listener, loadBalancer, settings.enforceSpec),
    proxyProtocolV2: listener.protocol === 'tcp' && listener.proxyProtocolV2,
  };
}

function planLayer7(
  resolved: ResolvedListener,
  listener: Layer7Listener,
  known: Known,
  settings: PlanSettings,
  secrets: PlanSecrets,
): PlannedListener {
  const { key, loadBalancer, failover, tls } = resolved;
  const { protocol, scheduler } = listener;
  return {
    key,
    protocol,
    address: loadBalancer.address,
    port: listener.port,
    backend: planRoute(resolved, { protocol, scheduler, persistenceTimeoutMs: 0 }, known),
    access: resolved.access,
    closeDisallowed: settings.closeDisallowed,
    onTargetLost: failover?.onTargetLost ?? { kind: 'keep' },
    connectTimeoutMs: connectTimeoutMs(failover, settings),
    limits: plannedLimits(listener, loadBalancer, settings.enforceSpec),
    http: planHttp(resolved, listener, known, settings, secrets),
    tls: tls && planTls(tls, secrets.open),
  };
}
