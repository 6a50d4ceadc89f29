/** Parameters of an action as a JSON Schema of its form. */
import type { ActionContract } from '../contract/define.ts';
import type { Param } from '../contract/params.ts';
import { type DocumentOptions, type JsonObject, type JsonValue, visibleParams } from './select.ts';

/**
 * An object with one member per form field. Lists have one field per item: their names are patterns. Anything else
 * may be sent too, and is ignored.
 */
export function requestSchema(action: ActionContract, options: DocumentOptions): JsonObject {
  const properties: Record<string, JsonValue> = {};
  const patternProperties: Record<string, JsonValue> = {};
  const required: string[] = [];
  const oneOfEach: JsonValue[] = [];
  for (const [name, param] of visibleParams(action.params, options)) {
    const { type } = param;
    if (type.kind === 'numbered-objects') {
      for (const [member, schema] of visibleParams(type.members, options)) {
        patternProperties[`^${name}\\.[1-9]\\d*\\.${member}$`] = {
          ...fieldSchema(schema),
          description: words(schema, `${param.summary} At most ${type.maxItems}.`),
        };
      }
      if (param.required) required.push(...requiredMembers(param).map((member) => `${name}.1.${member}`));
      continue;
    }
    properties[name] = fieldSchema(param);
    for (const alias of param.aliases) properties[alias] = { ...fieldSchema(param), deprecated: true };
    if (type.kind === 'numbered-list') patternProperties[`^${name}\\.[1-9]\\d*$`] = { type: 'string' };
    const spellings = [name, ...param.aliases, ...(type.kind === 'numbered-list' ? [`${name}.1`] : [])];
    if (!param.required) continue;
    if (spellings.length === 1) required.push(name);
    else oneOfEach.push({ anyOf: spellings.map((each) => ({ required: [each] })) });
  }
  return {
    type: 'object',
    properties,
    ...(Object.keys(patternProperties).length > 0 && { patternProperties }),
    ...(required.length > 0 && { required }),
    ...(oneOfEach.length > 0 && { allOf: oneOfEach }),
  };
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

function requiredMembers({ type }: Param<unknown>): readonly string[] {
  if (type.kind !== 'numbered-objects') return [];
  return Object.entries(type.members).flatMap(([name, { required }]) => (required ? [name] : []));
}

function fieldSchema(param: Param<unknown>): JsonObject {
  const { defaultText, sample, secret, extension } = param;
  const plain = param.type.kind !== 'numbered-list' && param.type.kind !== 'comma-list';
  return {
    ...typeSchema(param),
    description: words(param),
    ...(defaultText !== undefined && plain && { default: typed(param, defaultText) }),
    ...(sample !== undefined && { examples: [typed(param, sample)] }),
    ...(secret && { writeOnly: true, format: 'password' }),
    ...(extension && { 'x-hotspare-extension': true }),
  };
}

function typeSchema({ type }: Param<unknown>): JsonObject {
  switch (type.kind) {
    case 'text': {
      const { minLength, maxLength, pattern } = type;
      return { type: 'string', minLength, maxLength, ...(pattern && { pattern: `^(?:${pattern})$` }) };
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
          items: itemSchema(Object.entries(type.members)),
        },
      };
  }
}

/** In the JSON of a list, numbers and flags may be texts too. */
function itemSchema(members: readonly (readonly [string, Param<unknown>])[]): JsonObject {
  const required = members.flatMap(([name, param]) => (param.required ? [name] : []));
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([name, param]) => [name, memberSchema(param)])),
    ...(required.length > 0 && { required }),
  };
}

function memberSchema(param: Param<unknown>): JsonObject {
  const schema = fieldSchema(param);
  const { type } = schema;
  return type === 'integer' || type === 'boolean' ? { ...schema, type: [type, 'string'] } : schema;
}

/** What the schema cannot say stands in words. */
function words({ type, summary }: Param<unknown>, list = ''): string {
  const more = {
    'numbered-list': (max: number) =>
      `At most ${max} items, also as Name.1, Name.2 …; here with commas between them.`,
    'comma-list': (max: number) => `At most ${max} items, with commas between them.`,
  };
  const extra =
    type.kind === 'numbered-list' || type.kind === 'comma-list' ? more[type.kind](type.maxItems) : '';
  return [list, summary, extra].filter((part) => part !== '').join(' ');
}
