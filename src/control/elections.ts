/** The current election of every pair: calls the pure decision, remembers its outcome, and says what changed. */
import {
  type Election,
  elect,
  type ElectionVerdicts,
  initialElection,
  type Seat,
} from '../domain/election.ts';
import type { HealthView } from '../domain/health.ts';
import { keys } from '../domain/keys.ts';
import { carriesTraffic, pairVerdicts, targetOf } from '../domain/plan.ts';
import type { ListenerKey } from '../domain/plan-types.ts';
import type { ResolvedListener } from '../domain/resolve.ts';
import type { Role } from '../domain/roles.ts';
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
  readonly #writer: StateWriter;

  constructor(stored: readonly ElectionState[], writer: StateWriter) {
    for (const state of stored) this.#states.set(state.listener, state);
    this.#writer = writer;
  }

  current(): ReadonlyMap<ListenerKey, Election> {
    return new Map([...this.#states].map(([key, state]) => [key, state.election]));
  }

  get(key: ListenerKey): Election | undefined {
    return this.#states.get(key)?.election;
  }

  /**
   * Decides for every pair. A stopped listener keeps its election untouched: nothing is probed there, so there is no
   * evidence. Returns what changed (a role, or why a return is held) and when to look again.
   */
  update(
    listeners: readonly ResolvedListener[],
    health: HealthView,
    nowMs: number,
  ): { readonly decisions: readonly Decision[]; readonly nextLookAtMs: number | undefined } {
    const decisions: Decision[] = [];
    let nextLookAtMs: number | undefined;
    this.#forget(listeners);
    for (const listener of listeners) {
      const verdicts = pairVerdicts(listener, health);
      const { group, failover } = listener;
      if (!verdicts || !group || !failover || !carriesTraffic(listener)) continue;
      const known = this.#states.get(listener.key);
      const before = known?.groupId === group.id ? known.election : undefined;
      const seats = {
        master: seatOf(listener, 'Master'),
        slave: seatOf(listener, 'Slave'),
        order: listener.order,
      };
      const { nextLookAtMs: lookAtMs, ...after } = elect(before, verdicts, seats, failover.election, nowMs);
      if (lookAtMs !== undefined) nextLookAtMs = Math.min(lookAtMs, nextLookAtMs ?? lookAtMs);
      if (before && sameElection(before, after)) continue;
      this.#save({ listener: listener.key, groupId: group.id, election: after });
      decisions.push({
        listener,
        groupId: group.id,
        before: before ?? initialElection(nowMs),
        after,
        verdicts,
      });
    }
    return { decisions, nextLookAtMs };
  }

  #save(state: ElectionState): void {
    this.#states.set(state.listener, state);
    this.#writer.put('elections', keys.election(state.listener), state);
  }

  /** A listener that is gone takes its election along; a new one on its port starts afresh. */
  #forget(listeners: readonly ResolvedListener[]): void {
    const existing = new Set(listeners.map((listener) => listener.key));
    for (const key of this.#states.keys()) {
      if (existing.has(key)) continue;
      this.#states.delete(key);
      this.#writer.delete(keys.election(key));
    }
  }
}

function seatOf(listener: ResolvedListener, role: Role): Seat {
  const target = targetOf(listener, role);
  return { id: target?.id ?? '', weight: target?.weight ?? 0 };
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
