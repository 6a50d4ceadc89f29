/** Decodes and checks every entry once, however many read it: in large states that is most of the work of a read. */
import { decodeEnvelope } from './codec.ts';
import type { Envelope } from './codec.ts';
import { KeptEntry } from './kept-entry.ts';
import type { Entry } from './store.ts';

export class DecodedEntries {
  /** Of entries that no mirror keeps: those that are forgotten elsewhere are forgotten here. */
  readonly #values = new WeakMap<Entry, unknown>();
  readonly #lists = new WeakMap<readonly Entry[], readonly unknown[]>();

  /** What `decode` makes of the entry; always the same `decode` for the same key. It may throw. */
  of<T>(entry: Entry, decode: (envelope: Envelope) => T): T {
    if (entry instanceof KeptEntry) return entry.read(decode);
    const known = this.#values.get(entry);
    if (known !== undefined) return known as T;
    const value = decode(decodeEnvelope(entry.value, entry.key));
    this.#values.set(entry, value);
    return value;
  }

  ofList<T>(entries: readonly Entry[], decode: (envelope: Envelope) => T): readonly T[] {
    const known = this.#lists.get(entries);
    if (known !== undefined) return known as readonly T[];
    const values = entries.map((entry) => this.of(entry, decode));
    this.#lists.set(entries, values);
    return values;
  }
}
