/**
 * Whatever changed (desired state, a verdict, a name, time): the listeners that it concerns are looked at anew from what
 * is true now, and the engine is brought to the plan. One owner of all decisions; everything else only wakes it.
 */
import type { ProbeKey } from '../domain/health.ts';
import { listenerOfRoute } from '../domain/keys.ts';
import type { PlanSecrets, PlanSettings } from '../domain/plan.ts';
import {
  type ForwardingPlan,
  type ListenerKey,
  type PlannedListener,
  plannedRoutes,
} from '../domain/plan-types.ts';
import type { FailoverDefaults } from '../domain/policy.ts';
import { type ResolvedListener, routesOf } from '../domain/resolve.ts';
import type { ResolveServer } from '../domain/resolve-route.ts';
import type { BindFailure } from '../engine/engine.ts';
import type { Engines } from '../engine/engines.ts';
import type { HealthMonitor } from '../health/monitor-types.ts';
import type { Clock, Timer } from '../lib/clock.ts';
import type { Logger } from '../observability/logger.ts';
import { Checks } from './checks.ts';
import type { Elections } from './elections.ts';
import { Planner } from './planner.ts';
import type { Projection } from './projection.ts';
import { goneRoutes, type ListenerChange, Resolution } from './resolution.ts';
import type { Timeline } from './timeline.ts';

/** A port that cannot be bound is tried again this often. */
const BIND_RETRY_MS = 1_000;
const ENGINE_RETRY_MS = 200;

export interface ReconcilerParts {
  readonly projection: Projection;
  readonly resolveServer: ResolveServer;
  readonly monitor: HealthMonitor;
  readonly engines: Engines;
  readonly elections: Elections;
  readonly timeline: Timeline;
  readonly failover: FailoverDefaults;
  readonly planSettings: PlanSettings;
  readonly planSecrets: PlanSecrets;
  /** Told of listeners that were looked at anew, and of those that are now in force otherwise than before. */
  readonly onConcerned?: (keys: Iterable<ListenerKey>) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface InForce {
  readonly plan: ForwardingPlan;
  /** Those of the plan. */
  readonly listeners: ReadonlyMap<ListenerKey, PlannedListener>;
  /** Of the desired state that the plan was made from. */
  readonly storeRevision: number;
  readonly failures: ReadonlyMap<ListenerKey, BindFailure>;
}

export class Reconciler {
  readonly #parts: ReconcilerParts;
  readonly #resolution: Resolution;
  readonly #planner: Planner;
  readonly #checks = new Checks();
  #inForce: InForce | undefined;
  #planRevision = 0;
  #wanted: { readonly plan: ForwardingPlan; readonly storeRevision: number } | undefined;
  #applying: Promise<void> | undefined;
  #scheduled = false;
  /** Checks whose verdict has changed, and servers whose address has, since the last pass. */
  readonly #turned = new Set<ProbeKey>();
  readonly #moved = new Set<string>();
  #closed = false;
  #lookAgain: Timer | undefined;
  #retry: Timer | undefined;
  #waiting: { readonly storeRevision: number; readonly done: () => void }[] = [];

  constructor(parts: ReconcilerParts) {
    this.#parts = parts;
    this.#resolution = new Resolution(parts.resolveServer, parts.failover);
    this.#planner = new Planner(parts.planSettings, parts.planSecrets);
  }

  get listeners(): ReadonlyMap<ListenerKey, ResolvedListener> {
    return this.#resolution.listeners;
  }

  get inForce(): InForce | undefined {
    return this.#inForce;
  }

  /**
   * The first pass, at once: what is known at the start is decided before anything else happens. `planRevision`: what the
   * engine already has, so that revisions go on growing after a restart.
   */
  start(planRevision: number): void {
    const { monitor, elections, timeline } = this.#parts;
    this.#planRevision = planRevision;
    this.#pass(this.#changes());
    const routes = new Set([...this.listeners.values()].flatMap(routesOf).map(({ key }) => key));
    elections.keepOnly(routes);
    timeline.forgetAllBut(routes);
    // Also when there is nothing to check: what was restored of other checks is forgotten.
    monitor.setChecks(this.#checks.specs);
  }

  /** The verdict of a check has changed. */
  turned(check: ProbeKey): void {
    this.#turned.add(check);
    this.wake();
  }

  /** These servers have another address now, or one at all. */
  moved(serverIds: readonly string[]): void {
    for (const serverId of serverIds) this.#moved.add(serverId);
    this.wake();
  }

  /** Many wakes in one turn of the event loop make one pass. */
  wake(): void {
    if (this.#scheduled || this.#closed) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#closed) this.#pass(this.#changes());
    });
  }

  /** Resolves once the engine has in force what the store held at `storeRevision`. */
  reached(storeRevision: number): Promise<void> {
    if ((this.#inForce?.storeRevision ?? -1) >= storeRevision) return Promise.resolve();
    return new Promise((done) => this.#waiting.push({ storeRevision, done }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#lookAgain?.cancel();
    this.#retry?.cancel();
    await this.#applying;
  }

  #changes(): readonly ListenerChange[] {
    const { projection } = this.#parts;
    const resources = projection.takeTouched();
    const servers = [...this.#moved].map((name) => ({ kind: 'servers', name }) as const);
    this.#moved.clear();
    const touched = resources === 'everything' ? resources : [...resources, ...servers];
    return this.#resolution.update(projection.desired, touched);
  }

  #pass(changes: readonly ListenerChange[]): void {
    const { projection, monitor, elections, timeline, clock } = this.#parts;
    const { listeners } = this;
    for (const change of changes) timeline.take(change);
    const checks = changes.filter((change) => this.#checks.take(change));
    if (checks.length > 0) monitor.setChecks(this.#checks.specs);
    for (const { key } of changes.flatMap(goneRoutes)) elections.forget(key);

    const nowMs = clock.now();
    const health = monitor.view();
    const routes = [
      ...[...this.#turned].flatMap((check) => timeline.usersOf(check)),
      ...elections.due(nowMs),
    ];
    const concerned = new Set([...changes.map(({ key }) => key), ...routes.map(listenerOfRoute)]);
    this.#turned.clear();
    const toDecide = [...concerned].flatMap((key) => listeners.get(key) ?? []);
    for (const decision of elections.update(toDecide, health, nowMs)) timeline.decision(decision, nowMs);
    this.#lookAgainAt(elections.nextLookAtMs, nowMs);
    if (concerned.size > 0) this.#parts.onConcerned?.(concerned);

    const differs = this.#planner.update(concerned, listeners, { health, elections });
    const storeRevision = projection.revision;
    // A start without any listener is a plan too: it says that an engine that was adopted has none.
    if (!differs && (this.#wanted ?? this.#inForce)) {
      // Nothing for the engine to do; what waits for this revision need not wait for a new plan.
      if (this.#wanted) this.#wanted = { ...this.#wanted, storeRevision };
      else if (this.#inForce) this.#nowInForce({ ...this.#inForce, storeRevision });
      return;
    }
    this.#planRevision += 1;
    this.#wanted = {
      plan: { revision: this.#planRevision, listeners: this.#planner.planned },
      storeRevision,
    };
    this.#applyWanted();
  }

  /** One apply at a time; what is wanted when it ends is applied next. */
  #applyWanted(): void {
    if (this.#applying || !this.#wanted || this.#closed) return;
    this.#retry?.cancel();
    const wanted = this.#wanted;
    this.#applying = this.#apply(wanted.plan)
      .then((outcome) => {
        if (!outcome) {
          this.#retryIn(ENGINE_RETRY_MS);
          return;
        }
        const storeRevision = Math.max(wanted.storeRevision, this.#wanted?.storeRevision ?? 0);
        const superseded = this.#wanted?.plan !== wanted.plan;
        if (!superseded) this.#wanted = undefined;
        this.#nowInForce({
          plan: wanted.plan,
          listeners: new Map(wanted.plan.listeners.map((listener) => [listener.key, listener])),
          storeRevision: superseded ? wanted.storeRevision : storeRevision,
          failures: outcome,
        });
        if (outcome.size > 0) this.#retryIn(BIND_RETRY_MS);
      })
      .finally(() => {
        this.#applying = undefined;
        if (this.#wanted?.plan !== wanted.plan) this.#applyWanted();
      });
  }

  /** The listeners that could not be brought into force; undefined when the engine could not be reached. */
  async #apply(wanted: ForwardingPlan): Promise<ReadonlyMap<ListenerKey, BindFailure> | undefined> {
    const { engines, log, clock, timeline } = this.#parts;
    const before = this.#inForce?.listeners;
    try {
      const applied = await engines.apply(wanted);
      const nowMs = clock.now();
      for (const listener of wanted.listeners) {
        const known = before?.get(listener.key);
        if (known === listener) continue;
        const engine = engines.nameOf(listener.key);
        for (const [route, epoch] of newEpochs(known, listener))
          timeline.applied(route, epoch, engine, applied.cutConnections, nowMs);
      }
      const failures = new Map<ListenerKey, BindFailure>();
      for (const { key, failure } of applied.listeners) {
        if (!failure) continue;
        failures.set(key, failure);
        if (this.#inForce?.failures.get(key)?.message !== failure.message) {
          log.error('listener_failed', { listener: key, code: failure.code, why: failure.message });
        }
      }
      return failures;
    } catch (error) {
      log.error('engine_apply_failed', { error });
      return undefined;
    }
  }

  #nowInForce(inForce: InForce): void {
    const before = this.#inForce;
    this.#inForce = inForce;
    this.#parts.onConcerned?.(differing(before, inForce));
    const reached = this.#waiting.filter((w) => w.storeRevision <= inForce.storeRevision);
    this.#waiting = this.#waiting.filter((w) => w.storeRevision > inForce.storeRevision);
    for (const { done } of reached) done();
  }

  #retryIn(ms: number): void {
    this.#retry?.cancel();
    this.#retry = this.#parts.clock.setTimer(ms, () => {
      this.#wanted ??= this.#inForce;
      this.#applyWanted();
    });
  }

  #lookAgainAt(atMs: number | undefined, nowMs: number): void {
    this.#lookAgain?.cancel();
    this.#lookAgain =
      atMs === undefined
        ? undefined
        : this.#parts.clock.setTimer(Math.max(1, atMs - nowMs), () => this.wake());
  }
}

/** Planned anew, no longer planned, or with another outcome. */
function* differing(before: InForce | undefined, after: InForce): Iterable<ListenerKey> {
  for (const [key, planned] of after.listeners) {
    const other =
      before?.listeners.get(key) !== planned || before.failures.get(key) !== after.failures.get(key);
    if (other) yield key;
  }
  for (const key of before?.listeners.keys() ?? []) if (!after.listeners.has(key)) yield key;
}

/** Of the listener itself and of its rules: those whose election has come to another epoch. */
function* newEpochs(
  before: PlannedListener | undefined,
  after: PlannedListener,
): Iterable<readonly [ListenerKey, number]> {
  const known = new Map(before && plannedRoutes(before).map(({ key, backend }) => [key, backend.epoch]));
  for (const { key, backend } of plannedRoutes(after))
    if (backend.epoch !== undefined && backend.epoch !== known.get(key)) yield [key, backend.epoch];
}
