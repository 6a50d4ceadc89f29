/**
 * What is new in the counters. Of ten thousand listeners few have had traffic since a moment ago; telling only of them
 * keeps both processes from reading and writing megabytes every second.
 */
import type { ListenerKey } from '../../domain/plan-types.ts';
import type { ListenerStats, TargetStats } from '../engine.ts';

export interface StatsChange {
  /** Listeners whose counters differ from what was told before. */
  readonly set: readonly ListenerStats[];
  readonly remove: readonly ListenerKey[];
}

/** The engine's side: remembers what its controller has been told. */
export class StatsDiff {
  #told: ReadonlyMap<ListenerKey, ListenerStats> = new Map();

  /** The controller knows nothing: the next change tells everything. */
  forget(): void {
    this.#told = new Map();
  }

  changeTo(stats: readonly ListenerStats[]): StatsChange {
    const before = this.#told;
    const now = new Map(stats.map((each) => [each.key, each]));
    this.#told = now;
    const differs = (each: ListenerStats): boolean => !isSame(before.get(each.key), each);
    return { set: stats.filter(differs), remove: [...before.keys()].filter((key) => !now.has(key)) };
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

function isSame(a: ListenerStats | undefined, b: ListenerStats): boolean {
  if (!a) return false;
  const { targets: targetsOfA, ...countersOfA } = a;
  const { targets: targetsOfB, ...countersOfB } = b;
  return (
    sameValues(countersOfA, countersOfB) &&
    targetsOfA.length === targetsOfB.length &&
    targetsOfA.every((target, n) => sameTarget(target, targetsOfB[n]))
  );
}

function sameTarget(a: TargetStats, b: TargetStats | undefined): boolean {
  return b !== undefined && sameValues(a, b);
}

function sameValues<T extends object>(a: T, b: T): boolean {
  for (const name in a) if (a[name] !== b[name]) return false;
  return true;
}
