/**
 * What one call reads and wants to write. Every read becomes a precondition, so that the commit fails if anything
 * that the handler saw has changed; the pipeline then runs the handler again. Reads see the call's own writes.
 */
import { parseRecord, type RecordKind, type RecordOf } from '../domain/records.ts';
import { RECORD_SCHEMA_VERSION } from '../domain/resources.ts';
import { encodeRecord } from '../store/codec.ts';
import { DecodedEntries } from '../store/decoded-entries.ts';
import type { Change, Entry, Key, Precondition, Store, Write } from '../store/store.ts';

export class Transaction {
  readonly #store: Store;
  readonly #decoded: DecodedEntries;
  readonly #preconditions = new Map<string, Precondition>();
  readonly #writes = new Map<Key, { kind: RecordKind; value: unknown } | 'deleted'>();
  /** What was found in lists, as long as it is. */
  readonly #listed: (readonly Entry[])[] = [];

  constructor(store: Store, decoded = new DecodedEntries()) {
    this.#store = store;
    this.#decoded = decoded;
  }

  async get<K extends RecordKind>(kind: K, key: Key): Promise<RecordOf<K> | undefined> {
    const written = this.#writes.get(key);
    if (written === 'deleted') return undefined;
    if (written) return written.value as RecordOf<K>;
    const entry = await this.#store.get(key);
    this.#expect(
      entry ? { kind: 'unchanged', key, revision: entry.revision } : { kind: 'absent', key },
      `key ${key}`,
    );
    return entry && this.#decode(kind, entry);
  }

  /**
   * In key order. Another call that adds or changes a record under the prefix makes the commit fail; one that removes a
   * record does so only when this call writes it.
   */
  async list<K extends RecordKind>(kind: K, prefix: Key): Promise<readonly RecordOf<K>[]> {
    const { revision, entries } = await this.#store.list(prefix);
    this.#expect({ kind: 'prefix-unchanged', prefix, revision }, `prefix ${prefix}`);
    this.#listed.push(entries);
    if (this.#writes.size === 0) {
      return this.#decoded.ofList(entries, (envelope) => parseRecord(kind, envelope));
    }
    const found = new Map<Key, RecordOf<K>>();
    for (const entry of entries) found.set(entry.key, this.#decode(kind, entry));
    for (const [key, written] of this.#writes) {
      if (!key.startsWith(prefix)) continue;
      if (written === 'deleted') found.delete(key);
      else found.set(key, written.value as RecordOf<K>);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  }

  put<K extends RecordKind>(kind: K, key: Key, value: RecordOf<K>): void {
    const listed = this.#listed.flatMap((entries) => entries.find((entry) => entry.key === key) ?? [])[0];
    // A change of what was found in a list would bring it back if it has been deleted in the meantime.
    if (listed) this.#expect({ kind: 'unchanged', key, revision: listed.revision }, `key ${key}`);
    this.#writes.set(key, { kind, value });
  }

  delete(key: Key): void {
    this.#writes.set(key, 'deleted');
  }

  /**
   * Deletes everything under a prefix of observed state, whatever it is and whoever goes on writing there: no
   * precondition comes of it, so that a busy listener cannot keep its load balancer from being deleted.
   */
  async deleteObserved(prefix: Key): Promise<void> {
    for (const key of await this.#store.keys(prefix)) this.delete(key);
  }

  /** True when there is something to commit. */
  get dirty(): boolean {
    return this.#writes.size > 0;
  }

  toChange(): Change {
    const writes = [...this.#writes].map(([key, written]): Write =>
      written === 'deleted'
        ? { kind: 'delete', key }
        : { kind: 'put', key, value: encodeRecord(RECORD_SCHEMA_VERSION, written.value) },
    );
    return { preconditions: [...this.#preconditions.values()], writes };
  }

  #decode<K extends RecordKind>(kind: K, entry: Entry): RecordOf<K> {
    return this.#decoded.of(entry, (envelope) => parseRecord(kind, envelope));
  }

  /** The first read of a key is the one that counts: a later one that saw more would hide a conflict. */
  #expect(precondition: Precondition, name: string): void {
    if (!this.#preconditions.has(name)) this.#preconditions.set(name, precondition);
  }
}
