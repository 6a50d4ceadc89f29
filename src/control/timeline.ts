/**
 * Tells what happened and why: turns results, verdicts, decisions and engine acknowledgements into history events and
 * log lines, in causal order per route. Decides nothing.
 */
import type { EngineEvidence } from '../engine/engine.ts';
import { explainFact } from '../domain/explain.ts';
import type { HealthRecord, HealthTransition, ProbeKey, ProbeResult } from '../domain/health.ts';
import type { ListenerKey } from '../domain/plan-types.ts';
import { type ResolvedListener, routesOf } from '../domain/resolve.ts';
import type { ResolvedRoute, ResolvedTarget } from '../domain/resolve-route.ts';
import { sideOf } from '../domain/sides.ts';
import type { HistoryFact } from '../domain/state-records.ts';
import { MultiMap } from '../lib/multi-map.ts';
import type { Logger } from '../observability/logger.ts';
import type { Decision } from './elections.ts';
import type { History } from './history.ts';
import { goneRoutes, type ListenerChange } from './resolution.ts';

const TRAFFIC_EVENTS = 3;

interface Use {
  readonly route: ResolvedRoute;
  readonly target: ResolvedTarget;
}

export class Timeline {
  readonly #history: History;
  readonly #log: Logger;
  /** Who uses a check now. */
  readonly #users = new MultiMap<ProbeKey, ListenerKey>();
  readonly #routes = new Map<ListenerKey, ResolvedRoute>();
  /** Start of the failing streak of a check. */
  readonly #failingSinceMs = new Map<ProbeKey, number>();
  /** Last decision of a route: what acknowledgements and first connections are measured from. */
  readonly #decided = new Map<ListenerKey, { readonly epoch: number; readonly atMs: number }>();
  readonly #lastPassedMs = new Map<ProbeKey, number>();
  /** Failed connects of clients told since the last good probe: at a high rate the first few say it all. */
  readonly #trafficTold = new Map<ProbeKey, number>();

  constructor(history: History, log: Logger) {
    this.#history = history;
    this.#log = log;
  }

  /** At a start: routes that are not among these were deleted just before the last process was killed. */
  forgetAllBut(routes: ReadonlySet<ListenerKey>): void {
    for (const key of this.#history.listeners()) if (!routes.has(key)) this.#history.forget(key);
  }

  take(change: ListenerChange): void {
    const { before, after } = change;
    for (const [check, key] of usesBy(before)) this.#users.delete(check, key);
    for (const [check, key] of usesBy(after)) this.#users.add(check, key);
    for (const { key } of goneRoutes(change)) {
      this.#routes.delete(key);
      this.#history.forget(key);
      this.#decided.delete(key);
    }
    for (const route of after ? routesOf(after) : []) this.#routes.set(route.key, route);
  }

  /** Who uses a check now. */
  usersOf(key: ProbeKey): readonly ListenerKey[] {
    return this.#users.get(key);
  }

  /** The same, as they are now. */
  routesWith(key: ProbeKey): readonly ResolvedRoute[] {
    return this.usersOf(key).flatMap((user) => this.#routes.get(user) ?? []);
  }

  /** Wall time of the last passed probe of a check; undefined when none passed since the start. */
  lastPassedMs(key: ProbeKey): number | undefined {
    return this.#lastPassedMs.get(key);
  }

  /** Failures that have not led to a verdict yet are the cause of one that comes; the rest would only fill the log. */
  result(key: ProbeKey, result: ProbeResult, record: HealthRecord): void {
    if (result.outcome === 'ok') {
      this.#failingSinceMs.delete(key);
      this.#trafficTold.delete(key);
      if (result.source === 'probe') this.#lastPassedMs.set(key, result.atMs);
      return;
    }
    if (result.outcome === 'not-probed') {
      this.#log.warn('probe_not_possible', { check: key, why: result.detail });
      return;
    }
    if (!this.#failingSinceMs.has(key)) this.#failingSinceMs.set(key, result.atMs - result.durationMs);
    if (record.verdict === 'unhealthy') return;
    if (result.source === 'traffic') {
      const told = this.#trafficTold.get(key) ?? 0;
      if (told >= TRAFFIC_EVENTS) return;
      this.#trafficTold.set(key, told + 1);
    }
    for (const use of this.#usesOf(key)) {
      this.#record(use.route, result.atMs, { kind: 'probe-failed', ...server(use.target), result });
    }
  }

  transition(
    { key, from, to, results, evidence }: HealthTransition,
    active: (key: ListenerKey) => string,
  ): void {
    for (const use of this.#usesOf(key)) {
      const fact = { kind: 'verdict', ...server(use.target), from, to, results, evidence } as const;
      this.#record(use.route, evidence.atMs, fact);
      const standby = use.target.role !== null && use.target.role !== active(use.route.key);
      const event = standby && to === 'unhealthy' ? 'standby_unhealthy' : `target_${to}`;
      const level = to === 'unhealthy' ? 'warn' : 'info';
      this.#log[level](event, {
        listener: use.route.key,
        target: use.target.id,
        role: use.target.role,
        why: explainFact(fact),
      });
    }
  }

  decision({ route, groupId, before, after, verdicts }: Decision, nowMs: number): void {
    if (after.epoch !== before.epoch) {
      this.#decided.set(route.key, { epoch: after.epoch, atMs: nowMs });
      const fact = {
        kind: 'decision',
        from: before.active,
        to: after.active,
        epoch: after.epoch,
        reason: after.reason,
        verdicts,
        detectionMs: this.#detectionMs(route, before.active, nowMs),
      } as const;
      this.#history.record(route.key, groupId, nowMs, fact);
      this.#log.info('failover_decided', { ...logFields(fact), listener: route.key, group: groupId });
    }
    const { held } = after;
    if (held && held.why !== before.held?.why) {
      const fact = { kind: 'held', epoch: after.epoch, hold: held } as const;
      this.#history.record(route.key, groupId, nowMs, fact);
      this.#log.info('failback_held', {
        listener: route.key,
        group: groupId,
        hold: held.why,
        why: explainFact(fact),
      });
    }
  }

  /** The engine has brought the decision into force. */
  applied(key: ListenerKey, epoch: number, engine: string, cutConnections: number, nowMs: number): void {
    const decided = this.#decided.get(key);
    const route = this.#routes.get(key);
    if (!route || decided?.epoch !== epoch) return;
    const fact = { kind: 'applied', epoch, engine, afterMs: nowMs - decided.atMs, cutConnections } as const;
    this.#record(route, nowMs, fact);
    this.#log.info('failover_applied', { ...logFields(fact), listener: key });
  }

  firstServed({ key, epoch, targetId, atMs }: Extract<EngineEvidence, { kind: 'first-served' }>): void {
    const decided = this.#decided.get(key);
    const route = this.#routes.get(key);
    if (!route || decided?.epoch !== epoch) return;
    this.#record(route, atMs, {
      kind: 'first-served',
      epoch,
      targetId,
      afterMs: Math.max(0, atMs - decided.atMs),
    });
  }

  /** From the start of the first failed probe on the side that lost the role. */
  #detectionMs(route: ResolvedRoute, lost: string, nowMs: number): number | null {
    const side = lost === 'Master' || lost === 'Slave' ? sideOf(route, lost) : [];
    const since = side.flatMap(({ probe }) => (probe && this.#failingSinceMs.get(probe.key)) ?? []);
    return since.length === 0 ? null : nowMs - Math.min(...since);
  }

  #usesOf(key: ProbeKey): readonly Use[] {
    return this.routesWith(key).flatMap((route) =>
      route.targets.filter(({ probe }) => probe?.key === key).map((target) => ({ route, target })),
    );
  }

  #record({ key, pair, group }: ResolvedRoute, atMs: number, fact: HistoryFact): void {
    this.#history.record(key, pair?.id ?? group?.id ?? null, atMs, fact);
  }
}

/** Each check of each route, once. */
function usesBy(listener: ResolvedListener | undefined): readonly (readonly [ProbeKey, ListenerKey])[] {
  return (listener ? routesOf(listener) : []).flatMap(({ key, targets }) => {
    const checks = new Set(targets.flatMap(({ probe }) => probe?.key ?? []));
    return [...checks].map((check) => [check, key] as const);
  });
}

function server(target: ResolvedTarget) {
  return { targetId: target.id, role: target.role };
}

function logFields(fact: HistoryFact): Record<string, unknown> {
  return { ...fact, why: explainFact(fact) };
}
