import { expect, test } from 'vitest';
import {
  flagField,
  integerField,
  listField,
  objectField,
  optional,
  plainListField,
  textField,
} from '../contract/result.ts';
import { checkResult, ResultMismatch } from './check-result.ts';

const shape = {
  Id: textField(),
  Port: integerField(),
  On: flagField(),
  Note: optional(textField()),
  Rules: listField('Rule', objectField({ RuleId: textField() })),
  AclIds: plainListField(textField()),
};
const good = { Id: 'x', Port: 1, On: true, Rules: [{ RuleId: 'r' }], AclIds: ['a'] };

test('what the contract promises passes, with and without optional fields', () => {
  expect(() => checkResult(shape, good)).not.toThrow();
  expect(() =>
    checkResult(shape, { ...good, Note: undefined, Rules: [], AclIds: [], More: 1 }),
  ).not.toThrow();
});

test.each([
  ['no object at all', undefined, 'result should be an object, but is missing'],
  ['a list', [good], 'result should be an object, but is a list'],
  ['a missing field', { ...good, Id: undefined }, 'Id should be text, but is missing'],
  ['a number for text', { ...good, Id: 7 }, 'Id should be text, but is an integer'],
  ['text for a number', { ...good, Port: '1' }, 'Port should be an integer, but is text'],
  ['a fraction', { ...good, Port: 1.5 }, 'Port should be an integer, but is a number with a fraction'],
  [
    'not a number',
    { ...good, Port: Number.NaN },
    'Port should be an integer, but is a number with a fraction',
  ],
  ['null', { ...good, On: null }, 'On should be true or false, but is null'],
  ['null for an optional field', { ...good, Note: null }, 'Note should be text, but is null'],
  [
    'an object for a list',
    { ...good, Rules: { Rule: [] } },
    'Rules should be a list, but is a value of type object',
  ],
  ['a wrong item', { ...good, AclIds: ['a', 2] }, 'AclIds[1] should be text, but is an integer'],
  [
    'a wrong member',
    { ...good, Rules: [{ RuleId: 'r' }, {}] },
    'Rules[1].RuleId should be text, but is missing',
  ],
  [
    'an inherited member',
    { ...good, Rules: [Object.create({ RuleId: 'r' })] },
    'Rules[0].RuleId should be text, but is missing',
  ],
])('refused: %s', (_what, result, message) => {
  expect(() => checkResult(shape, result)).toThrow(ResultMismatch);
  expect(() => checkResult(shape, result)).toThrow(message);
});
