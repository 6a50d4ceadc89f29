import { readFileSync } from 'node:fs';

/** Proportional set size: pages that several processes share count in parts. Kilobytes. */
export function pssKilobytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return sum + Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
  }, 0);
}

/** Whether it has this file in its memory, by a part of its path. */
export function hasMapped(pid: number, part: string): boolean {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').includes(part);
}
