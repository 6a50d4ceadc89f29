/** One metric as a picture: a row for each engine, a dot for each round, a line at the median. */
import { engines } from '../engines/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { short } from './markdown.ts';
import { figuresOf, type Results, spreadOf } from './results.ts';

const LABELS = 210;
const AXIS = 460;
const RIGHT = 30;
const TOP = 36;
const ROW = 24;
const FOOT = 26;
const TICKS = 5;

export function renderPlot(metric: Metric, results: Results): string {
  const rows = engines.flatMap(({ id, title }) => {
    const values = figuresOf(results, metric.id, id, metric.figure);
    return values.length > 0 ? [{ ours: !['direct', 'haproxy', 'nginx'].includes(id), title, values }] : [];
  });
  const top = niceTop(Math.max(...rows.flatMap(({ values }) => values)));
  const width = LABELS + AXIS + RIGHT;
  const bottom = TOP + rows.length * ROW;
  const placeOf = (value: number): number => Math.round((LABELS + (value / top) * AXIS) * 10) / 10;
  const ticks = Array.from({ length: TICKS + 1 }, (_, n) => (top * n) / TICKS);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom + FOOT}" viewBox="0 0 ${width} ${bottom + FOOT}" font-family="sans-serif" font-size="12">`,
    `<title>${metric.title}, ${metric.unit}</title>`,
    `<rect width="${width}" height="${bottom + FOOT}" fill="#fff"/>`,
    text(8, 18, `${metric.title}, ${metric.unit}`, 'bold'),
    ...ticks.flatMap((tick) => [
      `<line x1="${placeOf(tick)}" y1="${TOP - 6}" x2="${placeOf(tick)}" y2="${bottom}" stroke="#ddd"/>`,
      text(placeOf(tick), bottom + 14, short(tick), 'normal', 'middle'),
    ]),
    ...rows.flatMap(({ title, values, ours }, row) => {
      const y = TOP + row * ROW + ROW / 2;
      const color = ours ? '#0a7d4f' : '#777';
      const median = placeOf(spreadOf(values)?.median ?? 0);
      return [
        text(8, y + 4, title, ours ? 'bold' : 'normal'),
        ...values.map(
          (value) => `<circle cx="${placeOf(value)}" cy="${y}" r="4" fill="${color}" fill-opacity="0.5"/>`,
        ),
        `<line x1="${median}" y1="${y - 9}" x2="${median}" y2="${y + 9}" stroke="${color}" stroke-width="2"/>`,
      ];
    }),
    '</svg>',
    '',
  ].join('\n');
}

/** The next of 1, 2, 5 times a power of ten; 1 when there is nothing. */
export function niceTop(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

function text(x: number, y: number, words: string, weight = 'normal', anchor = 'start'): string {
  return `<text x="${x}" y="${y}" font-weight="${weight}" fill="#222" text-anchor="${anchor}">${words}</text>`;
}
