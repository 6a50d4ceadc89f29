/**
 * What is new in the counters. Of ten thousand listeners few have had traffic since a moment ago; telling only of them
 * keeps both processes from reading and writing megabytes every second.
 */
import type { ListenerKey } from '../../domain/plan-types.ts';
import type { ListenerStats } from '../engine.ts';

export interface StatsChange {
  /** Listeners whose counters differ from what was told before. */
  readonly set: readonly ListenerStats[];
  readonly remove: readonly ListenerKey[];
}

/** The engine's side: remembers what its controller has been told. */
export class StatsDiff {
  readonly #told = new Map<ListenerKey, ListenerStats>();

  /** The controller knows nothing: the next change tells everything. */
  forget(): void {
    this.#told.clear();
  }

  /** Of a listener at rest the statistics are the same object as before. */
  changeTo(stats: readonly ListenerStats[]): StatsChange {
    const set = stats.filter((each) => this.#told.get(each.key) !== each);
    for (const each of set) this.#told.set(each.key, each);
    return { set, remove: this.#told.size === stats.length ? [] : this.#forgetAllBut(stats) };
  }

  #forgetAllBut(stats: readonly ListenerStats[]): readonly ListenerKey[] {
    const there = new Set(stats.map(({ key }) => key));
    const gone = [...this.#told.keys()].filter((key) => !there.has(key));
    for (const key of gone) this.#told.delete(key);
    return gone;
  }
}

/** The controller's side: everything that it has been told, put together. */
export class StatsBook {
  readonly #stats = new Map<ListenerKey, ListenerStats>();
  /** Whether what the engine believes to have told has arrived. */
  #inStep = false;

  async refresh(ask: (everything: boolean) => Promise<StatsChange>): Promise<readonly ListenerStats[]> {
    const everything = !this.#inStep;
    this.#inStep = false;
    const { set, remove } = await ask(everything);
    if (everything) this.#stats.clear();
    for (const key of remove) this.#stats.delete(key);
    for (const each of set) this.#stats.set(each.key, each);
    this.#inStep = true;
    return [...this.#stats.values()];
  }
}
