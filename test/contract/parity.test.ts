/** The contracts against what the vendor publishes: whatever differs does so for a reason that is written down. */
import { describe, expect, it } from 'vitest';
import type { ActionContract } from '../../src/contract/define.ts';
import { contracts } from '../../src/contract/index.ts';
import { integer, oneOf, onOff, text, type Param } from '../../src/contract/params.ts';
import {
  flagField,
  integerField,
  listField,
  objectField,
  plainListField,
  textField,
} from '../../src/contract/result.ts';
import { compareAll } from '../../tools/parity/compare.ts';
import { compareErrors } from '../../tools/parity/compare-errors.ts';
import { compareParams } from '../../tools/parity/compare-params.ts';
import { compareResult } from '../../tools/parity/compare-result.ts';
import type { Difference } from '../../tools/parity/difference.ts';
import { loadFacts, type VendorParam, type VendorShape } from '../../tools/parity/facts.ts';
import { because, explain } from '../../tools/parity/reason.ts';
import { reasons } from '../../tools/parity/reasons.ts';
import { renderParity } from '../../tools/parity/report.ts';

const facts = loadFacts();
const differences = compareAll(contracts, facts);
const offered = Object.values<ActionContract>(contracts).filter(({ extension }) => !extension);

describe('parity with the published API', () => {
  const { explained, unexplained, stale } = explain(differences, reasons);

  it('has a reason for every difference', () => {
    expect(unexplained).toEqual([]);
  });

  it('has no reason that covers nothing', () => {
    expect(stale.map(({ scope, text: words }) => `${scope}: ${words}`)).toEqual([]);
  });

  it('knows every action that is offered, and whether it changes anything', () => {
    const published = new Map(facts.actions.map(({ name, kind }) => [name, kind]));
    expect(published.size).toBe(93);
    for (const { name, write } of offered) {
      expect([name, published.get(name)]).toEqual([name, write ? 'write' : 'read']);
    }
  });

  it('never changes the type or the wrapping of a field that an SDK reads', () => {
    const changed = differences.filter(({ kind }) => kind === 'field-type' || kind === 'field-wrapping');
    expect(changed).toEqual([]);
  });

  it('reads every parameter as the type and under the spellings that SDKs send', () => {
    const changed = differences.filter(({ kind }) => kind === 'param-type' || kind === 'param-alias');
    expect(changed).toEqual([]);
  });

  it('is documented difference by difference', () => {
    const words = renderParity();
    for (const { name } of offered) expect(words).toContain(`## [${name}](api/`);
    for (const { reason } of explained) expect(words).toContain(reason.text);
  });
});

/** Facts about one parameter. */
function fact(some: Partial<VendorParam>): VendorParam {
  const empty = { required: false, documentedRequired: false, special: [], aliases: [], older: false };
  return { name: 'It', type: 'text', members: [], ...empty, ...some };
}

describe('the comparison sees', () => {
  const optional = { optional: true } as const;
  const bandwidth: Partial<VendorParam> = { type: 'integer', min: 1, max: 9, special: [-1] };
  const cases: readonly (readonly [string, Param<unknown> | undefined, VendorParam, object])[] = [
    ['a missing parameter', undefined, fact({}), { kind: 'param-missing', origin: 'documented' }],
    ['one of the older SDK', undefined, fact({ older: true }), { origin: 'older-sdk' }],
    ['another type', text(optional), fact({ type: 'flag' }), { kind: 'param-type', ours: 'text' }],
    ['what need not be required', text(), fact({}), { kind: 'param-required', vendor: 'optional' }],
    ['what should be required', text(optional), fact({ required: true }), { ours: false }],
    [
      'what the documentation requires',
      text(optional),
      fact({ documentedRequired: true }),
      { vendor: 'required by documentation only' },
    ],
    [
      'another default',
      onOff({ default: true }),
      fact({ allowed: ['on', 'off'], default: 'off' }),
      { ours: 'on' },
    ],
    ['a choice less', oneOf(['a'], optional), fact({ allowed: ['a', 'b'] }), { refused: ['b'], added: [] }],
    ['a choice more', oneOf(['a', 'b'], optional), fact({ allowed: ['a'] }), { refused: [], added: ['b'] }],
    ['choices where there are none', oneOf(['a'], optional), fact({}), { refused: ['any'] }],
    [
      'a pattern that refuses a choice',
      text({ ...optional, pattern: /b/ }),
      fact({ allowed: ['a'] }),
      { refused: ['a'], added: ['any'] },
    ],
    ['a longer text', text({ ...optional, maxLength: 9 }), fact({ maxLength: 8 }), { bound: 'maxLength' }],
    [
      'another least',
      integer({ ...optional, max: 9, also: [-1] }),
      fact(bandwidth),
      { bound: 'min', ours: '0' },
    ],
    ['another most', integer({ ...optional, min: 1, also: [-1] }), fact(bandwidth), { bound: 'max' }],
    [
      'a special number less',
      integer({ ...optional, min: 1, max: 9 }),
      fact(bandwidth),
      { bound: 'special', ours: undefined, vendor: '-1' },
    ],
    ['a spelling less', text(optional), fact({ aliases: ['it'] }), { kind: 'param-alias', alias: 'it' }],
  ];

  it.each(cases)('%s', (_what, ours, vendor, expected) => {
    const found = compareParams('Do', ours ? { It: ours } : {}, [vendor]);
    expect(found).toContainEqual(expect.objectContaining({ action: 'Do', param: 'It', ...expected }));
  });

  it('nothing where both say the same', () => {
    const ours = integer({ min: 1, max: 9, also: [-1], default: 3, aliases: ['it'] });
    expect(
      compareParams('Do', { It: ours }, [fact({ ...bandwidth, default: '3', aliases: ['it'] })]),
    ).toEqual([]);
  });

  const published: VendorShape = {
    Names: { list: 'Name', items: { object: { Id: 'integer', Old: { older: 'text' } } } },
    Plain: { plainList: 'text' },
  };
  const name = { Id: integerField(), Old: textField() };

  it.each([
    ['the same', { Names: listField('Name', objectField(name)), Plain: plainListField(textField()) }, []],
    ['a missing field', { Names: listField('Name', objectField(name)) }, [['field-missing', 'Plain']]],
    [
      'a missing field of an item',
      { Names: listField('Name', objectField({ Id: integerField() })), Plain: plainListField(textField()) },
      [['field-missing', 'Names.Name[].Old']],
    ],
    [
      'types, also of the older SDK’s fields',
      {
        Names: listField('Name', objectField({ Id: textField(), Old: flagField() })),
        Plain: plainListField(integerField()),
      },
      [
        ['field-type', 'Names.Name[].Id'],
        ['field-type', 'Names.Name[].Old'],
        ['field-type', 'Plain[]'],
      ],
    ],
    [
      'element names and wrappers',
      { Names: listField('Other', objectField(name)), Plain: listField('One', textField()) },
      [
        ['field-wrapping', 'Names'],
        ['field-wrapping', 'Plain'],
      ],
    ],
    [
      'what is ours, second spellings included',
      {
        Names: listField('Name', objectField(name), { alsoAs: 'Names' }),
        Plain: plainListField(textField()),
        Extra: textField(),
      },
      [
        ['field-extra', 'Names.Names[]'],
        ['field-extra', 'Extra'],
      ],
    ],
  ] as const)('in answers: %s', (_what, ours, expected) => {
    const found = compareResult('Do', ours, published);
    expect(found.map((difference) => [difference.kind, 'field' in difference && difference.field])).toEqual(
      expected,
    );
  });

  it('errors: never answered, undocumented, with another status', () => {
    const action = {
      name: 'Do',
      group: 'g',
      kind: 'read',
      summary: '',
      params: [],
      result: {},
      errors: { Unheard: 400, TooManyListeners: 409, AclNotExist: null },
    } as const;
    const errors = ['tooManyListeners', 'aclNotFound', 'groupUsedByListener', 'serverInUse'] as const;
    const found = compareErrors(
      { errors },
      { ...action, params: [] },
      {
        ...facts,
        commonErrors: { RspoolVipExist: [400] },
      },
    );
    expect(found).toEqual<readonly Difference[]>([
      { kind: 'error-never-answered', action: 'Do', code: 'Unheard' },
      {
        kind: 'error-status',
        action: 'Do',
        code: 'TooManyListeners',
        id: 'tooManyListeners',
        ours: 400,
        vendor: [409],
      },
      { kind: 'error-undocumented', action: 'Do', code: 'ServerInUse', id: 'serverInUse' },
    ]);
  });
});

describe('reasons', () => {
  const difference: Difference = { kind: 'field-extra', action: 'Do', field: 'It' };

  it('leave over what none covers, and are stale when they cover nothing', () => {
    const other = because('field-extra', 'why', { on: 'Other' });
    expect(explain([difference], other)).toEqual({ explained: [], unexplained: [difference], stale: other });
  });

  it('count one by one, name by name, the first that fits', () => {
    const [general, late] = [
      because('field-extra', 'why', { names: [/./, 'Gone'] }),
      because('field-extra', 'late'),
    ];
    const { explained, stale } = explain([difference], [...general, ...late]);
    expect(explained).toEqual([{ difference, reason: general[0] }]);
    expect(stale).toEqual([general[1], ...late]);
  });
});
