/**
 * The most recent batches of a store, kept in memory for its watchers. A watcher owns only its position and reads on
 * from there, so a slow one costs nothing and can never make the store wait.
 */
import type { Batch, Key, Revision, StoreError } from './store.ts';

export interface FeedLimits {
  /** Batches held; older ones are dropped. */
  readonly maxBatches: number;
  /** Value bytes held; the newest batch is always kept. */
  readonly maxBytes: number;
}

/** Revisions come without holes, so a batch is found by its number. */
export class Feed {
  readonly #limits: FeedLimits;
  readonly #batches = new Map<Revision, Batch>();
  readonly #waiters = new Set<() => void>();
  #bytes = 0;
  #revision: Revision;
  #floor: Revision;
  #end: { readonly error: StoreError | undefined } | undefined;

  /** `revision` is the last one before the first batch that will be published. */
  constructor(revision: Revision, limits: FeedLimits) {
    this.#revision = revision;
    this.#floor = revision;
    this.#limits = limits;
  }

  get revision(): Revision {
    return this.#revision;
  }

  /** Every revision after this one is held. */
  get floor(): Revision {
    return this.#floor;
  }

  publish(batch: Batch): void {
    this.#batches.set(batch.revision, batch);
    this.#revision = batch.revision;
    this.#bytes += byteLength(batch);
    while (this.#isOverfull()) this.#dropOldest();
    this.#wake();
  }

  /** Up to `limit` batches after the position; undefined when some of them are no longer held here. */
  after(position: Revision, limit: number): readonly Batch[] | undefined {
    if (position < this.#floor) return undefined;
    const batches: Batch[] = [];
    for (let revision = position + 1; batches.length < limit; revision++) {
      const batch = this.#batches.get(revision);
      if (batch === undefined) break;
      batches.push(batch);
    }
    return batches;
  }

  /** Resolves when there is a revision after `position`, when the feed has ended, or when the signal is aborted. */
  wait(position: Revision, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (this.#revision > position || this.#end !== undefined || signal.aborted) return resolve();
      const wake = (): void => {
        this.#waiters.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiters.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** Ends every watch: quietly, or with the error. Only the first call counts. */
  end(error?: StoreError): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** Whether the feed has ended quietly. Throws the error it ended with. */
  hasEnded(): boolean {
    if (this.#end?.error !== undefined) throw this.#end.error;
    return this.#end !== undefined;
  }

  #wake(): void {
    for (const wake of this.#waiters) wake();
  }

  #isOverfull(): boolean {
    return (
      this.#batches.size > this.#limits.maxBatches ||
      (this.#bytes > this.#limits.maxBytes && this.#batches.size > 1)
    );
  }

  #dropOldest(): void {
    this.#floor += 1;
    const batch = this.#batches.get(this.#floor);
    if (batch === undefined) return;
    this.#batches.delete(this.#floor);
    this.#bytes -= byteLength(batch);
  }
}

// Batches read in one go: bounds how long a watcher that is behind keeps others from running.
const readLimit = 256;

/**
 * Follows the feed from `after` on, each batch cut down to the prefix. `readOlder` is asked for what the feed no longer
 * holds: at least one batch after the position, or it throws `compacted`.
 */
export async function* follow(
  feed: Feed,
  readOlder: (after: Revision) => Promise<readonly Batch[]>,
  prefix: Key,
  after: Revision,
  signal: AbortSignal,
): AsyncGenerator<Batch, void, undefined> {
  let position = after;
  while (!signal.aborted && !feed.hasEnded()) {
    const batches = feed.after(position, readLimit) ?? (await readOlder(position));
    for (const batch of batches) {
      position = batch.revision;
      const part = under(prefix, batch);
      if (part === undefined) continue;
      yield part;
      if (signal.aborted) return;
    }
    if (batches.length === 0) await feed.wait(position, signal);
  }
}

function under(prefix: Key, batch: Batch): Batch | undefined {
  const puts = batch.puts.filter((entry) => entry.key.startsWith(prefix));
  const deletes = batch.deletes.filter((key) => key.startsWith(prefix));
  if (puts.length + deletes.length === 0) return undefined;
  return { revision: batch.revision, puts, deletes };
}

function byteLength(batch: Batch): number {
  return batch.puts.reduce((sum, entry) => sum + entry.value.byteLength, 0);
}
