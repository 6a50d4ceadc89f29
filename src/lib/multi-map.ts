/** Several values under one key, in the order in which they came. Lists, since nearly all are of one or two. */
export class MultiMap<K, V> {
  readonly #lists = new Map<K, V[]>();

  /** Changes with the map. */
  get(key: K): readonly V[] {
    return this.#lists.get(key) ?? [];
  }

  /** A value that is not under the key yet. */
  add(key: K, value: V): void {
    const list = this.#lists.get(key);
    if (list) list.push(value);
    else this.#lists.set(key, [value]);
  }

  delete(key: K, value: V): void {
    const list = this.#lists.get(key);
    const at = list?.indexOf(value) ?? -1;
    if (at < 0) return;
    list?.splice(at, 1);
    if (list?.length === 0) this.#lists.delete(key);
  }
}
