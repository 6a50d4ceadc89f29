/** What several workers say, as one. */
import type { ListenerKey } from '../../../domain/plan-types.ts';
import type { EngineEvidence, ListenerStats, Observed, ObservedListener, TargetStats } from '../../engine.ts';
import type { StatsChange } from '../stats-change.ts';

/** A listener is bound when every worker that has it has bound it. `order`: the listeners' keys in theirs. */
export function mergeObserved(
  revision: number,
  each: readonly Observed[],
  order: Iterable<ListenerKey>,
): Observed {
  const listeners = new Map<ListenerKey, ObservedListener>();
  for (const observed of each.flatMap((one) => one.listeners)) {
    const before = listeners.get(observed.key);
    listeners.set(observed.key, before ? { ...before, bound: before.bound && observed.bound } : observed);
  }
  const inOrder = [...order].flatMap((key) => listeners.get(key) ?? []);
  return { revision, listeners: inOrder };
}

/** Remembers what each worker has told of its counters, so that what is new to one is new in the sum. */
export class StatsSum {
  readonly #books: readonly Map<ListenerKey, ListenerStats>[];

  constructor(workers: number) {
    this.#books = Array.from({ length: workers }, () => new Map<ListenerKey, ListenerStats>());
  }

  /** `changes`: one a worker, in their order. `everything`: all that there is, not only what is new. */
  add(changes: readonly StatsChange[], everything: boolean): StatsChange {
    const keys = new Set<ListenerKey>();
    for (const [worker, book] of this.#books.entries()) {
      if (everything) book.clear();
      const { set, remove } = changes[worker] ?? { set: [], remove: [] };
      for (const key of remove) {
        book.delete(key);
        keys.add(key);
      }
      for (const stats of set) {
        book.set(stats.key, stats);
        keys.add(stats.key);
      }
    }
    const set: ListenerStats[] = [];
    const remove: ListenerKey[] = [];
    for (const key of keys) {
      const sum = this.#sumOf(key);
      if (sum) set.push(sum);
      else remove.push(key);
    }
    return { set, remove };
  }

  #sumOf(key: ListenerKey): ListenerStats | undefined {
    let sum: ListenerStats | undefined;
    for (const book of this.#books) {
      const stats = book.get(key);
      if (stats) sum = sum ? addStats(sum, stats) : stats;
    }
    return sum;
  }
}

/** Every worker has a first client of an epoch; the first of all is news. */
export class ServedEpochs {
  /** The last two: a worker that is told of an epoch later than others may still tell of the one before. */
  readonly #told = new Map<ListenerKey, readonly number[]>();

  isNews(evidence: EngineEvidence): boolean {
    if (evidence.kind !== 'first-served') return true;
    const { key, epoch } = evidence;
    const told = this.#told.get(key) ?? [];
    if (told.includes(epoch)) return false;
    this.#told.set(key, [...told.slice(-1), epoch]);
    return true;
  }

  forget(keys: readonly ListenerKey[]): void {
    for (const key of keys) this.#told.delete(key);
  }
}

function addStats(a: ListenerStats, b: ListenerStats): ListenerStats {
  return {
    key: a.key,
    activeConnections: a.activeConnections + b.activeConnections,
    newConnections: a.newConnections + b.newConnections,
    failedConnections: a.failedConnections + b.failedConnections,
    droppedConnections: a.droppedConnections + b.droppedConnections,
    fallbacks: a.fallbacks + b.fallbacks,
    bytesFromClients: a.bytesFromClients + b.bytesFromClients,
    bytesToClients: a.bytesToClients + b.bytesToClients,
    packetsFromClients: a.packetsFromClients + b.packetsFromClients,
    packetsToClients: a.packetsToClients + b.packetsToClients,
    targets: addTargets(a.targets, b.targets),
  };
}

function addTargets(a: readonly TargetStats[], b: readonly TargetStats[]): readonly TargetStats[] {
  const sums = new Map(a.map((target) => [target.id, target]));
  for (const target of b) {
    const before = sums.get(target.id);
    sums.set(target.id, before ? addTarget(before, target) : target);
  }
  return [...sums.values()];
}

function addTarget(a: TargetStats, b: TargetStats): TargetStats {
  return {
    id: a.id,
    activeConnections: a.activeConnections + b.activeConnections,
    newConnections: a.newConnections + b.newConnections,
    connectFailures: a.connectFailures + b.connectFailures,
  };
}
