/** Results as a picture: a row for each cell, a dot for each run, three figures on logarithmic axes. */
import type { CellRun } from './cell.ts';
import { type CellResult, labelOf, type Results } from './results.ts';

interface Panel {
  readonly title: string;
  readonly figure: (run: CellRun) => number;
  readonly hasZero: boolean;
  /** Powers of ten at both ends of the axis. */
  readonly from: number;
  readonly to: number;
}

const panels: readonly Panel[] = [
  { title: 'failed connections', figure: (run) => run.failedBeyondInFlight, hasZero: true, from: 0, to: 4 },
  { title: 'slowest answered, ms', figure: (run) => run.worstAnsweredMs, hasZero: false, from: 0, to: 5 },
  { title: 'fault to decision, ms', figure: (run) => run.decidedMs, hasZero: false, from: 0, to: 5 },
];

const LABELS = 190;
const PANEL = 200;
const GAP = 30;
const TOP = 54;
const ROW = 24;
/** Left of the axis, for what a logarithm cannot show. */
const ZERO = 16;
const FOOT = 40;

const colors = { fallback: '#0a7d4f', fail: '#c0392b' } as const;

export function renderPlot({ cells, conditions }: Results): string {
  const width = LABELS + panels.length * (PANEL + GAP);
  const height = TOP + cells.length * ROW + FOOT;
  const rate = conditions.newConnectionsPerSecond;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>Failover at the client: ${rate} new connections a second, ${conditions.rounds} runs each</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(
      8,
      18,
      `Failover seen by clients: ${rate} new connections a second, ${conditions.rounds} runs each`,
      {
        weight: 'bold',
      },
    ),
    ...cells.map((cell, row) => text(8, centreOf(row) + 4, labelOf(cell))),
    ...panels.flatMap((panel, column) => renderPanel(panel, LABELS + column * (PANEL + GAP), cells)),
    text(
      8,
      height - 10,
      'Rows: fault, detection, rule for failed connects. Not counted as failed: what was in flight on the server at the fault.',
      { color: '#555' },
    ),
    '</svg>',
    '',
  ].join('\n');
}

function renderPanel(panel: Panel, left: number, cells: readonly CellResult[]): readonly string[] {
  const bottom = TOP + cells.length * ROW;
  const ticks = Array.from({ length: panel.to - panel.from + 1 }, (_, n) => 10 ** (panel.from + n));
  return [
    text(left, TOP - 14, panel.title, { weight: 'bold' }),
    ...[...(panel.hasZero ? [0] : []), ...ticks].flatMap((tick) => {
      const x = left + placeOf(tick, panel);
      return [
        `<line x1="${x}" y1="${TOP - 6}" x2="${x}" y2="${bottom}" stroke="#ddd"/>`,
        text(x, bottom + 12, short(tick), { color: '#555', anchor: 'middle' }),
      ];
    }),
    ...cells.flatMap((cell, row) =>
      cell.runs.map((run) => {
        const x = left + placeOf(panel.figure(run), panel);
        const color = colors[cell.onConnectFailure];
        return `<circle cx="${x}" cy="${centreOf(row)}" r="4" fill="${color}" fill-opacity="0.6"/>`;
      }),
    ),
  ];
}

function placeOf(value: number, { from, to }: Panel): number {
  if (value <= 0) return 0;
  const share = (Math.log10(value) - from) / (to - from);
  const place = ZERO + Math.min(1, Math.max(0, share)) * (PANEL - ZERO);
  return Math.round(place * 10) / 10;
}

function centreOf(row: number): number {
  return TOP + row * ROW + ROW / 2;
}

function short(value: number): string {
  return value >= 1_000 ? `${value / 1_000}k` : String(value);
}

function text(
  x: number,
  y: number,
  words: string,
  style: { readonly weight?: string; readonly color?: string; readonly anchor?: string } = {},
): string {
  const { weight = 'normal', color = '#222', anchor = 'start' } = style;
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" font-weight="${weight}" fill="${color}" text-anchor="${anchor}">${escaped}</text>`;
}
