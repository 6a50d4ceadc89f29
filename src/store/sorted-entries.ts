/** Entries in key order, found by key or by prefix. */
import type { Entry, Key, Revision } from './store.ts';

export class SortedEntries {
  readonly #byKey: Map<Key, Entry>;
  readonly #keys: Key[];
  /** All of them, until one changes: whoever lists them again gets the same array. */
  #all: readonly Entry[] | undefined;

  /** `entries` in key order, as a store lists them. */
  constructor(entries: readonly Entry[]) {
    this.#byKey = new Map(entries.map((entry) => [entry.key, entry]));
    this.#keys = entries.map(({ key }) => key);
  }

  get(key: Key): Entry | undefined {
    return this.#byKey.get(key);
  }

  all(): readonly Entry[] {
    this.#all ??= this.#keys.flatMap((key) => this.#byKey.get(key) ?? []);
    return this.#all;
  }

  startingWith(prefix: Key): readonly Entry[] {
    const found: Entry[] = [];
    for (let at = this.#placeOf(prefix); at < this.#keys.length; at += 1) {
      const key = this.#keys[at];
      if (key === undefined || !key.startsWith(prefix)) break;
      const entry = this.#byKey.get(key);
      if (entry) found.push(entry);
    }
    return found;
  }

  /** An entry that is older than the one that is there changes nothing. */
  put(entry: Entry): void {
    const before = this.#byKey.get(entry.key);
    if (before && before.revision >= entry.revision) return;
    if (!before) this.#keys.splice(this.#placeOf(entry.key), 0, entry.key);
    this.#byKey.set(entry.key, entry);
    this.#all = undefined;
  }

  /** By the commit of this revision; an entry written later stays. */
  delete(key: Key, revision: Revision): void {
    const before = this.#byKey.get(key);
    if (!before || before.revision > revision) return;
    this.#byKey.delete(key);
    this.#keys.splice(this.#placeOf(key), 1);
    this.#all = undefined;
  }

  /** Index of the first key that is not before this one. */
  #placeOf(key: Key): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
