/** Flat request parameters as decoded from query and form, and the way lists hide in their names. */
export class RawParams {
  readonly #values: ReadonlyMap<string, string>;
  readonly #caseInsensitive: boolean;

  /** `caseInsensitive`: members of JSON texts, which clients spell `ServerId` and `serverId`. */
  constructor(values: ReadonlyMap<string, string>, options: { caseInsensitive?: boolean } = {}) {
    this.#caseInsensitive = options.caseInsensitive ?? false;
    this.#values = this.#caseInsensitive
      ? new Map([...values].map(([name, value]) => [name.toLowerCase(), value]))
      : values;
  }

  get(name: string): string | undefined {
    return this.#values.get(this.#caseInsensitive ? name.toLowerCase() : name);
  }

  /** `Name.1`, `Name.2` …: ascending, gaps dropped. Numbers too large to count are no list. */
  numbered(name: string): readonly string[] {
    return this.#indices(name, /^\.(\d{1,6})$/).flatMap((n) => this.get(`${name}.${n}`) ?? []);
  }

  /** `Name.1.Key`, `Name.1.Value` …: one set of members per number, ascending, in whatever order they came. */
  numberedObjects(name: string): readonly RawParams[] {
    return this.#indices(name, /^\.(\d{1,6})\./).map((n) => {
      const prefix = `${name}.${n}.`;
      const members = [...this.#values].filter(([key]) => key.startsWith(prefix));
      return new RawParams(new Map(members.map(([key, value]) => [key.slice(prefix.length), value])));
    });
  }

  #indices(name: string, suffix: RegExp): readonly number[] {
    const found = new Set<number>();
    for (const key of this.#values.keys()) {
      const match = key.startsWith(name) ? suffix.exec(key.slice(name.length)) : null;
      if (match) found.add(Number(match[1]));
    }
    return [...found].sort((a, b) => a - b);
  }
}
