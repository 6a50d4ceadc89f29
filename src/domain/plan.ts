/** From resolved listeners, verdicts and elections to what an engine must do. Pure: same inputs, same plan. */
import { type Election, type ElectionVerdicts, type Seat } from './election.ts';
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
import { type FailoverPolicy, poolOnTargetLost } from './policy.ts';
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

/** Undefined when the listener has no complete pair. A group without servers counts as one of weight 0. */
export function pairVerdicts(resolved: ResolvedListener, health: Verdicts): ElectionVerdicts | undefined {
  const { pair } = resolved;
  if (!pair) return undefined;
  const verdictOfSide = (role: Role): Verdict | undefined => {
    const side = sideOf(resolved, role);
    if (pair.kind === 'groups') return groupVerdict(side, health, pair.thresholdPercent);
    return side[0] && verdictOf(side[0], health);
  };
  const [master, slave] = [verdictOfSide('Master'), verdictOfSide('Slave')];
  return master && slave && { master, slave };
}

/** Everything on one side of a pair: one server, or the members of a group. */
export function sideOf(resolved: ResolvedListener, role: Role): readonly ResolvedTarget[] {
  return resolved.targets.filter((target) => target.role === role);
}

/** Who sits on a side, as an election sees it. */
export function seatOf(resolved: ResolvedListener, role: Role): Seat {
  const side = sideOf(resolved, role);
  const weight = Math.max(0, ...side.map((target) => target.weight));
  return { id: resolved.pair?.kind === 'groups' ? resolved.pair.seats[role] : (side[0]?.id ?? ''), weight };
}

/**
 * A group is good when more than this share of its servers is, bad when no more can be; servers of weight 0, which take
 * nothing, do not count. Without a verdict while that depends on servers that are not known yet.
 */
export function groupVerdict(
  members: readonly ResolvedTarget[],
  health: Verdicts,
  thresholdPercent: number,
): Verdict {
  const verdicts = members.filter(({ weight }) => weight > 0).map((member) => verdictOf(member, health));
  const share = (counted: readonly Verdict[]): number =>
    verdicts.length === 0 ? 0 : (100 * counted.length) / verdicts.length;
  if (share(verdicts.filter((verdict) => verdict === 'healthy')) > thresholdPercent) return 'healthy';
  return share(verdicts.filter((verdict) => verdict !== 'unhealthy')) > thresholdPercent
    ? 'unknown'
    : 'unhealthy';
}

export function planListener(
  resolved: ForwardedListener,
  health: Verdicts,
  elections: Elections,
  settings: PlanSettings,
): PlannedListener {
  const { key, listener, loadBalancer, failover } = resolved;
  const election = resolved.pair ? elections.get(key) : undefined;
  return {
    key,
    protocol: listener.protocol,
    address: loadBalancer.address,
    port: listener.port,
    backend:
      resolved.pair?.kind === 'servers' && failover
        ? planPair(resolved, failover.onConnectFailure, health, election)
        : planPool(resolved, health, election),
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

/** Clients that nobody else would serve are worth waiting for. Null = there is no pair. */
export function connectTimeoutMs(
  failover: Pick<FailoverPolicy, 'onConnectFailure'> | null,
  settings: Pick<PlanSettings, 'connectTimeoutMs' | 'pairConnectTimeoutMs'>,
): number {
  const patient = failover === null || failover.onConnectFailure.kind === 'fail';
  return patient ? settings.connectTimeoutMs : settings.pairConnectTimeoutMs;
}

function planPair(
  resolved: ResolvedListener,
  onConnectFailure: PlannedPair['onConnectFailure'],
  health: Verdicts,
  election: Election | undefined,
): PlannedPair {
  const base = { kind: 'pair', epoch: election?.epoch ?? 0, onConnectFailure } as const;
  if (!election || election.active === 'None') return base;
  const active = plannedTarget(sideOf(resolved, election.active)[0], health);
  const other = plannedTarget(sideOf(resolved, otherRole(election.active))[0], health);
  // Weight 0 takes no new connections, not even as the last resort.
  const standby = other && other.weight > 0 ? other : undefined;
  // As nearly all are. Not by spreading: V8 would give each a hidden class of its own, half a kilobyte.
  if (active && standby) return { kind: 'pair', epoch: base.epoch, onConnectFailure, active, standby };
  return { ...base, ...(active && { active }), ...(standby && { standby }) };
}

/** One group, or of two the one that is active, with the other as a spare. */
function planPool(
  resolved: ForwardedListener,
  health: Verdicts,
  election: Election | undefined,
): PlannedPool {
  const { listener, targets, pair, failover } = resolved;
  const usable = targets.filter((target) => mayServe(target, health));
  const planned = (wanted: (target: ResolvedTarget) => boolean): readonly PlannedTarget[] =>
    usable.filter(wanted).flatMap((target) => plannedTarget(target, health) ?? []);
  const serves = ({ role }: ResolvedTarget): boolean => !pair || role === election?.active;
  const resting = planned((target) => serves(target) && target.weight === 0);
  const spare = planned((target) => !serves(target) && target.weight > 0);
  return {
    kind: 'pool',
    scheduler: schedulerName(listener.scheduler, listener.protocol),
    persistenceTimeoutMs: listener.persistenceTimeoutMs,
    targets: planned((target) => serves(target) && target.weight > 0),
    ...(resting.length > 0 && { resting }),
    ...(pair && { epoch: election?.epoch ?? 0 }),
    ...(spare.length > 0 && mayFallBack(failover, election) && { spare }),
  };
}

/** When nobody is active nobody takes connections, not even as the last resort. */
function mayFallBack(failover: FailoverPolicy | null, election: Election | undefined): boolean {
  return (
    failover?.onConnectFailure.kind === 'fallback' && election !== undefined && election.active !== 'None'
  );
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
