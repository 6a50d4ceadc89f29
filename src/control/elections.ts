/** The current election of every pair: calls the pure decision, remembers its outcome, and says what changed. */
import { type Election, elect, type ElectionVerdicts, initialElection } from '../domain/election.ts';
import { keys } from '../domain/keys.ts';
import { carriesTraffic } from '../domain/plan.ts';
import type { ListenerKey } from '../domain/plan-types.ts';
import { type ResolvedListener, routesOf } from '../domain/resolve.ts';
import type { ResolvedRoute } from '../domain/resolve-route.ts';
import { pairVerdicts, seatOf, type Verdicts } from '../domain/sides.ts';
import type { ElectionState } from '../domain/state-records.ts';
import type { StateWriter } from './state-writer.ts';

export interface Decision {
  readonly route: ResolvedRoute;
  readonly groupId: string;
  readonly before: Election;
  readonly after: Election;
  readonly verdicts: ElectionVerdicts;
}

export class Elections {
  readonly #states = new Map<ListenerKey, ElectionState>();
  /** When to decide again even if nothing happens. */
  readonly #lookAt = new Map<ListenerKey, number>();
  readonly #writer: StateWriter;

  constructor(stored: readonly ElectionState[], writer: StateWriter) {
    for (const state of stored) this.#states.set(state.listener, state);
    this.#writer = writer;
  }

  get(key: ListenerKey): Election | undefined {
    return this.#states.get(key)?.election;
  }

  /** Of all pairs; undefined when nothing waits for its time. */
  get nextLookAtMs(): number | undefined {
    let next: number | undefined;
    for (const atMs of this.#lookAt.values()) next = Math.min(atMs, next ?? atMs);
    return next;
  }

  /** Whose time has come. */
  due(nowMs: number): readonly ListenerKey[] {
    return [...this.#lookAt].filter(([, atMs]) => atMs <= nowMs).map(([key]) => key);
  }

  /**
   * Decides for the pairs among these listeners and their rules. A stopped listener keeps its elections untouched: nothing
   * is probed there, so there is no evidence. Returns what changed: a role, or why a return is held.
   */
  update(listeners: Iterable<ResolvedListener>, health: Verdicts, nowMs: number): readonly Decision[] {
    const decisions: Decision[] = [];
    for (const listener of listeners) {
      const isDecided = carriesTraffic(listener);
      for (const route of routesOf(listener)) {
        this.#lookAt.delete(route.key);
        const decision = isDecided ? this.#decide(route, health, nowMs) : undefined;
        if (decision) decisions.push(decision);
      }
    }
    return decisions;
  }

  #decide(route: ResolvedRoute, health: Verdicts, nowMs: number): Decision | undefined {
    const { key, pair, failover, order } = route;
    const verdicts = pairVerdicts(route, health);
    if (!verdicts || !pair || !failover) return undefined;
    const known = this.#states.get(key);
    const before = known && known.groupId === pair.id ? known.election : undefined;
    const seats = { master: seatOf(route, 'Master'), slave: seatOf(route, 'Slave'), order };
    const { nextLookAtMs: lookAtMs, ...after } = elect(before, verdicts, seats, failover.election, nowMs);
    if (lookAtMs !== undefined) this.#lookAt.set(key, lookAtMs);
    if (before && sameElection(before, after)) return undefined;
    this.#save({ listener: key, groupId: pair.id, election: after });
    return { route, groupId: pair.id, before: before ?? initialElection(nowMs), after, verdicts };
  }

  #save(state: ElectionState): void {
    this.#states.set(state.listener, state);
    this.#writer.put('elections', keys.election(state.listener), state);
  }

  /** At a start: those of routes that were deleted just before the last process was killed. */
  keepOnly(routes: ReadonlySet<ListenerKey>): void {
    for (const key of this.#states.keys()) if (!routes.has(key)) this.forget(key);
  }

  /** A route that is gone takes its election along; a new one in its place starts afresh. */
  forget(route: ListenerKey): void {
    if (!this.#states.delete(route)) return;
    this.#lookAt.delete(route);
    this.#writer.delete(keys.election(route));
  }
}

function sameElection(a: Election, b: Election): boolean {
  return (
    a.epoch === b.epoch &&
    a.settled === b.settled &&
    a.held?.why === b.held?.why &&
    a.held?.untilMs === b.held?.untilMs &&
    a.masterHealthySinceMs === b.masterHealthySinceMs &&
    a.penalty.atMs === b.penalty.atMs &&
    a.orderId === b.orderId &&
    a.keep === b.keep &&
    a.seats?.Master === b.seats?.Master &&
    a.seats?.Slave === b.seats?.Slave
  );
}
