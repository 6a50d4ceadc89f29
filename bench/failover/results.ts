/** All runs of a benchmark with the conditions they were made under; the medians and extremes that are shown. */
import { cpus, release } from 'node:os';
import type { CellName, CellRun } from './cell.ts';

export interface CellResult extends CellName {
  /** In the order of the rounds. */
  readonly runs: readonly CellRun[];
}

export interface Results {
  readonly conditions: {
    readonly date: string;
    readonly newConnectionsPerSecond: number;
    readonly rounds: number;
    readonly node: string;
    readonly kernel: string;
    readonly cpu: string;
    readonly cpus: number;
    readonly servers: string;
    readonly faults: string;
    readonly checks: string;
  };
  readonly cells: readonly CellResult[];
}

export function conditionsOf(rounds: number, ratePerSecond: number): Results['conditions'] {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    newConnectionsPerSecond: ratePerSecond,
    rounds,
    node: process.versions.node,
    kernel: release(),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cpus: processors.length,
    servers: 'two Redis 7; each connection connects, sends GET, reads the answer and closes; time-out 10 s',
    faults: 'killed: kill -9; silent: the host, a network namespace, has its link set down',
    checks:
      'SLB defaults: TCP, interval 2 s, time-out 5 s, three failures; fast: 200 ms, 500 ms, three failures',
  };
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spreadOf(runs: readonly CellRun[], figure: (run: CellRun) => number): Spread {
  const sorted = runs.map(figure).sort((a, b) => a - b);
  return {
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
  };
}

export function labelOf({ fault, detection, onConnectFailure }: CellName): string {
  return `${fault}, ${detection}, ${onConnectFailure}`;
}
