/** Decodes and checks every entry once, however many read it: in large states that is most of the work of a read. */
import { decodeEnvelope } from './codec.ts';
import type { Envelope } from './codec.ts';
import type { Entry } from './store.ts';

export class DecodedEntries {
  /** A store that keeps entries in memory gives out the same ones again; those that it forgets are forgotten here. */
  readonly #values = new WeakMap<Entry, unknown>();
  readonly #lists = new WeakMap<readonly Entry[], readonly unknown[]>();

  /** What `decode` makes of the entry; always the same `decode` for the same key. It may throw. */
  of<T>(entry: Entry, decode: (envelope: Envelope) => T): T {
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
