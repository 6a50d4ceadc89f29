/**
 * What a typed answer holds against what the contract says. Typed classes differ in form only: text for a number, a list
 * without its wrapper, members that they do not have. All else is a difference.
 */

export interface Aligned {
  readonly expected: unknown;
  readonly held: unknown;
}

export interface AlignOptions {
  /** The answer may hold more than is expected. */
  readonly partly: boolean;
  /** Told of every expected member that the class has no place for, as `Listeners[].Tags`. */
  notCarried(path: string): void;
  /** Whether the client is known not to read the items of this list. */
  isBlindTo(path: string): boolean;
}

type Document = Readonly<Record<string, unknown>>;

/** Both in one form, ready to be compared; what the class does not carry is left out of both. */
export function align(expected: unknown, held: unknown, options: AlignOptions, path = ''): Aligned {
  if (Array.isArray(expected) && Array.isArray(held)) {
    const pairs = held.map((item: unknown, index) =>
      index < expected.length ? align(expected[index], item, options, `${path}[]`) : { held: item },
    );
    const missing: readonly unknown[] = expected.slice(held.length);
    return {
      expected: [...pairs.flatMap((pair) => ('expected' in pair ? [pair.expected] : [])), ...missing],
      held: pairs.map((pair) => pair.held),
    };
  }
  if (isDocument(expected) && Array.isArray(held)) return withoutWrapper(expected, held, options, path);
  if (isDocument(expected) && isDocument(held)) return alignMembers(expected, held, options, path);
  return { expected, held: inTheTypeOf(expected, held) };
}

function alignMembers(expected: Document, held: Document, options: AlignOptions, path: string): Aligned {
  const expectedMembers: [string, unknown][] = [];
  const heldMembers: [string, unknown][] = [];
  for (const [name, value] of Object.entries(expected)) {
    const at = path === '' ? name : `${path}.${name}`;
    const own = held[name];
    if (own === undefined || own === null || (isNothing(own) && !isNothing(value) && options.isBlindTo(at))) {
      options.notCarried(at);
      continue;
    }
    const pair = align(value, own, options, at);
    expectedMembers.push([name, pair.expected]);
    heldMembers.push([name, pair.held]);
  }
  if (!options.partly) {
    for (const [name, value] of Object.entries(held)) {
      if (!(name in expected) && !isNothing(value)) heldMembers.push([name, value]);
    }
  }
  return { expected: Object.fromEntries(expectedMembers), held: Object.fromEntries(heldMembers) };
}

/** `{Rule: [...]}` held as `[...]`. */
function withoutWrapper(
  expected: Document,
  held: readonly unknown[],
  options: AlignOptions,
  path: string,
): Aligned {
  const [name = '', ...others] = Object.keys(expected);
  for (const other of others) options.notCarried(`${path}.${other}`);
  return align(expected[name], held, options, `${path}.${name}`);
}

/** `"80"` where 80 is expected, and the other way round: the class decides on the type. */
function inTheTypeOf(expected: unknown, held: unknown): unknown {
  if (typeof expected === 'number' && typeof held === 'string' && held !== '') return Number(held);
  if (typeof expected === 'string' && (typeof held === 'number' || typeof held === 'boolean')) {
    return String(held);
  }
  if (typeof expected === 'boolean' && (held === 'true' || held === 'false')) return held === 'true';
  return held;
}

/** What a class holds in a member that the answer did not have. */
function isNothing(value: unknown): boolean {
  if (value === null || value === '' || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isDocument(value) && Object.values(value).every(isNothing);
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
