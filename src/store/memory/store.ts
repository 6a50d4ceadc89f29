/** A store that forgets everything with the process: for tests, demonstrations and trying things out. */
import { systemClock } from '../../lib/clock.ts';
import type { Clock } from '../../lib/clock.ts';
import {
  admitChange,
  checkKeepRevisions,
  closedError,
  compacted,
  conflict,
  defaultKeepRevisions,
} from '../change.ts';
import { Feed, follow } from '../feed.ts';
import { Leases } from '../leases.ts';
import type {
  Batch,
  Change,
  Entry,
  Key,
  Lease,
  LeaseId,
  Precondition,
  Revision,
  Store,
  Write,
} from '../store.ts';

interface Row {
  readonly entry: Entry;
  readonly lease: LeaseId | undefined;
}

export interface MemoryStoreOptions {
  readonly clock?: Clock;
  /** How many revisions stay watchable; 10,000 by default. */
  readonly keepRevisions?: number;
}

/** Commits are applied at the call, in the order of the calls. Entries are shared: treat values as immutable. */
export class MemoryStore implements Store {
  readonly #rows = new Map<Key, Row>();
  readonly #feed: Feed;
  readonly #leases: Leases;
  #closed = false;

  constructor(options: MemoryStoreOptions = {}) {
    const maxBatches = checkKeepRevisions(options.keepRevisions ?? defaultKeepRevisions);
    this.#feed = new Feed(0, { maxBatches, maxBytes: Number.POSITIVE_INFINITY });
    this.#leases = new Leases(options.clock ?? systemClock, async (id) => this.#expire(id));
  }

  async get(key: Key): Promise<Entry | undefined> {
    this.#assertOpen();
    return this.#rows.get(key)?.entry;
  }

  async list(prefix: Key): Promise<{ revision: Revision; entries: readonly Entry[] }> {
    this.#assertOpen();
    const entries = this.#under(prefix).map((row) => row.entry);
    entries.sort((a, b) => (a.key < b.key ? -1 : 1));
    return { revision: this.#feed.revision, entries };
  }

  async keys(prefix: Key): Promise<readonly Key[]> {
    return (await this.list(prefix)).entries.map(({ key }) => key);
  }

  async commit(change: Change): Promise<Revision> {
    this.#assertOpen();
    const { preconditions, writes } = admitChange(change);
    for (const write of writes) {
      if (write.kind === 'put' && write.lease !== undefined) this.#leases.assertActive(write.lease);
    }
    for (const precondition of preconditions) {
      if (!this.#holds(precondition)) throw conflict(precondition);
    }
    return this.#apply(writes);
  }

  async *watch(prefix: Key, after: Revision, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
    this.#assertOpen();
    const readOlder = async (position: Revision): Promise<never> => {
      throw compacted(position, this.#feed.floor);
    };
    yield* follow(this.#feed, readOlder, prefix, after, signal);
  }

  async lease(ttlMs: number): Promise<Lease> {
    this.#assertOpen();
    return this.#leases.grant(ttlMs);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#leases.close();
    this.#feed.end();
  }

  #assertOpen(): void {
    if (this.#closed) throw closedError();
  }

  #under(prefix: Key): Row[] {
    return [...this.#rows.values()].filter((row) => row.entry.key.startsWith(prefix));
  }

  #holds(precondition: Precondition): boolean {
    switch (precondition.kind) {
      case 'absent':
        return !this.#rows.has(precondition.key);
      case 'unchanged':
        return this.#rows.get(precondition.key)?.entry.revision === precondition.revision;
      case 'prefix-unchanged':
        return this.#under(precondition.prefix).every((row) => row.entry.revision <= precondition.revision);
    }
  }

  #apply(writes: readonly Write[]): Revision {
    const revision = this.#feed.revision + 1;
    const puts: Entry[] = [];
    const deletes: Key[] = [];
    for (const write of writes) {
      if (write.kind === 'delete') {
        if (this.#rows.delete(write.key)) deletes.push(write.key);
      } else {
        const entry = { key: write.key, value: write.value, revision };
        this.#rows.set(write.key, { entry, lease: write.lease });
        puts.push(entry);
      }
    }
    if (puts.length + deletes.length === 0) return this.#feed.revision;
    this.#feed.publish({ revision, puts, deletes });
    return revision;
  }

  #expire(id: LeaseId): void {
    const keys = [...this.#rows.values()].filter((row) => row.lease === id).map((row) => row.entry.key);
    this.#apply(keys.sort().map((key) => ({ kind: 'delete', key })));
  }
}
