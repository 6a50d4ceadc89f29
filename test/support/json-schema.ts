/** The part of JSON Schema 2020-12 that our documents use. A keyword that it does not know is an error, not a comment. */

type Schema = Readonly<Record<string, unknown>>;

const annotations = new Set([
  ...['description', 'default', 'examples', 'format', 'deprecated', 'writeOnly', 'contentMediaType', 'title'],
  ...['patternProperties', 'items', 'properties'],
]);

const keywords: Readonly<
  Record<string, (wanted: unknown, value: unknown, root: unknown) => boolean | readonly string[]>
> = {
  type: (wanted, value) => [wanted].flat().some((name) => isOfType(String(name), value)),
  const: (wanted, value) => value === wanted,
  enum: (wanted, value) => listOf(wanted).includes(value),
  minimum: (wanted, value) => typeof value !== 'number' || value >= Number(wanted),
  maximum: (wanted, value) => typeof value !== 'number' || value <= Number(wanted),
  minLength: (wanted, value) => typeof value !== 'string' || [...value].length >= Number(wanted),
  maxLength: (wanted, value) => typeof value !== 'string' || [...value].length <= Number(wanted),
  maxItems: (wanted, value) => !Array.isArray(value) || value.length <= Number(wanted),
  pattern: (wanted, value) => typeof value !== 'string' || new RegExp(String(wanted), 'u').test(value),
  required: (wanted, value) => !isRecord(value) || listOf(wanted).every((name) => String(name) in value),
  anyOf: (wanted, value, root) => listOf(wanted).some((each) => mismatches(value, each, root).length === 0),
  allOf: (wanted, value, root) => listOf(wanted).flatMap((each) => mismatches(value, each, root)),
  contentSchema: (wanted, value, root) => mismatches(JSON.parse(String(value)), wanted, root),
};

/** Where the value does not fit; references are looked up in `root`. */
export function mismatches(value: unknown, schema: unknown, root: unknown, path = ''): readonly string[] {
  if (!isRecord(schema)) throw new Error(`${path}: no schema`);
  const { $ref: reference } = schema;
  if (typeof reference === 'string') return mismatches(value, resolveReference(root, reference), root, path);
  return [...ownMismatches(value, schema, root, path), ...memberMismatches(value, schema, root, path)];
}

function ownMismatches(value: unknown, schema: Schema, root: unknown, path: string): readonly string[] {
  return Object.entries(schema).flatMap(([keyword, wanted]) => {
    if (annotations.has(keyword) || keyword.startsWith('x-')) return [];
    const check = keywords[keyword];
    if (check === undefined) throw new Error(`${path}: unknown keyword ${keyword}`);
    const found = check(wanted, value, root);
    if (typeof found !== 'boolean') return found.map((each) => `${path}${each}`);
    return found ? [] : [`${path}: ${keyword} ${JSON.stringify(wanted)}, not ${JSON.stringify(value)}`];
  });
}

function memberMismatches(value: unknown, schema: Schema, root: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) {
    if (!isRecord(schema['items'])) return [];
    return value.flatMap((each: unknown, index) =>
      mismatches(each, schema['items'], root, `${path}[${index}]`),
    );
  }
  if (!isRecord(value)) return [];
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const patterns = isRecord(schema['patternProperties']) ? Object.entries(schema['patternProperties']) : [];
  return Object.entries(value).flatMap(([name, member]) => {
    const own = Object.hasOwn(properties, name) ? [properties[name]] : [];
    const matching = patterns
      .filter(([pattern]) => new RegExp(pattern, 'u').test(name))
      .map(([, each]) => each);
    return [...own, ...matching].flatMap((each) => mismatches(member, each, root, `${path}.${name}`));
  });
}

/** What `#/components/schemas/X` names. Throws when there is nothing. */
export function resolveReference(root: unknown, reference: string): unknown {
  const [first, ...names] = reference.split('/');
  if (first !== '#') throw new Error(`${reference} is not in the document`);
  return names.reduce<unknown>((at, name) => {
    if (!isRecord(at) || !Object.hasOwn(at, name)) throw new Error(`${reference} names nothing`);
    return at[name];
  }, root);
}

function isOfType(name: string, value: unknown): boolean {
  if (name === 'integer') return Number.isInteger(value);
  if (name === 'array') return Array.isArray(value);
  if (name === 'object') return isRecord(value);
  return typeof value === name;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
