/** Results as a picture: a row for each call, its median and 99th percentile on a logarithmic axis. */
import type { CallFigures, Results } from './results.ts';

const TARGET_MS = 30;
const LABELS = 330;
const AXIS = 420;
const RIGHT = 20;
const TOP = 44;
const ROW = 20;
const FOOT = 40;
/** Powers of ten at both ends of the axis. */
const FROM = 0;
const TO = 3;

export function renderPlot({ calls, conditions }: Results): string {
  const width = LABELS + AXIS + RIGHT;
  const bottom = TOP + calls.length * ROW;
  const ticks = Array.from({ length: TO - FROM + 1 }, (_, n) => 10 ** (FROM + n));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom + FOOT}" viewBox="0 0 ${width} ${bottom + FOOT}" font-family="sans-serif" font-size="12">`,
    `<title>Answers of the API, milliseconds</title>`,
    `<rect width="${width}" height="${bottom + FOOT}" fill="#fff"/>`,
    text(8, 18, `Answers of the API, ms: ${conditions.load}`, 'bold'),
    ...ticks.flatMap((tick) => [
      line(tick, bottom, '#ddd'),
      text(LABELS + placeOf(tick), bottom + 14, String(tick), 'normal', 'middle'),
    ]),
    line(TARGET_MS, bottom, '#c0392b'),
    text(LABELS + placeOf(TARGET_MS), bottom + 14, String(TARGET_MS), 'normal', 'middle'),
    ...calls.flatMap(renderRow),
    text(8, bottom + FOOT - 8, 'Light: median. Dark: 99th percentile.'),
    '</svg>',
    '',
  ].join('\n');
}

function renderRow({ name, p50Ms, p99Ms }: CallFigures, row: number): readonly string[] {
  const y = TOP + row * ROW + ROW / 2;
  const dot = (ms: number, color: string) =>
    `<circle cx="${LABELS + placeOf(ms)}" cy="${y}" r="4" fill="${color}"/>`;
  return [text(8, y + 4, name), dot(p50Ms, '#9bd3bb'), dot(p99Ms, '#0a7d4f')];
}

function line(ms: number, bottom: number, color: string): string {
  const x = LABELS + placeOf(ms);
  return `<line x1="${x}" y1="${TOP - 6}" x2="${x}" y2="${bottom}" stroke="${color}"/>`;
}

function placeOf(ms: number): number {
  const share = (Math.log10(Math.max(ms, 10 ** FROM)) - FROM) / (TO - FROM);
  return Math.round(Math.min(1, share) * AXIS * 10) / 10;
}

function text(x: number, y: number, words: string, weight = 'normal', anchor = 'start'): string {
  return `<text x="${x}" y="${y}" font-weight="${weight}" fill="#222" text-anchor="${anchor}">${words}</text>`;
}
