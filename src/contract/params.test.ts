import { describe, expect, it, vi } from 'vitest';
import {
  commaList,
  flag,
  integer,
  jsonList,
  numberedList,
  numberedObjects,
  oneOf,
  onOff,
  type Param,
  parseParams,
  text,
} from './params.ts';
import { RawParams } from './raw-params.ts';
import { requiredTagParams, tagParams } from './common.ts';

function parse<T>(param: Param<T>, values: Readonly<Record<string, string>>): T {
  return parseParams({ X: param }, new RawParams(new Map(Object.entries(values)))).X;
}

describe('jsonList', () => {
  const members = {
    ServerId: text(),
    Port: integer({ min: 1, max: 65_535, default: 80 }),
    Weight: integer({ min: 0, max: 100, default: 100 }),
    Description: text({ optional: true }),
  };
  const servers = jsonList(members, {
    maxItems: 3,
    malformed: 'backendServersMalformed',
    textItemIs: 'ServerId',
  });
  const one = { ServerId: 'i-1', Port: 80, Weight: 100 };

  it.each([
    ['strict JSON with numbers as text', '[{"ServerId":"i-1","Port":"80","Weight":"100"}]'],
    ['JSON with numbers (Terraform attachments)', '[{"Port":80,"ServerId":"i-1"}]'],
    [
      'single quotes and blanks (Terraform)',
      "[{'ServerId':'i-1','Port':'80','Weight':'100', 'Type': 'ecs'}]",
    ],
    [
      'small first letters, nulls, unknown keys (Kubernetes)',
      '[{"IsUserManaged":false,"NodeName":null,"serverId":"i-1","weight":100,"port":80,"TargetRef":null,"Invalid":false}]',
    ],
    ['ids alone (Libcloud, footmark)', '["i-1"]'],
    ['a trailing comma', '[{"ServerId":"i-1"},]'],
    ['the printed example: trailing comma, no bracket', '[{"ServerId":"i-1"},'],
    ['null items', '[null,{"ServerId":"i-1"}]'],
    ['empty texts for what has a default', '[{"ServerId":"i-1","Port":"","Weight":""}]'],
  ])('reads %s', (_dialect, value) => {
    expect(parse(servers, { X: value })).toEqual([one]);
  });

  it.each([['no json'], ['{"ServerId":"i-1"}'], ['[[1]]'], ['[1]'], ['["a","b","c","d"]']])(
    'refuses %s',
    (value) => {
      expect(() => parse(servers, { X: value })).toThrow('The specified X cannot be read');
    },
  );

  it('takes empty text for absent', () => {
    expect(() => parse(servers, { X: '' })).toThrow('"X" that is mandatory');
    expect(
      parse(jsonList(members, { optional: true, maxItems: 3, malformed: 'backendServersMalformed' }), {}),
    ).toBe(undefined);
  });
});

describe('lists of texts', () => {
  it.each([
    [{}, []],
    [{ X: '' }, []],
    [{ X: 'a' }, ['a']],
    [{ X: 'a, b,,c' }, ['a', 'b', 'c']],
    [{ 'X.2': 'b', 'X.10': 'c', 'X.1': 'a' }, ['a', 'b', 'c']],
    [{ 'X.0': 'z', 'X.one': 'y', XY: 'x' }, ['z']],
  ])('%o is %o', (values, expected) => {
    expect(parse(commaList({ maxItems: 3 }), values)).toEqual(expected);
    expect(parse(numberedList({ maxItems: 3 }), values)).toEqual(expected);
  });

  it('have a most', () => {
    expect(() => parse(commaList({ maxItems: 1 }), { X: 'a,b' })).toThrow('it has 2 items; the most is 1');
  });
});

describe('numberedObjects', () => {
  it('reads members in any order and drops gaps', () => {
    const values = {
      'X.7.Value': 'v7',
      'X.2.Value': 'v2',
      'X.2.Key': 'k2',
      'X.7.Key': 'k7',
      'X.2': 'no member',
    };
    expect(parse(numberedObjects({ Key: text(), Value: text() }, { maxItems: 2 }), values)).toEqual([
      { Key: 'k2', Value: 'v2' },
      { Key: 'k7', Value: 'v7' },
    ]);
  });
});

describe('required lists', () => {
  it.each([{}, { X: '' }, { X: ' , ' }])('are not satisfied by %o', (values) => {
    expect(() => parse(numberedList({ maxItems: 3, required: true }), values)).toThrow(
      '"X" that is mandatory',
    );
    expect(() => parse(requiredTagParams(), values)).toThrow('"X" that is mandatory');
  });

  it('are read like others', () => {
    expect(parse(numberedList({ maxItems: 3, required: true }), { 'X.1': 'a', 'X.2': 'b' })).toEqual([
      'a',
      'b',
    ]);
    expect(parse(requiredTagParams(), { 'X.1.Key': 'k' })).toEqual([{ Key: 'k', Value: '' }]);
  });
});

describe('tags', () => {
  it.each([
    ['k'.repeat(64), 'v'.repeat(128)],
    ['k8s.aliyun', 'acs'],
    ['环境', ''],
  ])('may be %s: %s', (Key, Value) => {
    expect(parse(tagParams(), { 'X.1.Key': Key, 'X.1.Value': Value })).toEqual([{ Key, Value }]);
  });

  it.each([
    ['', 'v', 'MissingParam.TagKey'],
    ['k'.repeat(65), 'v', 'InvalidParam.TagKey'],
    ['aliyun', 'v', 'InvalidParam.TagKey'],
    ['acs:k', 'v', 'InvalidParam.TagKey'],
    ['see https://x', 'v', 'InvalidParam.TagKey'],
    ['k', 'v'.repeat(129), 'InvalidParam.TagValue'],
    ['k', 'aliyun-v', 'InvalidParam.TagValue'],
    ['k', 'two\nlines http://x', 'InvalidParam.TagValue'],
  ])('may not be %j: %j', (Key, Value, code) => {
    expect(() => parse(tagParams(), { 'X.1.Key': Key, 'X.1.Value': Value })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('scalars', () => {
  it('take empty text for absent', () => {
    expect(parse(text({ optional: true }), { X: '' })).toBe(undefined);
    expect(parse(integer({ default: 5 }), { X: '' })).toBe(5);
    expect(() => parse(text(), { X: '' })).toThrow('"X" that is mandatory');
  });

  it('keep empty text where it resets', () => {
    const resettable = text({ optional: true, emptyResets: true });
    expect(parse(resettable, { X: '' })).toBe('');
    expect(parse(resettable, {})).toBe(undefined);
  });

  it('are found under their aliases, the name itself first', () => {
    const interval = integer({ optional: true, aliases: ['x'] });
    expect(parse(interval, { x: '2' })).toBe(2);
    expect(parse(interval, { x: '2', X: '3' })).toBe(3);
  });

  it.each([
    ['-1', -1],
    ['1', 1],
    ['5120', 5120],
  ])('integer: %s', (value, expected) => {
    expect(parse(integer({ min: 1, max: 5120, also: [-1] }), { X: value })).toBe(expected);
  });

  it.each([['0'], ['5121'], ['1.5'], ['1e3'], ['0x1'], [' 1'], ['-2'], ['9'.repeat(30)]])(
    'no integer: %j',
    (value) => {
      expect(() => parse(integer({ min: 1, max: 5120, also: [-1] }), { X: value })).toThrow(
        'it must be a whole number from 1 to 5120, or -1, not',
      );
    },
  );

  it('match words without regard to case', () => {
    expect(parse(oneOf(['paybytraffic', 'paybybandwidth']), { X: 'PayByBandwidth' })).toBe('paybybandwidth');
    expect(parse(flag({ default: false }), { X: 'True' })).toBe(true);
    expect(parse(onOff({}), { X: 'OFF' })).toBe(false);
    expect(() => parse(onOff({}), { X: 'true' })).toThrow('it must be on or off, not "true"');
  });

  it('refuse a JSON text far longer than any list, which would take seconds to read', () => {
    const list = jsonList({ ServerId: text() }, { maxItems: 3, malformed: 'backendServersMalformed' });
    const startedMs = performance.now();
    expect(() => parse(list, { X: '['.repeat(8_000_000) })).toThrow('the most is 131072');
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });

  it('keep a line separator in a JSON text, and write nothing on the console about it', () => {
    const list = jsonList({ ServerId: text() }, { maxItems: 3, malformed: 'backendServersMalformed' });
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    expect(parse(list, { X: "[{'ServerId':'a\u2028b\u2029'}]" })).toEqual([{ ServerId: 'a\u2028b\u2029' }]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('refuse half a surrogate pair, which only a JSON text can hold and no key of the store', () => {
    const list = jsonList({ ServerId: text() }, { maxItems: 3, malformed: 'backendServersMalformed' });
    expect(() => parse(list, { X: '[{"ServerId":"\\ud800"}]' })).toThrow('half a character');
    expect(parse(list, { X: '[{"ServerId":"\\ud83d\\ude00"}]' })).toEqual([{ ServerId: '😀' }]);
  });

  it('count characters, not code units', () => {
    expect(parse(text({ maxLength: 2 }), { X: '😀😀' })).toBe('😀😀');
    expect(() => parse(text({ maxLength: 2 }), { X: '😀😀😀' })).toThrow(
      'it must have 1 to 2 characters, not 3',
    );
  });
});
