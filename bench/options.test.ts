import { expect, it } from 'vitest';
import { engines } from './engines/index.ts';
import { metrics } from './metrics/index.ts';
import { parseOptions } from './options.ts';

const parse = (...args: readonly string[]) => parseOptions(args, { engines, metrics });

it('measures everything when nothing is said, and a choice when one is made', () => {
  expect(parse()).toMatchObject({ engines, metrics, rounds: 5, quick: false, whole: true });
  const chosen = parse('--engines', 'nginx,direct', '--metrics', 'connections', '--rounds', '7');
  expect(chosen.engines.map(({ id }) => id)).toEqual(['direct', 'nginx']);
  expect(chosen).toMatchObject({ rounds: 7, whole: false });
});

it('a quick run is not a whole one', () => {
  expect(parse('--quick')).toMatchObject({ quick: true, whole: false, rounds: 3 });
});

it('names what there is when it does not know a name', () => {
  expect(() => parse('--engines', 'envoy')).toThrow(/no engine envoy; there are direct, /);
  expect(() => parse('--rounds', 'many')).toThrow('--rounds');
});

it('each metric and engine has a name of its own', () => {
  for (const list of [engines, metrics]) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
});
