/** What the kernel knows of a process. */
import { readFileSync } from 'node:fs';

/** Clock ticks a second in /proc/PID/stat: the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export function memoryMbOf(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(match?.[1] ?? 0) / 1_024);
}

/** Processor time since its start, of all its threads. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name in parentheses, which may hold spaces: user time is the 12th field, system time the 13th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
