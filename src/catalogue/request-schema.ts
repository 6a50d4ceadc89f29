/** Parameters of an action as a JSON Schema of its form. */
import type { ActionContract } from '../contract/define.ts';
import type { Param, ParamType } from '../contract/params.ts';
import { type DocumentOptions, type JsonObject, type JsonValue, visibleParams } from './select.ts';

/**
 * An object with one member per form field. Lists have one field per item: their names are patterns. Anything else
 * may be sent too, and is ignored.
 */
export function requestSchema(action: ActionContract, options: DocumentOptions): JsonObject {
  const params = visibleParams(action.params, options);
  const fields = params.flatMap(([name, param]) => fieldsOf(name, param, options));
  const patterns = fields.flatMap(({ pattern, schema }) =>
    pattern === undefined ? [] : [[pattern, schema] as const],
  );
  const needed = params.flatMap(([name, param]) => (param.required ? neededOf(name, param) : []));
  const required = needed.flatMap((names) => (names.length === 1 ? names : []));
  const choices = needed.filter((names) => names.length > 1);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    ...(patterns.length > 0 && { patternProperties: Object.fromEntries(patterns) }),
    ...(required.length > 0 && { required }),
    ...(choices.length > 0 && {
      allOf: choices.map((names) => ({ anyOf: names.map((name) => ({ required: [name] })) })),
    }),
  };
}

interface FormField {
  readonly name: string;
  readonly schema: JsonObject;
  /** Of a list: what the fields of all its items are called, the first included. */
  readonly pattern?: string;
}

function fieldsOf(name: string, param: Param<unknown>, options: DocumentOptions): readonly FormField[] {
  const { type } = param;
  if (type.kind === 'numbered-objects') {
    return visibleParams(type.members, options).map(([member, each]) => ({
      name: `${name}.1.${member}`,
      schema: {
        ...fieldSchema(each, options),
        ...words(each, `${param.summary} At most ${type.maxItems} items.`),
      },
      pattern: `^${name}\\.[1-9]\\d*\\.${member}$`,
    }));
  }
  const spellings = [
    { name, schema: fieldSchema(param, options) },
    ...param.aliases.map((alias) => ({
      name: alias,
      schema: { ...fieldSchema(param, options), deprecated: true },
    })),
  ];
  if (type.kind !== 'numbered-list') return spellings;
  return [...spellings, { name: `${name}.1`, schema: { type: 'string' }, pattern: `^${name}\\.[1-9]\\d*$` }];
}

/** Fields that must be there: of each group, one. */
function neededOf(name: string, { type, aliases }: Param<unknown>): readonly (readonly string[])[] {
  if (type.kind === 'numbered-objects') {
    const members = Object.entries(type.members).filter(([, { required }]) => required);
    return members.map(([member]) => [`${name}.1.${member}`]);
  }
  return [[name, ...aliases, ...(type.kind === 'numbered-list' ? [`${name}.1`] : [])]];
}

/** The fields of an example, numbers and flags as what they are. */
export function requestExample(
  action: ActionContract,
  request: Readonly<Record<string, string>>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(request).map(([name, text]) => [name, typed(paramOf(action, name), text)]),
  );
}

function paramOf({ params }: ActionContract, field: string): Param<unknown> | undefined {
  const own = params[field] ?? Object.values(params).find(({ aliases }) => aliases.includes(field));
  if (own) return own;
  const [name = '', , member = ''] = field.split('.');
  const type = params[name]?.type;
  return type?.kind === 'numbered-objects' ? type.members[member] : undefined;
}

function typed(param: Param<unknown> | undefined, text: string): JsonValue {
  if (param?.type.kind === 'integer') return Number(text);
  if (param?.type.kind === 'flag') return text.toLowerCase() === 'true';
  return text;
}

function fieldSchema(param: Param<unknown>, options: DocumentOptions): JsonObject {
  const { defaultText, sample, secret, extension } = param;
  const plain = param.type.kind !== 'numbered-list' && param.type.kind !== 'comma-list';
  return {
    ...typeSchema(param, options),
    ...words(param),
    ...(defaultText !== undefined && plain && { default: typed(param, defaultText) }),
    ...(sample !== undefined && { examples: [typed(param, sample)] }),
    ...(secret && { writeOnly: true, format: 'password' }),
    ...(extension && { 'x-hotspare-extension': true }),
  };
}

function typeSchema({ type }: Param<unknown>, options: DocumentOptions): JsonObject {
  switch (type.kind) {
    case 'text': {
      const { minLength, maxLength, pattern } = type;
      return { type: 'string', minLength, maxLength, ...(pattern !== undefined && patternOf(pattern)) };
    }
    case 'integer': {
      const bounds = { minimum: type.min, maximum: type.max };
      return type.also.length === 0
        ? { type: 'integer', ...bounds }
        : { type: 'integer', anyOf: [bounds, { enum: type.also }] };
    }
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: type.choices };
    case 'numbered-list':
    case 'comma-list':
    case 'numbered-objects':
      return { type: 'string' };
    case 'json-list':
      return {
        type: 'string',
        contentMediaType: 'application/json',
        contentSchema: {
          type: 'array',
          maxItems: type.maxItems,
          items: itemSchema(type, options),
        },
      };
  }
}

/** Classes of characters and looking ahead are not in every language that reads schemas: those stand apart. */
function patternOf(pattern: string): JsonObject {
  const whole = `^(?:${pattern})$`;
  return /\\p|\(\?[=!<]/.test(pattern) ? { 'x-hotspare-pattern': whole } : { pattern: whole };
}

type JsonListType = Extract<ParamType, { readonly kind: 'json-list' }>;

function itemSchema({ members, textItemIs }: JsonListType, options: DocumentOptions): JsonObject {
  const visible = visibleParams(members, options);
  const required = visible.flatMap(([name, param]) => (param.required ? [name] : []));
  const object = {
    type: 'object',
    properties: Object.fromEntries(visible.map(([name, param]) => [name, memberSchema(param, options)])),
    ...(required.length > 0 && { required }),
  };
  if (textItemIs === undefined) return object;
  return { anyOf: [object, { type: 'string', description: `Stands for ${textItemIs}.` }] };
}

/** In the JSON of a list, numbers and flags may be texts too. */
function memberSchema(param: Param<unknown>, options: DocumentOptions): JsonObject {
  const schema = fieldSchema(param, options);
  const { type } = schema;
  return type === 'integer' || type === 'boolean' ? { ...schema, type: [type, 'string'] } : schema;
}

/** What the schema cannot say stands in words. */
function words({ type, summary }: Param<unknown>, list = ''): JsonObject {
  const form = {
    'numbered-list': 'With commas between them, or one by one as Name.1, Name.2 …',
    'comma-list': 'With commas between them.',
  };
  const extra =
    type.kind === 'numbered-list' || type.kind === 'comma-list'
      ? `At most ${type.maxItems} items. ${form[type.kind]}`
      : '';
  const description = [list, summary, extra].filter((part) => part !== '').join(' ');
  return description === '' ? {} : { description };
}
