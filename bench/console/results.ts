/** What was measured, as figures, as a table and as a picture. */
import { cpus, release } from 'node:os';
import Table from 'cli-table3';
import type { PageTime } from './page-times.ts';
import type { ConnectionFigures } from './traffic.ts';

interface PhaseFigures {
  /** Shares of one core. */
  readonly cpu: { readonly service: number; readonly engine: number };
  readonly connections: ConnectionFigures;
}

export interface Round {
  readonly without: PhaseFigures;
  /** What the browsers ask for, without their drawing. */
  readonly withStreams: PhaseFigures;
  readonly withConsole: PhaseFigures;
}

export interface ConsoleResults {
  readonly conditions: Readonly<Record<string, string | number>>;
  readonly rounds: readonly Round[];
  /** Median over the rounds of what the browsers add to the service, as a share of one core. */
  readonly addedCpuShare: number;
  readonly pages: readonly PageTime[];
}

export function conditionsOf(parts: {
  readonly loadBalancers: number;
  readonly browsers: number;
  readonly seconds: number;
  readonly rate: number;
}): ConsoleResults['conditions'] {
  const { loadBalancers, browsers, seconds, rate } = parts;
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    kernel: release(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cpus: cpus().length,
    state: `${loadBalancers} load balancers with a TCP listener and a master-slave pair each`,
    browsers: `${browsers}, half on the overview, half on the picture of a load balancer, at the lowest priority`,
    load: `${rate} new connections a second; each phase takes ${seconds} s`,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function renderTable({ rounds, addedCpuShare, pages }: ConsoleResults): string {
  const table = new Table({
    head: [
      'round',
      'console',
      'service, % of a core',
      'engine, %',
      'p50, ms',
      'p99, ms',
      'worst, ms',
      'failed',
    ],
    style: { head: [], border: [], compact: true },
  });
  for (const [index, { without, withStreams, withConsole }] of rounds.entries()) {
    for (const [name, phase] of [
      ['closed', without],
      ['streams', withStreams],
      ['open', withConsole],
    ] as const) {
      const { cpu, connections } = phase;
      const { p50Ms, p99Ms, worstMs, failed } = connections;
      const percent = [cpu.service, cpu.engine].map((share) => (share * 100).toFixed(1));
      table.push([
        index + 1,
        name,
        ...percent,
        p50Ms.toFixed(1),
        p99Ms.toFixed(1),
        worstMs.toFixed(1),
        failed,
      ]);
    }
  }
  return [
    table.toString(),
    `the open console adds ${(addedCpuShare * 100).toFixed(1)} % of a core to the service (median)`,
    `usable after, ms: ${pages.map(({ name, usableMs }) => `${name} ${Math.round(usableMs)}`).join(', ')}`,
  ].join('\n');
}

const LABELS = 150;
const AXIS = 420;
const ROW = 20;
const TOP = 44;
const LIMIT_MS = 1_000;

/** Time until each page can be used, against the second that it may take. */
export function renderPlot({ pages, conditions }: ConsoleResults): string {
  const longest = Math.max(LIMIT_MS, ...pages.map(({ usableMs }) => usableMs));
  const x = (ms: number): number => LABELS + (AXIS * ms) / longest;
  const bottom = TOP + pages.length * ROW;
  const height = bottom + 30;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${LABELS + AXIS + 60}" height="${height}" viewBox="0 0 ${LABELS + AXIS + 60} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>Console: from an empty cache to a usable page, milliseconds</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="8" y="18" font-weight="bold">Console: from an empty cache to a usable page, ms (${conditions['state']})</text>`,
    ...pages.map(({ name, usableMs }, row) => {
      const y = TOP + row * ROW;
      return `<text x="8" y="${y + 12}">${name}</text><rect x="${LABELS}" y="${y + 2}" width="${x(usableMs) - LABELS}" height="12" fill="#bf4600"/><text x="${x(usableMs) + 4}" y="${y + 12}">${Math.round(usableMs)}</text>`;
    }),
    `<path d="M${x(LIMIT_MS)} ${TOP - 8}V${bottom}" stroke="#c21e2b"/><text x="${x(LIMIT_MS)}" y="${bottom + 16}" text-anchor="middle">${LIMIT_MS}</text>`,
    '</svg>',
    '',
  ].join('\n');
}
