/** Placeholders of examples (`lb-bp1example`, times, addresses) and the real values that they stand for. */
export class Bindings {
  readonly #values = new Map<string, string | number>();

  bind(placeholder: string, value: string | number): void {
    this.#values.set(placeholder, value);
  }

  /** The value bound to a placeholder; throws when there is none. */
  valueOf(placeholder: string): string {
    const value = this.#values.get(placeholder);
    if (value === undefined) throw new Error(`${placeholder} is not bound`);
    return String(value);
  }

  /** Parameters with the real values in place of the placeholders, also inside longer texts. */
  substitute(parameters: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(parameters).map(([name, text]) => [
        name,
        [...this.#values].reduce(
          (done, [placeholder, value]) => done.replaceAll(placeholder, String(value)),
          text,
        ),
      ]),
    );
  }

  /**
   * The answer with placeholders put back where the example has them and where they are right, ready to be compared.
   * A placeholder seen for the first time is bound to whatever stands in its place.
   */
  readExample(expected: unknown, actual: unknown, literals: ReadonlySet<string>): unknown {
    if (Array.isArray(expected) && Array.isArray(actual)) {
      const items: readonly unknown[] = actual;
      return items.map((item, index) => this.readExample(expected[index], item, literals));
    }
    if (isRecord(expected) && isRecord(actual)) {
      return Object.fromEntries(
        Object.entries(actual).map(([name, value]) => [
          name,
          this.readExample(expected[name], value, literals),
        ]),
      );
    }
    if (!isScalar(expected) || !isScalar(actual) || typeof expected !== typeof actual) return actual;
    const key = String(expected);
    if (!this.#values.has(key)) {
      if (literals.has(key) || !looksLikePlaceholder(expected)) return actual;
      this.bind(key, actual);
    }
    return this.#values.get(key) === actual ? expected : actual;
  }
}

const placeholders = [
  /^(?:lb|rsp|acl|rule|de)-[a-z0-9-]*example[a-z0-9-]*$/,
  // Certificates.
  /^\d{16}_[a-z0-9_]*example[a-z0-9_]*$/,
  /^tls-[a-z0-9-]*example[a-z0-9-]*$/,
  // Access keys and their secrets; RequestIds.
  /^LTAI\w*Example\w*$/,
  /^STS\.\w*Example\w*$/,
  /^Example\w+$/,
  /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
  /^\d{1,3}(?:\.\d{1,3}){3}$/,
];

function looksLikePlaceholder(value: string | number): boolean {
  // Numbers this large are times in milliseconds.
  return typeof value === 'number' ? value > 1e12 : placeholders.some((pattern) => pattern.test(value));
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
