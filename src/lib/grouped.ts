/** Things with a name, by the group that each belongs to for good. A group whose members have not changed keeps its list. */
export class Grouped<T> {
  readonly #groupOf: (thing: T) => string;
  readonly #byName = new Map<string, T>();
  readonly #groups = new Map<string, readonly T[]>();

  constructor(groupOf: (thing: T) => string) {
    this.#groupOf = groupOf;
  }

  /** In the order in which they came; empty groups are not there. */
  get groups(): ReadonlyMap<string, readonly T[]> {
    return this.#groups;
  }

  /** Says which group has changed. */
  set(name: string, thing: T): string {
    const group = this.#groupOf(thing);
    const before = this.#byName.get(name);
    this.#byName.set(name, thing);
    const members = this.#groups.get(group) ?? [];
    const at = before === undefined ? -1 : members.indexOf(before);
    this.#groups.set(group, at < 0 ? [...members, thing] : members.with(at, thing));
    return group;
  }

  /** Says which group has changed; undefined: there is nothing of that name. */
  delete(name: string): string | undefined {
    const thing = this.#byName.get(name);
    if (thing === undefined) return undefined;
    this.#byName.delete(name);
    const group = this.#groupOf(thing);
    const left = (this.#groups.get(group) ?? []).filter((each) => each !== thing);
    if (left.length > 0) this.#groups.set(group, left);
    else this.#groups.delete(group);
    return group;
  }
}
