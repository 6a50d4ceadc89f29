/** The command line of the bench. */
import { parseArgs } from 'node:util';
import type { Engine } from './engines/engine.ts';
import type { Metric } from './metrics/metric.ts';

export interface Options {
  readonly engines: readonly Engine[];
  readonly metrics: readonly Metric[];
  readonly rounds: number;
  readonly seconds: number;
  readonly quick: boolean;
  /** Where the report goes; undefined: where its kind of run belongs. */
  readonly output: string | undefined;
  /** Nothing was left out. */
  readonly whole: boolean;
  readonly help: boolean;
}

/** Throws, with a sentence, what cannot be meant. */
export function parseOptions(
  args: readonly string[],
  all: { readonly engines: readonly Engine[]; readonly metrics: readonly Metric[] },
): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      engines: { type: 'string' },
      metrics: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      output: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { quick, help, output } = values;
  return {
    quick,
    help,
    output,
    engines: chosen('engine', values.engines, all.engines),
    metrics: chosen('metric', values.metrics, all.metrics),
    rounds: positive('rounds', values.rounds ?? (quick ? '3' : '5')),
    seconds: positive('seconds', values.seconds ?? (quick ? '0.5' : '1.5')),
    whole: values.engines === undefined && values.metrics === undefined && !quick,
  };
}

export function usage(all: {
  readonly engines: readonly Engine[];
  readonly metrics: readonly Metric[];
}): string {
  return [
    'npm run bench -- [--quick] [--engines a,b] [--metrics a,b] [--rounds n] [--seconds n] [--output folder]',
    '',
    'Builds a test bed of network namespaces (root or not), measures, prints tables and the floors, and exits with 1',
    'when a floor is missed on a quiet machine. A whole run writes docs/benchmarks.md and docs/benchmarks/; any other',
    'one writes only into the folder of --output.',
    '',
    `engines: ${all.engines.map(({ id }) => id).join(', ')}`,
    `metrics: ${all.metrics.map(({ id }) => id).join(', ')}`,
  ].join('\n');
}

function chosen<T extends { readonly id: string }>(
  kind: string,
  list: string | undefined,
  all: readonly T[],
): readonly T[] {
  if (list === undefined) return all;
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !all.some(({ id }) => id === name));
  if (unknown !== undefined) {
    throw new Error(`There is no ${kind} ${unknown}; there are ${all.map(({ id }) => id).join(', ')}.`);
  }
  return all.filter(({ id }) => names.includes(id));
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} takes a number above 0, not ${text}.`);
  return value;
}
