/** Results as a table for the terminal. */
import Table from 'cli-table3';
import type { Results } from './results.ts';

export function renderTable({ starts, calls, memoryMb, cpuShare }: Results): string {
  const table = new Table({
    head: ['call', 'count', 'failed', 'p50, ms', 'p99, ms', 'worst, ms', 'client lag p99, ms'],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
  });
  for (const { name, count, failed, p50Ms, p99Ms, worstMs, clientLagP99Ms } of calls) {
    table.push([name, count, failed, p50Ms, p99Ms, worstMs, clientLagP99Ms]);
  }
  return [
    ...starts.map(
      ({ firstAnswerMs, allRunningMs }) =>
        `start: first answer after ${firstAnswerMs} ms, all listeners running after ${allRunningMs} ms`,
    ),
    `memory: service ${memoryMb.service} MB, engine ${memoryMb.engine} MB`,
    `processor: service ${cpuShare.service} of a core, engine ${cpuShare.engine}`,
    table.toString(),
  ].join('\n');
}
