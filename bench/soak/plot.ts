/** A soak as a picture: memory, descriptors and live connections over time, with what they were at rest. */
import { niceTop } from '../report/plot.ts';
import type { Sample, SoakResults } from './results.ts';

interface Panel {
  readonly title: string;
  readonly figure: (sample: Sample) => number;
  readonly rest: boolean;
}

const panels: readonly Panel[] = [
  { title: 'Memory of the engine process (PSS), MB', figure: ({ pssKb }) => pssKb / 1_024, rest: true },
  { title: 'Open descriptors, without pipes', figure: ({ descriptors }) => descriptors, rest: true },
  { title: 'Live connections and flows', figure: ({ live }) => live, rest: false },
];

const LEFT = 60;
const AXIS = 680;
const RIGHT = 20;
const HEIGHT = 130;
const GAP = 50;
const TOP = 40;

export function renderPlot(results: SoakResults): string {
  const width = LEFT + AXIS + RIGHT;
  const height = TOP + panels.length * (HEIGHT + GAP);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    '<title>A soak of the embedded engine</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...panels.flatMap((panel, n) => renderPanel(panel, results, TOP + n * (HEIGHT + GAP))),
    '</svg>',
    '',
  ].join('\n');
}

function renderPanel(
  { title, figure, rest }: Panel,
  { samples, baseLine, final }: SoakResults,
  y: number,
): readonly string[] {
  const all = [baseLine, ...samples, final];
  const top = niceTop(Math.max(...all.map(figure)));
  const [first, last] = [baseLine.seconds, final.seconds];
  const placeX = (seconds: number): number => round(LEFT + (AXIS * (seconds - first)) / (last - first));
  const placeY = (value: number): number => round(y + HEIGHT * (1 - value / top));
  const points = all.map((sample) => `${placeX(sample.seconds)},${placeY(figure(sample))}`);
  const minutes = Math.floor((last - first) / 60);
  const ticks = [...new Set([0, 0.25, 0.5, 0.75, 1].map((part) => Math.round(minutes * part)))];
  const level = placeY(figure(baseLine));
  return [
    text(LEFT, y - 10, title, 'start', 'bold'),
    ...[0, top / 2, top].flatMap((value) => [
      `<line x1="${LEFT}" y1="${placeY(value)}" x2="${LEFT + AXIS}" y2="${placeY(value)}" stroke="#ddd"/>`,
      text(LEFT - 6, placeY(value) + 4, String(Number(value.toPrecision(3))), 'end'),
    ]),
    ...ticks.map((minute) =>
      text(placeX(first + minute * 60), y + HEIGHT + 16, minute === 0 ? '0 min' : String(minute), 'middle'),
    ),
    ...(rest
      ? [`<line x1="${LEFT}" y1="${level}" x2="${LEFT + AXIS}" y2="${level}" stroke="#c0392b"/>`]
      : []),
    `<polyline points="${points.join(' ')}" fill="none" stroke="#0a7d4f"/>`,
    ...[baseLine, final].map(
      (sample) =>
        `<circle cx="${placeX(sample.seconds)}" cy="${placeY(figure(sample))}" r="4" fill="#0a7d4f"/>`,
    ),
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function text(x: number, y: number, words: string, anchor: string, weight = 'normal'): string {
  return `<text x="${x}" y="${y}" font-weight="${weight}" fill="#222" text-anchor="${anchor}">${words}</text>`;
}
