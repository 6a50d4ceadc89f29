/** The current election of every pair: calls the pure decision, remembers its outcome, and says what changed. */
import { type Election, elect, type ElectionVerdicts, initialElection } from '../domain/election.ts';
import { keys } from '../domain/keys.ts';
import { carriesTraffic, pairVerdicts, seatOf, type Verdicts } from '../domain/plan.ts';
import type { ListenerKey } from '../domain/plan-types.ts';
import type { ResolvedListener } from '../domain/resolve.ts';
import type { ElectionState } from '../domain/state-records.ts';
import type { StateWriter } from './state-writer.ts';

export interface Decision {
  readonly listener: ResolvedListener;
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
   * Decides for the pairs among these listeners. A stopped listener keeps its election untouched: nothing is probed
   * there, so there is no evidence. Returns what changed: a role, or why a return is held.
   */
  update(listeners: Iterable<ResolvedListener>, health: Verdicts, nowMs: number): readonly Decision[] {
    const decisions: Decision[] = [];
    for (const listener of listeners) {
      this.#lookAt.delete(listener.key);
      const verdicts = pairVerdicts(listener, health);
      const { pair, failover } = listener;
      if (!verdicts || !pair || !failover || !carriesTraffic(listener)) continue;
      const known = this.#states.get(listener.key);
      const before = known?.groupId === pair.id ? known.election : undefined;
      const seats = {
        master: seatOf(listener, 'Master'),
        slave: seatOf(listener, 'Slave'),
        order: listener.order,
      };
      const { nextLookAtMs: lookAtMs, ...after } = elect(before, verdicts, seats, failover.election, nowMs);
      if (lookAtMs !== undefined) this.#lookAt.set(listener.key, lookAtMs);
      if (before && sameElection(before, after)) continue;
      this.#save({ listener: listener.key, groupId: pair.id, election: after });
      decisions.push({
        listener,
        groupId: pair.id,
        before: before ?? initialElection(nowMs),
        after,
        verdicts,
      });
    }
    return decisions;
  }

  #save(state: ElectionState): void {
    this.#states.set(state.listener, state);
    this.#writer.put('elections', keys.election(state.listener), state);
  }

  /** A listener that is gone takes its election along; a new one on its port starts afresh. */
  keepOnly(listeners: ReadonlyMap<ListenerKey, ResolvedListener>): void {
    for (const key of this.#states.keys()) {
      if (listeners.has(key)) continue;
      this.#states.delete(key);
      this.#lookAt.delete(key);
      this.#writer.delete(keys.election(key));
    }
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
