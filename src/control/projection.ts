/**
 * All desired resources in memory, fed by list-then-watch. Readers get one consistent state per revision; what is
 * observed (elections, verdicts, history) is not in here.
 */
import { prefixes } from '../domain/keys.ts';
import { parseRecord, type RecordKind, type RecordOf } from '../domain/records.ts';
import type { DesiredState } from '../domain/resolve.ts';
import type { Server } from '../domain/resources.ts';
import type { DecodedEntries } from '../store/decoded-entries.ts';
import type { Batch, Entry, Key, Revision, Store } from '../store/store.ts';
import { StoreError } from '../store/store.ts';
import type { Touched } from './resolution.ts';

const WATCHED = [
  'loadBalancers',
  'listeners',
  'serverGroups',
  'servers',
  'accessControlLists',
] as const satisfies RecordKind[];
type WatchedKind = (typeof WATCHED)[number];

export class Projection {
  readonly #store: Store;
  readonly #decoded: DecodedEntries;
  readonly #onChange: () => void;
  #records = emptyRecords();
  #touched: Touched[] | 'everything' = 'everything';
  #revision: Revision = 0;

  /** `onChange` is called after each batch that touched a desired resource. */
  constructor(store: Store, decoded: DecodedEntries, onChange: () => void) {
    this.#store = store;
    this.#decoded = decoded;
    this.#onChange = onChange;
  }

  get revision(): Revision {
    return this.#revision;
  }

  /** By id. Like `desired`, it goes on changing: to be read in one turn of the event loop. */
  get servers(): ReadonlyMap<string, Server> {
    return this.#records.servers;
  }

  /** A record that has not changed stays the same object. */
  get desired(): DesiredState {
    return this.#records;
  }

  /** What has changed since the last call. */
  takeTouched(): readonly Touched[] | 'everything' {
    const touched = this.#touched;
    this.#touched = [];
    return touched;
  }

  /** Reads everything, then follows; returns when the signal is aborted, throws when the store fails. */
  async follow(signal: AbortSignal, onReady: () => void): Promise<void> {
    for (;;) {
      const listedAt = await this.#readAll();
      this.#onChange();
      onReady();
      try {
        const from = Math.min(...listedAt.values());
        for await (const batch of this.#store.watch('', from, signal)) this.#take(batch, listedAt);
        return;
      } catch (error) {
        // Too far behind: what was missed can only be read anew.
        if (!(error instanceof StoreError && error.code === 'compacted')) throw error;
      }
    }
  }

  async #readAll(): Promise<ReadonlyMap<WatchedKind, Revision>> {
    const fresh = emptyRecords();
    const listedAt = new Map<WatchedKind, Revision>();
    for (const kind of WATCHED) {
      const { revision, entries } = await this.#store.list(prefixes[kind]);
      listedAt.set(kind, revision);
      for (const entry of entries) this.#put(fresh, kind, entry);
      this.#revision = Math.max(this.#revision, revision);
    }
    this.#records = fresh;
    this.#touched = 'everything';
    return listedAt;
  }

  /** The lists were read one after the other: batches that a list already holds are not played again. */
  #take(batch: Batch, listedAt: ReadonlyMap<WatchedKind, Revision>): void {
    const touched: Touched[] = [];
    const concerns = (key: Key): WatchedKind | undefined => {
      const kind = WATCHED.find((k) => key.startsWith(prefixes[k]));
      return kind && batch.revision > (listedAt.get(kind) ?? 0) ? kind : undefined;
    };
    for (const entry of batch.puts) {
      const kind = concerns(entry.key);
      if (!kind) continue;
      this.#put(this.#records, kind, entry);
      touched.push({ kind, name: nameOf(kind, entry.key) });
    }
    for (const key of batch.deletes) {
      const kind = concerns(key);
      if (!kind) continue;
      const name = nameOf(kind, key);
      this.#records[kind].delete(name);
      touched.push({ kind, name });
    }
    this.#revision = Math.max(this.#revision, batch.revision);
    if (touched.length === 0) return;
    if (this.#touched !== 'everything') this.#touched.push(...touched);
    this.#onChange();
  }

  #put<K extends WatchedKind>(records: Pick<Records, K>, kind: K, entry: Entry): void {
    const record: RecordOf<K> = this.#decoded.of(entry, (envelope) => parseRecord(kind, envelope));
    records[kind].set(nameOf(kind, entry.key), record);
  }
}

/** By id, or by `ListenerKey`. */
type Records = { readonly [K in WatchedKind]: Map<string, RecordOf<K>> };

function emptyRecords(): Records {
  return {
    loadBalancers: new Map(),
    listeners: new Map(),
    serverGroups: new Map(),
    servers: new Map(),
    accessControlLists: new Map(),
  };
}

/** What a resource is called is what its key says behind the prefix. */
function nameOf(kind: WatchedKind, key: Key): string {
  return decodeURIComponent(key.slice(prefixes[kind].length));
}
