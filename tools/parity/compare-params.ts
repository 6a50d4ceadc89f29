/** Parameters of one action, ours against the published ones; lists member by member. */
import { ApiError } from '../../src/contract/api-error.ts';
import type { Param, ParamSet, ParamType } from '../../src/contract/params.ts';
import { RawParams } from '../../src/contract/raw-params.ts';
import type { Difference, ParamBound } from './difference.ts';
import type { VendorParam } from './facts.ts';

/** Limits that a kind has when nothing is said: as good as none. */
const NO_MAX_LENGTH = 4096;
/** Out-of-range numbers with a meaning in some action of the API; 0 is "off" in many. */
const SPECIAL_NUMBERS = [-520, -1, 0];

export function compareParams(
  action: string,
  ours: ParamSet,
  vendor: readonly VendorParam[],
  prefix = '',
): readonly Difference[] {
  const published = new Map(vendor.map((param) => [param.name, param]));
  const missing = vendor
    .filter(({ name }) => !Object.hasOwn(ours, name))
    .map(({ name, older }): Difference => {
      const origin = older ? 'older-sdk' : 'documented';
      return { kind: 'param-missing', action, param: `${prefix}${name}`, origin };
    });
  const present = Object.entries(ours).flatMap(([name, param]): readonly Difference[] => {
    const facts = published.get(name);
    const path = `${prefix}${name}`;
    if (facts) return compareParam(action, path, param, facts);
    return [{ kind: 'param-extra', action, param: path, extension: param.extension }];
  });
  return [...missing, ...present];
}

function compareParam(
  action: string,
  param: string,
  ours: Param<unknown>,
  vendor: VendorParam,
): readonly Difference[] {
  const found: Difference[] = [];
  const at = { action, param };
  const type = wireType(ours.type);
  if (type !== vendor.type) {
    found.push({ kind: 'param-type', ...at, ours: type, vendor: vendor.type });
    return found;
  }
  if (ours.required !== (vendor.required || vendor.documentedRequired)) {
    const words = vendor.documentedRequired ? 'required by documentation only' : 'optional';
    found.push({
      kind: 'param-required',
      ...at,
      ours: ours.required,
      vendor: vendor.required ? 'required' : words,
    });
  }
  const ourDefault = isList(ours.type) ? undefined : ours.defaultText;
  if (ourDefault !== vendor.default) {
    found.push({ kind: 'param-default', ...at, ours: ourDefault, vendor: vendor.default });
  }
  found.push(...compareChoices(at, ours, vendor), ...compareBounds(at, ours, vendor));
  for (const alias of vendor.aliases) {
    if (!ours.aliases.includes(alias)) found.push({ kind: 'param-alias', ...at, alias });
  }
  if (ours.type.kind === 'json-list' || ours.type.kind === 'numbered-objects') {
    found.push(...compareParams(action, ours.type.members, vendor.members, `${param}[].`));
  }
  return found;
}

function isList({ kind }: ParamType): boolean {
  return kind === 'comma-list' || kind === 'numbered-list';
}

/** What a client has to write: choices and comma lists are texts on the wire. */
function wireType({ kind }: ParamType): VendorParam['type'] {
  switch (kind) {
    case 'text':
    case 'choice':
    case 'comma-list':
      return 'text';
    case 'numbered-list':
    case 'numbered-objects':
      return 'list';
    case 'integer':
    case 'flag':
    case 'json-list':
      return kind;
  }
}

/** Published choices are tried out: a text without choices may refuse them too. */
function compareChoices(
  at: { readonly action: string; readonly param: string },
  ours: Param<unknown>,
  { allowed }: VendorParam,
): readonly Difference[] {
  const choices = ours.type.kind === 'choice' ? ours.type.choices : undefined;
  const refused = allowed ? allowed.filter((choice) => !accepts(ours, choice)) : choices && ['any'];
  const added = choices
    ? choices.filter((choice) => allowed && !allowed.includes(choice))
    : allowed && ['any'];
  if (!refused?.length && !added?.length) return [];
  return [{ kind: 'param-choices', ...at, refused: refused ?? [], added: added ?? [] }];
}

function compareBounds(
  at: { readonly action: string; readonly param: string },
  ours: Param<unknown>,
  vendor: VendorParam,
): readonly Difference[] {
  const { type } = ours;
  const differing = (
    bound: ParamBound['bound'],
    mine: number | undefined,
    theirs: number | undefined,
  ): readonly Difference[] =>
    mine === theirs
      ? []
      : [{ kind: 'param-bound', ...at, bound, ours: asText(mine), vendor: asText(theirs) }];
  switch (type.kind) {
    case 'text':
      return [
        // Empty means "not given" unless a kind says otherwise, so that a least length of 1 says nothing.
        ...differing('minLength', type.minLength, vendor.minLength ?? 1),
        ...differing('maxLength', belowLimit(type.maxLength, NO_MAX_LENGTH), vendor.maxLength),
      ];
    case 'integer':
      return [
        // Numbers begin at 0 when nothing is said.
        ...differing('min', type.min, vendor.min ?? 0),
        ...differing('max', belowLimit(type.max, Number.MAX_SAFE_INTEGER), vendor.max),
        ...compareSpecials(at, ours, vendor),
      ];
    case 'comma-list':
    case 'numbered-list':
    case 'numbered-objects':
    case 'json-list':
      return differing('maxItems', type.maxItems, vendor.maxItems);
    case 'flag':
    case 'choice':
      return [];
  }
}

function compareSpecials(
  at: { readonly action: string; readonly param: string },
  ours: Param<unknown>,
  { special, min = 0, max = Number.MAX_SAFE_INTEGER }: VendorParam,
): readonly Difference[] {
  const isOurs = (number: number): boolean => accepts(ours, String(number));
  const isTheirs = (number: number): boolean => special.includes(number) || (number >= min && number <= max);
  const numbers = [...new Set([...SPECIAL_NUMBERS, ...special])];
  const onlyOurs = numbers.filter((number) => isOurs(number) && !isTheirs(number));
  const onlyTheirs = numbers.filter((number) => isTheirs(number) && !isOurs(number));
  if (onlyOurs.length === 0 && onlyTheirs.length === 0) return [];
  const [mine, theirs] = [onlyOurs, onlyTheirs].map((some) =>
    some.length > 0 ? some.join(', ') : undefined,
  );
  return [{ kind: 'param-bound', ...at, bound: 'special', ours: mine, vendor: theirs }];
}

/** What the parser does is what counts: numbers outside the range are known to it alone. */
function accepts(param: Param<unknown>, value: string): boolean {
  try {
    param.parse(new RawParams(new Map([['it', value]])), 'it');
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

function belowLimit(value: number, limit: number): number | undefined {
  return value < limit ? value : undefined;
}

function asText(bound: number | undefined): string | undefined {
  return bound === undefined ? undefined : String(bound);
}
