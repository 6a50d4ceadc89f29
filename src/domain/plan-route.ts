/** What an engine must do for one route: whom it may use now, in which role. Pure. */
import type { Election } from './election.ts';
import type { ListenerKey, PlannedPair, PlannedPool, PlannedTarget, SchedulerName } from './plan-types.ts';
import type { FailoverPolicy } from './policy.ts';
import type { ResolvedRoute, ResolvedTarget } from './resolve-route.ts';
import type { ListenerProtocol } from './resources.ts';
import { otherRole } from './roles.ts';
import { sideOf, type Verdicts, verdictOf } from './sides.ts';

export type Elections = Pick<ReadonlyMap<ListenerKey, Election>, 'get'>;

/** What is true now. */
export interface Known {
  readonly health: Verdicts;
  readonly elections: Elections;
}

export interface PoolSettings {
  readonly protocol: ListenerProtocol;
  /** As set. */
  readonly scheduler: string;
  /** Source-address persistence; 0 = off. */
  readonly persistenceTimeoutMs: number;
}

export interface ConnectTimeouts {
  /** One attempt towards a pair whose clients may be served by the standby. */
  readonly pairConnectTimeoutMs: number;
  /** One attempt towards any other target. */
  readonly connectTimeoutMs: number;
}

export function planRoute(
  route: ResolvedRoute,
  settings: PoolSettings,
  { health, elections }: Known,
): PlannedPair | PlannedPool {
  const election = route.pair ? elections.get(route.key) : undefined;
  return route.pair?.kind === 'servers' && route.failover
    ? planPair(route, route.failover.onConnectFailure, health, election)
    : planPool(route, settings, health, election);
}

/** Clients that nobody else would serve are worth waiting for. Null = there is no pair. */
export function connectTimeoutMs(
  failover: Pick<FailoverPolicy, 'onConnectFailure'> | null,
  timeouts: ConnectTimeouts,
): number {
  const patient = failover === null || failover.onConnectFailure.kind === 'fail';
  return patient ? timeouts.connectTimeoutMs : timeouts.pairConnectTimeoutMs;
}

function planPair(
  route: ResolvedRoute,
  onConnectFailure: PlannedPair['onConnectFailure'],
  health: Verdicts,
  election: Election | undefined,
): PlannedPair {
  const base = { kind: 'pair', epoch: election?.epoch ?? 0, onConnectFailure } as const;
  if (!election || election.active === 'None') return base;
  const active = plannedTarget(sideOf(route, election.active)[0], health);
  const other = plannedTarget(sideOf(route, otherRole(election.active))[0], health);
  // Weight 0 takes no new connections, not even as the last resort.
  const standby = other && other.weight > 0 ? other : undefined;
  // As nearly all are. Not by spreading: V8 would give each a hidden class of its own, half a kilobyte.
  if (active && standby) return { kind: 'pair', epoch: base.epoch, onConnectFailure, active, standby };
  return { ...base, ...(active && { active }), ...(standby && { standby }) };
}

/** One group, or of two the one that is active, with the other as a spare. */
function planPool(
  { targets, pair, failover }: ResolvedRoute,
  { protocol, scheduler, persistenceTimeoutMs }: PoolSettings,
  health: Verdicts,
  election: Election | undefined,
): PlannedPool {
  const usable = targets.filter((target) => mayServe(target, health));
  const planned = (wanted: (target: ResolvedTarget) => boolean): readonly PlannedTarget[] =>
    usable.filter(wanted).flatMap((target) => plannedTarget(target, health) ?? []);
  const serves = ({ role }: ResolvedTarget): boolean => !pair || role === election?.active;
  const resting = planned((target) => serves(target) && target.weight === 0);
  const spare = planned((target) => !serves(target) && target.weight > 0);
  return {
    kind: 'pool',
    scheduler: schedulerName(scheduler, protocol),
    persistenceTimeoutMs,
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
function schedulerName(scheduler: string, protocol: ListenerProtocol): SchedulerName {
  if (scheduler === 'qch' && protocol !== 'udp') return 'tch';
  return schedulers.get(scheduler) ?? 'wrr';
}
