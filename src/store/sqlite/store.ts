/**
 * A durable store in one SQLite file, for one process at a time. All SQL runs in a thread of its own; this side keeps the
 * queue of changes, the leases, and the recent batches for watchers.
 */
import { systemClock } from '../../lib/clock.ts';
import type { Clock } from '../../lib/clock.ts';
import { admitChange, checkKeepRevisions, closedError, defaultKeepRevisions, isKey } from '../change.ts';
import { Feed, follow } from '../feed.ts';
import type { FeedLimits } from '../feed.ts';
import { Leases } from '../leases.ts';
import type { Batch, Change, Entry, Key, Lease, Revision, Store } from '../store.ts';
import { GroupWriter } from './group-writer.ts';
import type { Applied } from './group-writer.ts';
import { type Page, unpackPage } from './page.ts';
import type { Operation, Outcome } from './protocol.ts';
import { StoreThread, unexpected } from './thread.ts';

// Older batches are read from the file.
const feedLimits = { maxBatches: 1_024, maxBytes: 8 * 1024 * 1024 };

export interface SqliteStoreOptions {
  /** Data folder; created with mode 0700 when missing. The database is `store.db` in it. */
  readonly directory: string;
  /** The built `worker.ts`. */
  readonly workerUrl: URL;
  /** How many revisions stay watchable; 10,000 by default. */
  readonly keepRevisions?: number;
  /** Upper bound of the database file in bytes; beyond it commits reject with `disk-full`. Unbounded by default. */
  readonly maxBytes?: number;
  readonly clock?: Clock;
}

/**
 * Opens or creates the store. Rejects with `StoreError`: `locked` when another process has it, `damaged`, `newer-schema`,
 * `read-only`, `disk-full`, `io`. Keys under leases of an earlier process are deleted.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { directory, workerUrl, maxBytes, clock = systemClock } = options;
  const keepRevisions = checkKeepRevisions(options.keepRevisions ?? defaultKeepRevisions);
  const thread = await StoreThread.start(workerUrl, { directory, keepRevisions, maxBytes });
  const maxBatches = Math.min(feedLimits.maxBatches, keepRevisions);
  const store = new SqliteStore(thread, clock, { ...feedLimits, maxBatches });
  await store.expireLeftovers();
  return store;
}

class SqliteStore implements Store {
  readonly #thread: StoreThread;
  readonly #feed: Feed;
  readonly #writer: GroupWriter;
  readonly #leases: Leases;
  #closing: Promise<void> | undefined;

  constructor(thread: StoreThread, clock: Clock, limits: FeedLimits) {
    const feed = new Feed(thread.opened.revision, limits);
    this.#thread = thread;
    this.#feed = feed;
    this.#writer = new GroupWriter(
      (operations) => this.#applyGroup(operations),
      (operation, applied) => feed.publish(toBatch(operation, applied)),
    );
    this.#leases = new Leases(clock, async (id) => {
      await this.#writer.submit({ kind: 'expire', lease: id });
    });
    void thread.ended.then((error) => feed.end(error));
  }

  /** Nobody is left to keep the leases of an earlier process alive. */
  expireLeftovers(): Promise<void> {
    return this.#leases.expireLeftovers(this.#thread.opened.leftoverLeases);
  }

  async get(key: Key): Promise<Entry | undefined> {
    this.#assertOpen();
    // Some clients cut a parameter off at a NUL, and would find another key.
    if (!isKey(key)) return undefined;
    const reply = await this.#thread.request({ kind: 'get', key });
    if (reply.kind !== 'get') throw unexpected(reply.kind);
    return reply.entry;
  }

  async list(prefix: Key): Promise<{ revision: Revision; entries: readonly Entry[] }> {
    this.#assertOpen();
    const entries: Entry[] = [];
    const take = (page: Page): unknown => entries.push(...unpackPage(page));
    const reply = await this.#thread.request({ kind: 'list', prefix }, take);
    if (reply.kind !== 'list') throw unexpected(reply.kind);
    return { revision: reply.revision, entries };
  }

  async keys(prefix: Key): Promise<readonly Key[]> {
    this.#assertOpen();
    const reply = await this.#thread.request({ kind: 'keys', prefix });
    if (reply.kind !== 'keys') throw unexpected(reply.kind);
    return reply.keys;
  }

  async commit(change: Change): Promise<Revision> {
    this.#assertOpen();
    const admitted = admitChange(change);
    for (const write of admitted.writes) {
      // A lease that lapses later is expired through the same queue, behind this change.
      if (write.kind === 'put' && write.lease !== undefined) this.#leases.assertActive(write.lease);
    }
    return this.#writer.submit({ kind: 'change', change: admitted });
  }

  async *watch(prefix: Key, after: Revision, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
    this.#assertOpen();
    yield* follow(this.#feed, (position) => this.#readHistory(position), prefix, after, signal);
  }

  async lease(ttlMs: number): Promise<Lease> {
    this.#assertOpen();
    return this.#leases.grant(ttlMs);
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    this.#leases.close();
    this.#feed.end();
    await this.#writer.drained();
    try {
      await this.#thread.request({ kind: 'close' });
    } finally {
      await this.#thread.ended;
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw closedError();
  }

  async #applyGroup(operations: readonly Operation[]): Promise<readonly Outcome[]> {
    const reply = await this.#thread.request({ kind: 'group', operations });
    if (reply.kind !== 'group') throw unexpected(reply.kind);
    return reply.outcomes;
  }

  async #readHistory(after: Revision): Promise<readonly Batch[]> {
    // A watcher that is behind while the store closes ends quietly like the others.
    if (this.#closing !== undefined) return [];
    const reply = await this.#thread.request({ kind: 'history', after });
    if (reply.kind !== 'history') throw unexpected(reply.kind);
    return reply.batches;
  }
}

function toBatch(operation: Operation, { revision, deletes }: Applied): Batch {
  if (operation.kind === 'expire') return { revision, puts: [], deletes };
  const puts = operation.change.writes.flatMap((write): Entry[] =>
    write.kind === 'put' ? [{ key: write.key, value: write.value, revision }] : [],
  );
  return { revision, puts, deletes };
}
