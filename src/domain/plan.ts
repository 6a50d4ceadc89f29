/** From resolved listeners, verdicts and elections to what an engine must do. Pure: same inputs, same plan. */
import { type Election, type ElectionVerdicts } from './election.ts';
import type { HealthView, Verdict } from './health.ts';
import type {
  ForwardingPlan,
  ListenerKey,
  PlannedListener,
  PlannedPair,
  PlannedPool,
  PlannedTarget,
  SchedulerName,
  TransportProtocol,
} from './plan-types.ts';
import { plannedLimits } from './plan-limits.ts';
import { poolOnTargetLost } from './policy.ts';
import type { ResolvedListener, ResolvedTarget } from './resolve.ts';
import { isLayer4, type Layer4Listener } from './resources.ts';
import { otherRole, type Role } from './roles.ts';

/** Numbers of ours that the vendor's API has no parameter for. */
export interface PlanSettings {
  /** One attempt towards a pair whose clients may be served by the standby. */
  readonly pairConnectTimeoutMs: number;
  /** One attempt towards any other target. */
  readonly connectTimeoutMs: number;
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

/** What is known now, looked up by name. */
export type Verdicts = Pick<HealthView, 'get'>;
export type Elections = Pick<ReadonlyMap<ListenerKey, Election>, 'get'>;

export function plan(
  revision: number,
  listeners: readonly ResolvedListener[],
  health: Verdicts,
  elections: Elections,
  settings: PlanSettings,
): ForwardingPlan {
  return {
    revision,
    listeners: listeners
      .filter(carriesTraffic)
      .map((listener) => planListener(listener, health, elections, settings)),
  };
}

export type ForwardedListener = ResolvedListener & { readonly listener: Layer4Listener };

/**
 * A stopped listener, or one of an inactive load balancer, has no port open at all. Neither has an HTTP or HTTPS
 * listener: layer-7 traffic comes later, and a port that answers nothing would be worse than a closed one.
 */
export function carriesTraffic(resolved: ResolvedListener): resolved is ForwardedListener {
  const { listener, loadBalancer } = resolved;
  return listener.desiredStatus === 'running' && loadBalancer.status === 'active' && isLayer4(listener);
}

/** What is known of a target: no address counts as bad, no probe as unknown. */
export function verdictOf(target: ResolvedTarget, health: Verdicts): Verdict {
  if (target.address.kind === 'unknown') return 'unhealthy';
  return (target.probe && health.get(target.probe.key)?.verdict) ?? 'unknown';
}

/** Undefined when the listener has no complete pair. */
export function pairVerdicts(resolved: ResolvedListener, health: Verdicts): ElectionVerdicts | undefined {
  const master = targetOf(resolved, 'Master');
  const slave = targetOf(resolved, 'Slave');
  return master && slave && { master: verdictOf(master, health), slave: verdictOf(slave, health) };
}

export function targetOf(resolved: ResolvedListener, role: Role): ResolvedTarget | undefined {
  return resolved.targets.find((target) => target.role === role);
}

export function planListener(
  resolved: ForwardedListener,
  health: Verdicts,
  elections: Elections,
  settings: PlanSettings,
): PlannedListener {
  const { key, listener, loadBalancer, failover } = resolved;
  const patient = failover?.onConnectFailure.kind === 'fail' || failover === null;
  return {
    key,
    protocol: listener.protocol,
    address: loadBalancer.address,
    port: listener.port,
    backend: failover
      ? planPair(resolved, failover.onConnectFailure, health, elections.get(key))
      : planPool(resolved, health),
    access: resolved.access,
    closeDisallowed: settings.closeDisallowed,
    onTargetLost: failover?.onTargetLost ?? poolOnTargetLost(listener),
    establishedTimeoutMs: listener.protocol === 'tcp' ? listener.establishedTimeoutMs : null,
    udpFlowTimeoutMs: listener.protocol === 'udp' ? settings.udpFlowTimeoutMs : null,
    connectTimeoutMs: patient ? settings.connectTimeoutMs : settings.pairConnectTimeoutMs,
    limits: plannedLimits(listener, loadBalancer, settings.enforceSpec),
    proxyProtocolV2: listener.protocol === 'tcp' && listener.proxyProtocolV2,
  };
}

function planPair(
  resolved: ResolvedListener,
  onConnectFailure: PlannedPair['onConnectFailure'],
  health: Verdicts,
  election: Election | undefined,
): PlannedPair {
  const base = { kind: 'pair', epoch: election?.epoch ?? 0, onConnectFailure } as const;
  if (!election || election.active === 'None') return base;
  const active = plannedTarget(targetOf(resolved, election.active), health);
  const standby = plannedTarget(targetOf(resolved, otherRole(election.active)), health);
  return {
    ...base,
    ...(active && { active }),
    // Weight 0 takes no new connections, not even as the last resort.
    ...(standby && standby.weight > 0 && { standby }),
  };
}

function planPool(resolved: ForwardedListener, health: Verdicts): PlannedPool {
  const { listener, targets } = resolved;
  const usable = targets.filter((target) => mayServe(target, health));
  const planned = (wanted: (target: ResolvedTarget) => boolean): readonly PlannedTarget[] =>
    usable.filter(wanted).flatMap((target) => plannedTarget(target, health) ?? []);
  const resting = planned(({ weight }) => weight === 0);
  return {
    kind: 'pool',
    scheduler: schedulerName(listener.scheduler, listener.protocol),
    persistenceTimeoutMs: listener.persistenceTimeoutMs,
    targets: planned(({ weight }) => weight > 0),
    ...(resting.length > 0 && { resting }),
  };
}

/** A probed pool member gets traffic once its first probe has passed; an unprobed one always. */
function mayServe(target: ResolvedTarget, health: Verdicts): boolean {
  const verdict = verdictOf(target, health);
  return target.probe ? verdict === 'healthy' : verdict !== 'unhealthy';
}

function plannedTarget(target: ResolvedTarget | undefined, health: Verdicts): PlannedTarget | undefined {
  if (target?.address.kind !== 'known') return undefined;
  return {
    id: target.id,
    address: target.address.address,
    port: target.port,
    weight: target.weight,
    healthy: verdictOf(target, health) !== 'unhealthy',
  };
}

const schedulers: ReadonlyMap<string, SchedulerName> = new Map(
  (['wrr', 'rr', 'wlc', 'sch', 'tch', 'qch'] as const).map((name) => [name, name]),
);

/** Stored as set; what no plan knows gets the default. QUIC goes by UDP only. */
function schedulerName(scheduler: string, protocol: TransportProtocol): SchedulerName {
  if (scheduler === 'qch' && protocol === 'tcp') return 'tch';
  return schedulers.get(scheduler) ?? 'wrr';
}
