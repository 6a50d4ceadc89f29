import { expect, test } from 'vitest';
import type { ActionContract } from '../../../src/contract/define.ts';
import { contracts } from '../../../src/contract/index.ts';
import type { ParamSet } from '../../../src/contract/params.ts';
import { contractTextsZh } from './contract-texts-zh.ts';

const all: readonly ActionContract[] = Object.values(contracts);
const english = new Set(
  all.flatMap(({ summary, params, effect }) => [
    summary,
    ...summaries(params),
    (effect.kind === 'stored' ? effect.why : effect.except) ?? '',
  ]),
);
english.delete('');

function summaries(params: ParamSet): readonly string[] {
  return Object.values(params).flatMap(({ summary, type }) => [
    summary,
    ...('members' in type ? summaries(type.members) : []),
  ]);
}

test('nothing is translated that no contract says', () => {
  expect(Object.keys(contractTextsZh).filter((text) => !english.has(text))).toEqual([]);
});

test('what an action says is translated, but for what is quite new', () => {
  const missing = [...english].filter((text) => !Object.hasOwn(contractTextsZh, text));
  expect(missing.slice(english.size / 20)).toEqual([]);
});
