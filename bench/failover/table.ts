/** Results as a table for the terminal. */
import Table from 'cli-table3';
import type { CellRun } from './cell.ts';
import { labelOf, type Results, spreadOf } from './results.ts';

const columns: readonly (readonly [string, (run: CellRun) => number])[] = [
  ['failed', (run) => run.failed],
  ['not in flight', (run) => run.failedBeyondInFlight],
  ['> 100 ms', (run) => run.delayedOver100Ms],
  ['> 1 s', (run) => run.delayedOver1000Ms],
  ['worst answered, ms', (run) => run.worstAnsweredMs],
  ['first by slave, ms', (run) => run.firstServedMs],
  ['decided, ms', (run) => run.decidedMs],
  ['client lag, ms', (run) => run.clientLagMs],
];

export function renderTable({ cells }: Results): string {
  const table = new Table({
    head: ['fault, detection, on connect failure', ...columns.map(([name]) => name)],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', ...columns.map(() => 'right' as const)],
  });
  for (const cell of cells) {
    const row = columns.map(([, figure]) => {
      const { median, min, max } = spreadOf(cell.runs, figure);
      return min === max ? String(median) : `${median} (${min}–${max})`;
    });
    table.push([labelOf(cell), ...row]);
  }
  return table.toString();
}
