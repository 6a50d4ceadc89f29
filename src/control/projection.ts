/**
 * All desired resources in memory, fed by list-then-watch. Readers get one consistent state per revision; what is
 * observed (elections, verdicts, history) is not in here.
 */
import { listenerKey, prefixes } from '../domain/keys.ts';
import { parseRecord, type RecordKind, type RecordOf } from '../domain/records.ts';
import type { DesiredState } from '../domain/resolve.ts';
import type { Server } from '../domain/resources.ts';
import { Grouped } from '../lib/grouped.ts';
import type { DecodedEntries } from '../store/decoded-entries.ts';
import type { Batch, Entry, Key, Revision, Store } from '../store/store.ts';
import { StoreError } from '../store/store.ts';
import type { Touched } from './resolution.ts';

const BY_NAME = [
  'loadBalancers',
  'listeners',
  'serverGroups',
  'servers',
  'accessControlLists',
  'serverCertificates',
  'caCertificates',
  'tlsPolicies',
] as const satisfies RecordKind[];
type KindByName = (typeof BY_NAME)[number];

/** What belongs to a listener is read, and has changed, with all of that listener. */
const BY_LISTENER = ['rules', 'domainExtensions'] as const satisfies RecordKind[];
type KindByListener = (typeof BY_LISTENER)[number];

const WATCHED = [...BY_NAME, ...BY_LISTENER];
type WatchedKind = KindByName | KindByListener;

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
    return {
      ...this.#records,
      rules: this.#records.rules.groups,
      domainExtensions: this.#records.domainExtensions.groups,
    };
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
      if (kind) touched.push({ kind, name: this.#put(this.#records, kind, entry) });
    }
    for (const key of batch.deletes) {
      const kind = concerns(key);
      const name = kind && remove(this.#records, kind, nameOf(kind, key));
      if (kind && name !== undefined) touched.push({ kind, name });
    }
    this.#revision = Math.max(this.#revision, batch.revision);
    if (touched.length === 0) return;
    if (this.#touched !== 'everything') this.#touched.push(...touched);
    this.#onChange();
  }

  /** Says by which name what has changed is looked up. */
  #put(records: Records, kind: WatchedKind, entry: Entry): string {
    const name = nameOf(kind, entry.key);
    switch (kind) {
      case 'rules':
        return records.rules.set(name, this.#read(kind, entry));
      case 'domainExtensions':
        return records.domainExtensions.set(name, this.#read(kind, entry));
      default:
        this.#putByName(records, kind, name, entry);
        return name;
    }
  }

  #putByName<K extends KindByName>(
    records: Pick<RecordsByName, K>,
    kind: K,
    name: string,
    entry: Entry,
  ): void {
    const map: Map<string, RecordOf<K>> = records[kind];
    map.set(name, this.#read(kind, entry));
  }

  #read<K extends WatchedKind>(kind: K, entry: Entry): RecordOf<K> {
    return this.#decoded.of(entry, (envelope) => parseRecord(kind, envelope));
  }
}

/** By id, or by `ListenerKey`. */
type RecordsByName = { readonly [K in KindByName]: Map<string, RecordOf<K>> };
type Records = RecordsByName & { readonly [K in KindByListener]: Grouped<RecordOf<K>> };

function emptyRecords(): Records {
  return {
    loadBalancers: new Map(),
    listeners: new Map(),
    serverGroups: new Map(),
    servers: new Map(),
    accessControlLists: new Map(),
    serverCertificates: new Map(),
    caCertificates: new Map(),
    tlsPolicies: new Map(),
    rules: new Grouped(({ loadBalancerId, listenerProtocol, listenerPort }) =>
      listenerKey(loadBalancerId, listenerProtocol, listenerPort),
    ),
    domainExtensions: new Grouped(({ loadBalancerId, listenerPort }) =>
      listenerKey(loadBalancerId, 'https', listenerPort),
    ),
  };
}

/** Says by which name what is gone was looked up; undefined: it was not there. */
function remove(records: Records, kind: WatchedKind, name: string): string | undefined {
  if (kind === 'rules' || kind === 'domainExtensions') return records[kind].delete(name);
  records[kind].delete(name);
  return name;
}

/** What a resource is called is what its key says behind the prefix. */
function nameOf(kind: WatchedKind, key: Key): string {
  return decodeURIComponent(key.slice(prefixes[kind].length));
}
