/** Answers "what is true now" from the reconciler, the monitor and the engine's last statistics. */
import { currentPenalty } from '../domain/election.ts';
import { carriesTraffic } from '../domain/plan.ts';
import { listenerOfRoute } from '../domain/keys.ts';
import type { ListenerKey } from '../domain/plan-types.ts';
import type { FailoverDefaults } from '../domain/policy.ts';
import { type ResolvedListener, routesOf } from '../domain/resolve.ts';
import type { ResolvedRoute } from '../domain/resolve-route.ts';
import type { ListenerRuntime, RuntimeView, TargetRuntime } from '../domain/runtime-view.ts';
import type { ListenerStats } from '../engine/engine.ts';
import type { Engines } from '../engine/engines.ts';
import type { HealthMonitor } from '../health/monitor-types.ts';
import { type Clock, sleep } from '../lib/clock.ts';
import type { Elections } from './elections.ts';
import type { Reconciler } from './reconciler.ts';
import type { Timeline } from './timeline.ts';

const STATS_EVERY_MS = 1_000;

export interface RuntimeParts {
  readonly reconciler: Reconciler;
  readonly monitor: HealthMonitor;
  readonly elections: Elections;
  readonly timeline: Timeline;
  readonly engines: Engines;
  readonly failover: FailoverDefaults;
  readonly clock: Clock;
  /** Told of each reading of the counters, with the monotonic time. */
  readonly onStats?: (stats: ReadonlyMap<ListenerKey, ListenerStats>, nowMs: number) => void;
}

export class Runtime implements RuntimeView {
  readonly #parts: RuntimeParts;
  #stats: ReadonlyMap<ListenerKey, ListenerStats> = new Map();

  constructor(parts: RuntimeParts) {
    this.#parts = parts;
  }

  /** The engine's counters, at most a second old. */
  get stats(): ReadonlyMap<ListenerKey, ListenerStats> {
    return this.#stats;
  }

  /** Keeps the counters fresh; an engine that cannot be reached leaves the old ones. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const stats = await this.#parts.engines.stats();
      this.#stats = new Map(stats.map((entry) => [entry.key, entry]));
      this.#parts.onStats?.(this.#stats, this.#parts.clock.monotonic());
      await sleep(this.#parts.clock, STATS_EVERY_MS, signal).catch(() => undefined);
    }
  }

  listener(key: ListenerKey): ListenerRuntime | undefined {
    const { reconciler } = this.#parts;
    const resolved = reconciler.listeners.get(listenerOfRoute(key));
    const route = resolved && routesOf(resolved).find((each) => each.key === key);
    return route && this.runtimeOf(resolved, route);
  }

  /** Of the listener itself, or of one of its rules. */
  runtimeOf(resolved: ResolvedListener, route: ResolvedRoute = resolved): ListenerRuntime {
    const { reconciler, elections, failover, clock, engines } = this.#parts;
    const election = route.failover ? (elections.get(route.key) ?? null) : null;
    const stats = this.#stats.get(route.key);
    return {
      ...this.stateOf(resolved),
      engine: engines.nameOf(resolved.key),
      appliedRevision: reconciler.inForce?.storeRevision ?? 0,
      targets: route.targets.map((target): TargetRuntime => ({
        target,
        health: (target.probe && this.#parts.monitor.view().get(target.probe.key)) ?? null,
        lastPassedMs: (target.probe && this.#parts.timeline.lastPassedMs(target.probe.key)) ?? null,
        activeConnections: stats?.targets.find((t) => t.id === target.id)?.activeConnections ?? 0,
      })),
      election,
      failover: route.failover,
      penalty: election ? currentPenalty(election, failover.damping, clock.now()) : 0,
      activeConnections: stats?.activeConnections ?? 0,
    };
  }

  /** Only that, for whoever asks of all listeners. */
  stateOf(resolved: ResolvedListener): Pick<ListenerRuntime, 'state' | 'failure'> {
    const { inForce } = this.#parts.reconciler;
    const planned = inForce?.listeners.has(resolved.key) ?? false;
    const failure = inForce?.failures.get(resolved.key) ?? null;
    if (!carriesTraffic(resolved)) {
      const ended = resolved.listener.desiredStatus === 'running' ? 'idle' : 'stopped';
      return { state: planned ? 'stopping' : ended, failure: null };
    }
    return { state: planned && !failure ? 'running' : 'starting', failure };
  }
}
