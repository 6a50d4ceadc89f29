/**
 * Parameter kinds. One value carries how a parameter is read from flat text, its type, bounds, default, words for
 * the docs, a sample, and which error stands for absent and for invalid. Handlers get typed values; docs, explorer,
 * SDK samples and tests read `type`.
 */
import ipaddr from 'ipaddr.js';
import JSON5 from 'json5';
import { ApiError } from './api-error.ts';
import type { ErrorId } from './errors.ts';
import { RawParams } from './raw-params.ts';

/** What docs and forms need to know. */
export type ParamType =
  | {
      readonly kind: 'text';
      readonly minLength: number;
      readonly maxLength: number;
      readonly pattern?: string;
    }
  | {
      readonly kind: 'integer';
      readonly min: number;
      readonly max: number;
      /** Taken although they are outside. */
      readonly also: readonly number[];
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'numbered-list' | 'comma-list'; readonly maxItems: number }
  | { readonly kind: 'numbered-objects'; readonly maxItems: number; readonly members: ParamSet }
  | {
      readonly kind: 'json-list';
      readonly maxItems: number;
      readonly members: ParamSet;
      /** The member that an item stands for which is only a text. */
      readonly textItemIs?: string;
    };

export interface Param<T> {
  readonly type: ParamType;
  readonly summary: string;
  readonly required: boolean;
  /** As text, for the docs; undefined = none. */
  readonly defaultText: string | undefined;
  /** Other spellings that clients send. */
  readonly aliases: readonly string[];
  readonly sample: string | undefined;
  /** Not in the vendor's API. */
  readonly extension: boolean;
  /** Never written to a log. */
  readonly secret: boolean;
  /** What answers when a required one is absent. */
  readonly absentError: ErrorId;
  /** What answers when the value is refused; undefined = each member of the list has its own. */
  readonly invalidError: ErrorId | undefined;
  /** Throws `ApiError`. */
  parse(raw: RawParams, name: string): T;
}

export type ParamSet = Readonly<Record<string, Param<unknown>>>;
export type ParamsOf<P extends ParamSet> = {
  readonly [N in keyof P]: P[N] extends Param<infer T> ? T : never;
};

interface Words {
  readonly summary?: string;
  readonly sample?: string;
  readonly aliases?: readonly string[];
  readonly extension?: boolean;
  readonly secret?: boolean;
  /** Error when a required parameter is absent; gets {name}, and {list} inside a list. */
  readonly absent?: ErrorId;
  /** Error when the value is refused; gets {name}, {why}, and {list} inside a list. */
  readonly invalid?: ErrorId;
}
type Required_ = Words & { readonly optional?: false; readonly default?: undefined };
type Optional_ = Words & { readonly optional: true; readonly default?: undefined };
type Defaulted<T> = Words & { readonly optional?: undefined; readonly default: T };
type Options<T> = Required_ | Optional_ | Defaulted<T>;

/** How one text becomes a value: the value, or the reason for refusing it. */
type Reading<T> = { readonly value: T } | { readonly why: string };

function param<T>(
  type: ParamType,
  options: Options<T>,
  read: (raw: RawParams, names: readonly string[]) => Reading<T> | undefined,
  showDefault: (value: T) => string = String,
): Param<T | undefined> {
  const required = options.optional !== true && options.default === undefined;
  return {
    type,
    summary: options.summary ?? '',
    required,
    defaultText: options.default === undefined ? undefined : showDefault(options.default),
    aliases: options.aliases ?? [],
    sample: options.sample,
    extension: options.extension ?? false,
    secret: options.secret ?? false,
    absentError: options.absent ?? 'missingParameter',
    invalidError: options.invalid ?? 'invalidParameter',
    parse(raw, name) {
      const reading = read(raw, [name, ...(options.aliases ?? [])]);
      if (reading === undefined) {
        if (!required) return options.default;
        throw new ApiError(options.absent ?? 'missingParameter', {
          name,
          list: listName(raw),
          why: `${name} is missing`,
        });
      }
      if ('why' in reading) {
        throw new ApiError(options.invalid ?? 'invalidParameter', {
          name,
          list: listName(raw),
          why: reading.why,
        });
      }
      return reading.value;
    },
  };
}

/** Empty text means "not given", except where a kind says otherwise. */
function firstText(raw: RawParams, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = raw.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

interface TextBounds {
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Anchored by itself. */
  readonly pattern?: RegExp;
  /** What the pattern asks for, in words. */
  readonly patternWords?: string;
  /** An empty text is a value of its own: it resets the setting. */
  readonly emptyResets?: boolean;
}

export function text(options?: Required_ & TextBounds): Param<string>;
export function text(options: Defaulted<string> & TextBounds): Param<string>;
export function text(options: Optional_ & TextBounds): Param<string | undefined>;
export function text(options: Options<string> & TextBounds = {}): Param<string | undefined> {
  const { minLength = 1, maxLength = 4096, pattern, patternWords, emptyResets = false } = options;
  const type = { kind: 'text', minLength, maxLength, ...(pattern && { pattern: pattern.source }) } as const;
  return param(type, options, (raw, names) => {
    const value = firstText(raw, names);
    if (value === undefined) {
      return emptyResets && names.some((name) => raw.get(name) === '') ? { value: '' } : undefined;
    }
    // Only inside a JSON text can one come; it has no UTF-8, so no key of the store.
    if (/\p{Surrogate}/u.test(value)) return { why: 'it must be Unicode text, without half a character' };
    const length = [...value].length;
    if (length < minLength || length > maxLength) {
      return { why: `it must have ${minLength} to ${maxLength} characters, not ${length}` };
    }
    if (pattern && !new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(value)) {
      return { why: patternWords ?? `it must match ${pattern.source}` };
    }
    return { value };
  });
}

/** An IPv4 or IPv6 address, given back as it came. */
export function address(options: Optional_): Param<string | undefined> {
  return param<string>({ kind: 'text', minLength: 2, maxLength: 45 }, options, (raw, names) => {
    const value = firstText(raw, names);
    if (value === undefined) return undefined;
    // Three-part and octal spellings of IPv4 are none here.
    if (ipaddr.IPv4.isValidFourPartDecimal(value) || ipaddr.IPv6.isValid(value)) return { value };
    return { why: `it must be an IP address, not "${shorten(value)}"` };
  });
}

interface IntegerBounds {
  readonly min?: number;
  readonly max?: number;
  /** Values outside the range that are accepted all the same, e.g. -1 for "no limit". */
  readonly also?: readonly number[];
}

export function integer(options: Required_ & IntegerBounds): Param<number>;
export function integer(options: Defaulted<number> & IntegerBounds): Param<number>;
export function integer(options: Optional_ & IntegerBounds): Param<number | undefined>;
export function integer(options: Options<number> & IntegerBounds): Param<number | undefined> {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, also = [] } = options;
  return param({ kind: 'integer', min, max, also }, options, (raw, names) => {
    const value = firstText(raw, names);
    if (value === undefined) return undefined;
    const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if ((number >= min && number <= max) || also.includes(number)) return { value: number };
    const others = also.length > 0 ? `, or ${also.join(', ')}` : '';
    return { why: `it must be a whole number from ${min} to ${max}${others}, not "${shorten(value)}"` };
  });
}

/** `true` or `false`, in any case. */
export function flag(options: Defaulted<boolean>): Param<boolean>;
export function flag(options: Optional_): Param<boolean | undefined>;
export function flag(options: Optional_ | Defaulted<boolean>): Param<boolean | undefined> {
  return param<boolean>({ kind: 'flag' }, options, (raw, names) => {
    const value = firstText(raw, names)?.toLowerCase();
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return { value: value === 'true' };
    return { why: `it must be true or false, not "${shorten(value)}"` };
  });
}

/** One of a few words; matched without regard to case, given back in the listed spelling. */
export function oneOf<const C extends string>(choices: readonly C[], options?: Required_): Param<C>;
export function oneOf<const C extends string>(choices: readonly C[], options: Defaulted<C>): Param<C>;
export function oneOf<const C extends string>(
  choices: readonly C[],
  options: Optional_,
): Param<C | undefined>;
export function oneOf<const C extends string>(
  choices: readonly C[],
  options: Options<C> = {},
): Param<C | undefined> {
  return param<C>({ kind: 'choice', choices }, options, (raw, names) => {
    const value = firstText(raw, names);
    if (value === undefined) return undefined;
    const match = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
    if (match !== undefined) return { value: match };
    return { why: `it must be one of ${choices.join(', ')}, not "${shorten(value)}"` };
  });
}

/** The words `on` and `off`. */
export function onOff(options: Defaulted<boolean>): Param<boolean>;
export function onOff(options: Optional_): Param<boolean | undefined>;
export function onOff(options: Required_): Param<boolean>;
export function onOff(options: Options<boolean>): Param<boolean | undefined> {
  return param<boolean>(
    { kind: 'choice', choices: ['on', 'off'] },
    options,
    (raw, names) => {
      const value = firstText(raw, names)?.toLowerCase();
      if (value === undefined) return undefined;
      if (value === 'on' || value === 'off') return { value: value === 'on' };
      return { why: `it must be on or off, not "${shorten(value)}"` };
    },
    (value) => (value ? 'on' : 'off'),
  );
}

type TextListOptions = Words & { readonly maxItems: number; readonly required?: boolean };

/** `Name.1=a&Name.2=b`. Absent = empty list, unless it is required. A plain `Name=a,b` is taken too. */
export function numberedList(options: TextListOptions): Param<readonly string[]> {
  return textList('numbered-list', options);
}

/** `Name=a,b`. Absent = empty list, unless it is required. The numbered form, into which SDKs turn arrays, is taken too. */
export function commaList(options: TextListOptions): Param<readonly string[]> {
  return textList('comma-list', options);
}

function textList(
  kind: 'numbered-list' | 'comma-list',
  { maxItems, required = false, ...options }: TextListOptions,
): Param<readonly string[]> {
  const inner = param<readonly string[]>(
    { kind, maxItems },
    required ? options : { ...options, default: [] },
    (raw, names) => {
      const [name = ''] = names;
      const items = raw.numbered(name);
      const texts = items.length > 0 ? items : (firstText(raw, names)?.split(',') ?? []);
      const value = texts.map((item) => item.trim()).filter((item) => item !== '');
      if (required && value.length === 0) return undefined;
      if (value.length > maxItems) return { why: `it has ${value.length} items; the most is ${maxItems}` };
      return { value };
    },
    () => 'none',
  );
  return { ...inner, parse: (raw, name) => inner.parse(raw, name) ?? [] };
}

/** `Tag.1.Key=k&Tag.1.Value=v`. Absent = empty list, unless it is required. */
export function numberedObjects<P extends ParamSet>(
  members: P,
  options: Words & { readonly maxItems: number; readonly tooMany?: ErrorId; readonly required?: boolean },
): Param<readonly ParamsOf<P>[]> {
  const { maxItems, tooMany, required = false, absent = 'missingParameter' } = options;
  return {
    ...param(
      { kind: 'numbered-objects', maxItems, members },
      { ...options, optional: true },
      () => undefined,
    ),
    required,
    invalidError: tooMany,
    parse(raw, name) {
      const items = raw.numberedObjects(name);
      if (required && items.length === 0) throw new ApiError(absent, { name });
      if (items.length > maxItems) {
        if (tooMany) throw new ApiError(tooMany, { name, limit: maxItems });
        throw new ApiError('invalidParameter', { name, why: `it has more than ${maxItems} items` });
      }
      return items.map((item) => parseParams(members, item));
    },
  };
}

interface JsonListOptions {
  readonly maxItems: number;
  readonly tooMany?: ErrorId;
  /** A plain array of texts is taken as this member of each item (Libcloud and footmark send `["i-1"]`). */
  readonly textItemIs?: string;
  readonly malformed: ErrorId;
}

/** Several times what the longest list needs. The kind reader takes a second and a lot of memory for a few megabytes. */
const MAX_JSON_LENGTH = 131_072;

/**
 * A JSON array inside one parameter, read as kindly as real clients need: single quotes, trailing commas, keys in
 * any case, numbers or texts, nulls and unknown keys ignored.
 */
export function jsonList<P extends ParamSet>(
  members: P,
  options: Required_ & JsonListOptions,
): Param<readonly ParamsOf<P>[]>;
export function jsonList<P extends ParamSet>(
  members: P,
  options: Optional_ & JsonListOptions,
): Param<readonly ParamsOf<P>[] | undefined>;
export function jsonList<P extends ParamSet>(
  members: P,
  options: (Required_ | Optional_) & JsonListOptions,
): Param<readonly ParamsOf<P>[] | undefined> {
  const { maxItems, tooMany, malformed, textItemIs } = options;
  const type = {
    kind: 'json-list',
    maxItems,
    members,
    ...(textItemIs !== undefined && { textItemIs }),
  } as const;
  return {
    ...param<readonly ParamsOf<P>[]>(type, options, () => undefined),
    invalidError: malformed,
    parse(raw, name) {
      const value = firstText(raw, [name, ...(options.aliases ?? [])]);
      if (value === undefined) {
        if (!options.optional) throw new ApiError(options.absent ?? 'missingParameter', { name });
        return undefined;
      }
      if (value.length > MAX_JSON_LENGTH) {
        const why = `it has ${value.length} characters; the most is ${MAX_JSON_LENGTH}`;
        throw new ApiError(malformed, { name, why });
      }
      const items = parseLenientArray(value);
      if (typeof items === 'string') throw new ApiError(malformed, { name, why: items });
      if (items.length > maxItems) {
        if (tooMany) throw new ApiError(tooMany, { name, limit: maxItems, count: items.length });
        throw new ApiError(malformed, { name, why: `it has more than ${maxItems} items` });
      }
      return items.map((item) => {
        const fields = itemFields(item, textItemIs);
        if (typeof fields === 'string') throw new ApiError(malformed, { name, why: fields });
        return parseParams(members, new ListItem(fields, name));
      });
    },
  };
}

/** Parses every parameter in the order of the set; the first that fails is the one the client hears of. */
export function parseParams<P extends ParamSet>(set: P, raw: RawParams): ParamsOf<P> {
  const values: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(set)) values[name] = param.parse(raw, name);
  return values as ParamsOf<P>;
}

/** Members of one item, which remembers the list for error messages. */
class ListItem extends RawParams {
  readonly list: string;

  constructor(fields: ReadonlyMap<string, string>, list: string) {
    super(fields, { caseInsensitive: true });
    this.list = list;
  }
}

function listName(raw: RawParams): string {
  return raw instanceof ListItem ? raw.list : 'the request';
}

/** The items of a JSON list as clients write it, or why the text is no array. */
export function parseLenientArray(value: string): readonly unknown[] | string {
  let parsed = tryJson5(value);
  // The founding page's own example ends in a comma and lacks the closing bracket.
  if (parsed === undefined && value.trimStart().startsWith('[')) {
    parsed = tryJson5(`${value.trimEnd().replace(/,$/, '')}]`);
  }
  if (parsed === undefined) return 'it is not JSON';
  if (!Array.isArray(parsed)) return 'it is not an array';
  const items: readonly unknown[] = parsed;
  return items.filter((item) => item !== null);
}

function tryJson5(value: string): unknown {
  // Left as they are, the library would write a warning on the console for each.
  const escaped = value.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  try {
    return JSON5.parse<unknown>(escaped);
  } catch {
    return undefined;
  }
}

/** Scalars as text, everything else left out; or why the item is of no use. */
export function itemFields(
  item: unknown,
  textItemIs: string | undefined,
): ReadonlyMap<string, string> | string {
  if (typeof item === 'string') {
    return textItemIs ? new Map([[textItemIs, item]]) : 'its items must be objects, not texts';
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return 'its items must be objects';
  const fields = new Map<string, string>();
  for (const [key, value] of Object.entries(item)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      fields.set(key, String(value));
    }
  }
  return fields;
}

function shorten(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
