/** Answers as JSON Schemas. */
import { type Field, type Shape, textField } from '../contract/result.ts';
import type { JsonObject } from './select.ts';

/** The whole answer, `RequestId` included. */
export function responseSchema(shape: Shape): JsonObject {
  return objectSchema({ RequestId: textField('Id of the request.'), ...shape });
}

function objectSchema(shape: Shape): JsonObject {
  const fields = Object.entries(shape);
  const required = fields.flatMap(([name, { optional }]) => (optional ? [] : [name]));
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(field)])),
    ...(required.length > 0 && { required }),
  };
}

function fieldSchema(field: Field): JsonObject {
  const described = field.doc === '' ? {} : { description: field.doc };
  switch (field.kind) {
    case 'text':
      return { type: 'string', ...described };
    case 'integer':
      return { type: 'integer', ...described };
    case 'flag':
      return { type: 'boolean', ...described };
    case 'object':
      return { ...objectSchema(field.members), ...described };
    case 'plain-list':
      return { type: 'array', items: fieldSchema(field.items), ...described };
    case 'list': {
      const { element, alsoAs, items } = field;
      const list = { [element]: { type: 'array', items: fieldSchema(items) } };
      const again = alsoAs && { [alsoAs]: { type: 'array', items: fieldSchema(withTexts(items)) } };
      const properties = { ...list, ...again };
      return { type: 'object', properties, required: Object.keys(properties), ...described };
    }
  }
}

/** The same with numbers as texts. */
function withTexts(field: Field): Field {
  switch (field.kind) {
    case 'integer':
      return { ...field, kind: 'text' };
    case 'object': {
      const members = Object.entries(field.members).map(([name, each]) => [name, withTexts(each)] as const);
      return { ...field, members: Object.fromEntries(members) };
    }
    case 'list':
    case 'plain-list':
      return { ...field, items: withTexts(field.items) };
    case 'text':
    case 'flag':
      return field;
  }
}
