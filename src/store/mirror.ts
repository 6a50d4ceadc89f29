/**
 * A store that answers reads of some prefixes from memory. It follows the store behind it by list-then-watch; a commit
 * resolves only when memory holds it, so that whoever has written reads what was written. What somebody else wrote a
 * moment ago may be missing from a read; preconditions are checked by the store behind, where nothing is missing.
 */
import type { Batch, Change, Entry, Key, Lease, Revision, Store } from './store.ts';
import { closedError } from './change.ts';
import { KeptEntry } from './kept-entry.ts';
import { StoreError } from './store.ts';
import { SortedEntries } from './sorted-entries.ts';

/** Resolves when everything under the prefixes has been read. Closing it closes the store behind it. */
export async function openMirror(behind: Store, prefixes: readonly Key[]): Promise<Store> {
  const mirror = new Mirror(behind, prefixes);
  await mirror.start();
  return mirror;
}

class Mirror implements Store {
  readonly #behind: Store;
  readonly #prefixes: readonly Key[];
  readonly #ending = new AbortController();
  #entries = new Map<Key, SortedEntries>();
  /** Memory holds every commit up to this one. */
  #revision: Revision = 0;
  #waiting: { readonly revision: Revision; readonly done: () => void }[] = [];
  #following: Promise<void> = Promise.resolve();
  /** Why memory no longer follows. */
  #failure: unknown;

  constructor(behind: Store, prefixes: readonly Key[]) {
    this.#behind = behind;
    this.#prefixes = prefixes;
  }

  async start(): Promise<void> {
    const from = await this.#readAll();
    this.#following = this.#follow(from);
  }

  async get(key: Key): Promise<Entry | undefined> {
    const entries = this.#under(key);
    return entries ? entries.get(key) : this.#behind.get(key);
  }

  async list(prefix: Key): Promise<{ readonly revision: Revision; readonly entries: readonly Entry[] }> {
    const under = this.#under(prefix);
    if (!under) return this.#behind.list(prefix);
    const entries = this.#prefixes.includes(prefix) ? under.all() : under.startingWith(prefix);
    return { revision: this.#revision, entries };
  }

  async keys(prefix: Key): Promise<readonly Key[]> {
    return this.#under(prefix)
      ? (await this.list(prefix)).entries.map(({ key }) => key)
      : this.#behind.keys(prefix);
  }

  async commit(change: Change): Promise<Revision> {
    const revision = await this.#behind.commit(change);
    await this.#reached(revision);
    return revision;
  }

  /** Of an entry that memory holds already everybody gets that one, and so the same record. */
  async *watch(prefix: Key, after: Revision, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
    const kept = (entry: Entry): Entry => {
      const held = this.#in(entry.key)?.get(entry.key);
      return held?.revision === entry.revision ? held : entry;
    };
    for await (const { revision, puts, deletes } of this.#behind.watch(prefix, after, signal)) {
      yield { revision, puts: puts.map(kept), deletes };
    }
  }

  async lease(ttlMs: number): Promise<Lease> {
    const lease = await this.#behind.lease(ttlMs);
    const revoke = async (): Promise<void> => {
      await lease.revoke();
      // Writes nothing, and resolves when memory is where the store is.
      await this.commit({ preconditions: [], writes: [] });
    };
    return { ...lease, revoke };
  }

  async close(): Promise<void> {
    this.#failure ??= closedError();
    this.#ending.abort();
    await this.#behind.close();
    await this.#following;
  }

  #under(keyOrPrefix: Key): SortedEntries | undefined {
    const prefix = this.#prefixes.find((one) => keyOrPrefix.startsWith(one));
    if (prefix === undefined) return undefined;
    if (this.#failure !== undefined) throw this.#failure;
    return this.#entries.get(prefix);
  }

  /** Returns the revision from which on memory must follow. */
  async #readAll(): Promise<Revision> {
    const lists = await Promise.all(
      this.#prefixes.map(async (prefix) => [prefix, await this.#behind.list(prefix)] as const),
    );
    this.#entries = new Map(
      lists.map(([prefix, { entries }]) => [
        prefix,
        new SortedEntries(entries.map((entry) => new KeptEntry(entry))),
      ]),
    );
    return Math.min(...lists.map(([, { revision }]) => revision));
  }

  async #follow(from: Revision): Promise<void> {
    let position = from;
    try {
      for (;;) {
        this.#nowAt(position);
        try {
          const { signal } = this.#ending;
          for await (const batch of this.#behind.watch('', position, signal)) this.#take(batch);
          throw closedError();
        } catch (error) {
          // Too far behind: what was missed can only be read anew.
          if (!(error instanceof StoreError && error.code === 'compacted')) throw error;
          position = await this.#readAll();
        }
      }
    } catch (error) {
      this.#failure ??= error;
    } finally {
      // Nothing more will come: what is durable is no less so for that.
      this.#nowAt(Number.POSITIVE_INFINITY);
    }
  }

  /** What a list read later holds already comes again, once: the newer of both stays. */
  #take({ revision, puts, deletes }: Batch): void {
    for (const entry of puts) this.#in(entry.key)?.put(new KeptEntry(entry));
    for (const key of deletes) this.#in(key)?.delete(key, revision);
    this.#nowAt(revision);
  }

  #in(key: Key): SortedEntries | undefined {
    const prefix = this.#prefixes.find((one) => key.startsWith(one));
    return prefix === undefined ? undefined : this.#entries.get(prefix);
  }

  #reached(revision: Revision): Promise<void> {
    if (this.#revision >= revision) return Promise.resolve();
    return new Promise((done) => this.#waiting.push({ revision, done }));
  }

  #nowAt(revision: Revision): void {
    this.#revision = revision;
    const reached = this.#waiting.filter((one) => one.revision <= revision);
    if (reached.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => one.revision > revision);
    for (const { done } of reached) done();
  }
}
