/** The report: conditions, noise, a table for each metric, and the floors. */
import { engines } from '../engines/index.ts';
import { metrics } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import type { JudgedFloor } from './floors.ts';
import { type NoiseJudgement, percent } from './noise.ts';
import { medianFor, type Results, spreadFor } from './results.ts';

/** `pictures`: the folder of the plots, as links name it; undefined: without them. */
export function renderMarkdown(
  results: Results,
  verdicts: readonly JudgedFloor[],
  noise: NoiseJudgement,
  pictures: string | undefined,
): string {
  const measured = metrics.filter(({ id }) => results.cells.some(({ metric }) => metric === id));
  return [
    '# Benchmarks of the data planes',
    'Written by `npm run bench` ([how it measures](../bench/README.md)); raw figures in `benchmarks/engines.json`. Other figures: [failover](benchmarks/failover.svg), [large states](benchmarks/scale.svg), [the open console](benchmarks/console.svg).',
    renderConditions(results),
    renderNoise(noise),
    ...measured.map((metric) => renderMetric(metric, results, pictures)),
    ...(results.omissions.length > 0 ? [renderOmissions(results)] : []),
    renderFloors(verdicts),
  ].join('\n\n');
}

function renderConditions({ conditions }: Results): string {
  const { date, kernel, cpu, cpus, memoryGb, user, rounds, seconds, commit } = conditions;
  const { missedSettings, note } = conditions;
  const facts = [
    `${date}, Linux ${kernel}, ${cpu}, ${cpus} processors, ${memoryGb} GB, ${user}${commit === '' ? '' : `; commit ${commit}`}`,
    `${rounds} rounds, ${seconds} s a measurement, engines in a new order each; median (lowest–highest)`,
    ...engines.flatMap(({ id, title }) => {
      const about = conditions.engines[id];
      return about === undefined ? [] : [`${title}: ${about}`];
    }),
    ...(missedSettings.length > 0 ? [`settings that could not be made: ${missedSettings.join(', ')}`] : []),
    ...(note === '' ? [] : [note]),
  ];
  return `## Conditions\n\n${facts.map((fact) => `- ${fact}`).join('\n')}`;
}

function renderNoise({ quiet, reasons, steal, otherLoad, directSpread }: NoiseJudgement): string {
  const facts = [
    `taken by the hypervisor: ${percent(steal)}`,
    otherLoad === undefined
      ? 'other load: unknown'
      : `other load on the idle processor: ${percent(otherLoad)}`,
    directSpread === undefined
      ? 'spread of plain routing: unknown'
      : `spread of plain routing: ${percent(directSpread)}`,
  ];
  const judgement = quiet
    ? 'The machine was quiet enough to judge.'
    : `**The machine was too noisy to judge**: ${reasons.join('; ')}.`;
  return `## Noise\n\n${judgement} (${facts.join('; ')})`;
}

function renderMetric(metric: Metric, results: Results, pictures: string | undefined): string {
  const { id, title, unit, how, figure, more } = metric;
  const rows = engines.flatMap((engine) => {
    const main = spreadFor(results, id, engine.id, figure);
    if (!main) return [];
    const values = more.map(([name]) => short(medianFor(results, id, engine.id, name)));
    const relative = (['direct', 'haproxy'] as const).map((base) => {
      const other = medianFor(results, id, base, figure);
      return other ? (main.median / other).toFixed(2) : '–';
    });
    const spread = `${short(main.median)} (${short(main.min)}–${short(main.max)})`;
    return [[engine.title, spread, ...relative, ...values, ...added(metric, results, engine.id)]];
  });
  const headings = more.map(([, heading]) => heading);
  const last = id === 'connections' ? ['added CPU, µs'] : [];
  const head = ['data plane', unit, '÷ direct', '÷ HAProxy', ...headings, ...last];
  const picture = pictures === undefined ? [] : [`![${title}](${pictures}/engines-${id}.svg)`];
  return [`## ${title}`, how, ...picture, table(head, rows)].join('\n\n');
}

/** What an engine adds to a connection: the difference of the whole path's processor time on one core. */
function added({ id }: Metric, results: Results, engine: (typeof engines)[number]['id']): readonly string[] {
  if (id !== 'connections') return [];
  const own = medianFor(results, id, engine, 'perSecond');
  const direct = medianFor(results, id, 'direct', 'perSecond');
  return [own && direct && engine !== 'direct' ? (1e6 / own - 1e6 / direct).toFixed(0) : '–'];
}

function renderOmissions({ omissions }: Results): string {
  return `## Not measured\n\n${omissions.map(({ what, why }) => `- ${what}: ${why.split('\n')[0]}`).join('\n')}`;
}

function renderFloors(verdicts: readonly JudgedFloor[]): string {
  const rows = verdicts.map(({ floor, value, verdict }) => {
    const sign = floor.is === 'at least' ? '≥' : '≤';
    const limits = [floor.floor, floor.aim].map((limit) => `${sign} ${limit}${floor.unit}`);
    const said = verdict === 'missed' ? '**missed**' : verdict;
    return [floor.what, ...limits, value === undefined ? '–' : `${short(value)}${floor.unit}`, said];
  });
  return `## Floors\n\n${table(['', 'floor', 'aim', 'measured', 'verdict'], rows)}`;
}

/** The first column is text, the others are numbers. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, n) => (n === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Three digits that count. */
export function short(value: number | undefined): string {
  if (value === undefined) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
