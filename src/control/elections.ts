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

/** What an election was last decided from, where that changed nothing: from the same it would change nothing again. */
interface Settled {
  readonly listener: ResolvedListener;
  readonly verdicts: ElectionVerdicts;
  readonly lookAtMs: number | undefined;
}

export class Elections {
  readonly #states = new Map<ListenerKey, ElectionState>();
  readonly #settled = new Map<ListenerKey, Settled>();
  readonly #writer: StateWriter;

  constructor(stored: readonly ElectionState[], writer: StateWriter) {
    for (const state of stored) this.#states.set(state.listener, state);
    this.#writer = writer;
  }

  get(key: ListenerKey): Election | undefined {
    return this.#states.get(key)?.election;
  }

  /**
   * Decides for every pair. A stopped listener keeps its election untouched: nothing is probed there, so there is no
   * evidence. Returns what changed (a role, or why a return is held) and when to look again.
   */
  update(
    listeners: ReadonlyMap<ListenerKey, ResolvedListener>,
    health: Verdicts,
    nowMs: number,
  ): { readonly decisions: readonly Decision[]; readonly nextLookAtMs: number | undefined } {
    const decisions: Decision[] = [];
    let nextLookAtMs: number | undefined;
    this.#forget(listeners);
    const lookAt = (ms: number | undefined): void => {
      if (ms !== undefined) nextLookAtMs = Math.min(ms, nextLookAtMs ?? ms);
    };
    for (const listener of listeners.values()) {
      const verdicts = pairVerdicts(listener, health);
      const { pair, failover } = listener;
      if (!verdicts || !pair || !failover || !carriesTraffic(listener)) continue;
      const settled = this.#settled.get(listener.key);
      if (settled && isAsBefore(settled, listener, verdicts, nowMs)) {
        lookAt(settled.lookAtMs);
        continue;
      }
      const known = this.#states.get(listener.key);
      const before = known?.groupId === pair.id ? known.election : undefined;
      const seats = {
        master: seatOf(listener, 'Master'),
        slave: seatOf(listener, 'Slave'),
        order: listener.order,
      };
      const { nextLookAtMs: lookAtMs, ...after } = elect(before, verdicts, seats, failover.election, nowMs);
      lookAt(lookAtMs);
      if (before && sameElection(before, after)) {
        this.#settled.set(listener.key, { listener, verdicts, lookAtMs });
        continue;
      }
      this.#settled.delete(listener.key);
      this.#save({ listener: listener.key, groupId: pair.id, election: after });
      decisions.push({
        listener,
        groupId: pair.id,
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
  #forget(listeners: ReadonlyMap<ListenerKey, ResolvedListener>): void {
    for (const key of this.#states.keys()) {
      if (listeners.has(key)) continue;
      this.#states.delete(key);
      this.#settled.delete(key);
      this.#writer.delete(keys.election(key));
    }
  }
}

function isAsBefore(
  { listener, verdicts, lookAtMs }: Settled,
  now: ResolvedListener,
  { master, slave }: ElectionVerdicts,
  nowMs: number,
): boolean {
  return (
    listener === now &&
    verdicts.master === master &&
    verdicts.slave === slave &&
    (lookAtMs === undefined || nowMs < lookAtMs)
  );
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
