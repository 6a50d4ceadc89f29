/** The causal timeline of every listener: evidence, verdict, decision, engine, first connection. Bounded. */
import { keys } from '../domain/keys.ts';
import type { ListenerKey } from '../domain/plan-types.ts';
import type { HistoryEvent, HistoryFact } from '../domain/state-records.ts';
import type { StateWriter } from './state-writer.ts';

/** Events kept per listener; older ones are dropped. */
const KEPT = 500;

export class History {
  readonly #writer: StateWriter;
  readonly #onEvent: (event: HistoryEvent) => void;
  readonly #next = new Map<ListenerKey, number>();

  /** `lastSequences`: the highest stored sequence per listener. */
  constructor(
    writer: StateWriter,
    lastSequences: ReadonlyMap<ListenerKey, number>,
    onEvent: (event: HistoryEvent) => void = () => undefined,
  ) {
    this.#writer = writer;
    this.#onEvent = onEvent;
    for (const [listener, sequence] of lastSequences) this.#next.set(listener, sequence + 1);
  }

  record(listener: ListenerKey, groupId: string | null, atMs: number, fact: HistoryFact): HistoryEvent {
    const sequence = this.#next.get(listener) ?? 1;
    this.#next.set(listener, sequence + 1);
    const event: HistoryEvent = { sequence, listener, groupId, atMs, fact };
    this.#writer.put('history', keys.historyEvent(listener, sequence), event);
    if (sequence > KEPT) this.#writer.delete(keys.historyEvent(listener, sequence - KEPT));
    this.#onEvent(event);
    return event;
  }

  /** Those with a history, stored by an earlier process too. */
  listeners(): readonly ListenerKey[] {
    return [...this.#next.keys()];
  }

  /** A deleted listener's history goes with it. */
  forget(listener: ListenerKey): void {
    const last = this.#next.get(listener) ?? 1;
    for (let sequence = Math.max(1, last - KEPT); sequence < last; sequence += 1) {
      this.#writer.delete(keys.historyEvent(listener, sequence));
    }
    this.#next.delete(listener);
  }
}
