/**
 * All desired resources in memory, fed by list-then-watch. Readers get one consistent state per revision; what is
 * observed (elections, verdicts, history) is not in here.
 */
import type { AccessControlList } from '../domain/access-control.ts';
import { prefixes } from '../domain/keys.ts';
import { parseRecord, type RecordKind, type RecordOf } from '../domain/records.ts';
import type { DesiredState } from '../domain/resolve.ts';
import type { Listener, LoadBalancer, Server, ServerGroup } from '../domain/resources.ts';
import { listenerKey } from '../domain/keys.ts';
import { decodeEnvelope } from '../store/codec.ts';
import type { Batch, Entry, Key, Revision, Store } from '../store/store.ts';
import { StoreError } from '../store/store.ts';

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
  readonly #onChange: () => void;
  #records = emptyRecords();
  #revision: Revision = 0;

  /** `onChange` is called after each batch that touched a desired resource. */
  constructor(store: Store, onChange: () => void) {
    this.#store = store;
    this.#onChange = onChange;
  }

  get revision(): Revision {
    return this.#revision;
  }

  get servers(): ReadonlyMap<string, Server> {
    return new Map([...this.#records.servers.values()].map((server) => [server.id, server]));
  }

  get desired(): DesiredState {
    const { loadBalancers, listeners, serverGroups, accessControlLists } = this.#records;
    return {
      loadBalancers: byKey<LoadBalancer>(loadBalancers, (lb) => lb.id),
      listeners: byKey<Listener>(listeners, (l) => listenerKey(l.loadBalancerId, l.protocol, l.port)),
      serverGroups: byKey<ServerGroup>(serverGroups, (group) => group.id),
      accessControlLists: byKey<AccessControlList>(accessControlLists, (list) => list.id),
    };
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
      for (const entry of entries) put(fresh, kind, entry);
      this.#revision = Math.max(this.#revision, revision);
    }
    this.#records = fresh;
    return listedAt;
  }

  /** The lists were read one after the other: batches that a list already holds are not played again. */
  #take(batch: Batch, listedAt: ReadonlyMap<WatchedKind, Revision>): void {
    let touched = false;
    const concerns = (key: Key): WatchedKind | undefined => {
      const kind = WATCHED.find((k) => key.startsWith(prefixes[k]));
      return kind && batch.revision > (listedAt.get(kind) ?? 0) ? kind : undefined;
    };
    for (const entry of batch.puts) {
      const kind = concerns(entry.key);
      if (kind) put(this.#records, kind, entry);
      touched ||= kind !== undefined;
    }
    for (const key of batch.deletes) {
      const kind = concerns(key);
      if (kind) this.#records[kind].delete(key);
      touched ||= kind !== undefined;
    }
    this.#revision = Math.max(this.#revision, batch.revision);
    if (touched) this.#onChange();
  }
}

type Records = { readonly [K in WatchedKind]: Map<Key, RecordOf<K>> };

function emptyRecords(): Records {
  return {
    loadBalancers: new Map(),
    listeners: new Map(),
    serverGroups: new Map(),
    servers: new Map(),
    accessControlLists: new Map(),
  };
}

function put<K extends WatchedKind>(records: Pick<Records, K>, kind: K, entry: Entry): void {
  const record: RecordOf<K> = parseRecord(kind, decodeEnvelope(entry.value, entry.key));
  records[kind].set(entry.key, record);
}

function byKey<T>(records: ReadonlyMap<Key, T>, id: (record: T) => string): ReadonlyMap<string, T> {
  return new Map([...records.values()].map((record) => [id(record), record]));
}
