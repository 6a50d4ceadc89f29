/** What was measured, under which conditions, and the figures that are shown of it. */
import { cpus, loadavg, release } from 'node:os';
import type { CallRecord } from './run.ts';

export interface Results {
  readonly conditions: {
    readonly date: string;
    readonly node: string;
    readonly kernel: string;
    readonly cpu: string;
    readonly cpus: number;
    readonly state: string;
    readonly checks: string;
    readonly load: string;
    readonly method: string;
    /** Others on the machine: of one minute, when the calls ended. */
    readonly loadAverage: number;
    /** What else should be known of the run; from `HOTSPARE_BENCH_NOTE`. */
    readonly note: string;
  };
  readonly starts: readonly StartFigures[];
  readonly memoryMb: { readonly service: number; readonly engine: number };
  /** Share of one core, while the calls run. */
  readonly cpuShare: { readonly service: number; readonly engine: number };
  readonly calls: readonly CallFigures[];
}

/** From the start of the process. */
export interface StartFigures {
  readonly firstAnswerMs: number;
  readonly allRunningMs: number;
}

export interface CallFigures {
  readonly name: string;
  readonly count: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** How late the client itself was, at the 99th percentile: what a figure may owe to the machine. */
  readonly clientLagP99Ms: number;
}

export function conditionsOf(parts: {
  readonly loadBalancers: number;
  readonly listeners: number;
  readonly checkIntervalSeconds: number;
  readonly seconds: number;
  readonly callsPerSecond: number;
}): Results['conditions'] {
  const processors = cpus();
  const { loadBalancers, listeners, checkIntervalSeconds, seconds, callsPerSecond } = parts;
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    kernel: release(),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cpus: processors.length,
    state: `${loadBalancers} load balancers, ${listeners} listeners (of ten: 4 TCP, 2 UDP, 2 HTTP, 2 HTTPS), all started; as many groups, half of them master-slave, and two servers for each load balancer`,
    checks: `every ${checkIntervalSeconds} s for each server of each listener, no two alike`,
    load: `${callsPerSecond} calls a second for ${seconds} s, one in five a write; signed, over HTTP`,
    loadAverage: round(loadavg()[0] ?? 0),
    note: process.env['HOTSPARE_BENCH_NOTE'] ?? '',
    method: 'from the due time of a call to its whole answer, decoded; calls come at a fixed rate',
  };
}

export function figuresOf(records: readonly CallRecord[]): readonly CallFigures[] {
  const ofKind = (wanted: CallRecord['kind']) => records.filter(({ kind }) => kind === wanted);
  const byName = (of: readonly CallRecord[]) =>
    [...new Set(of.map(({ name }) => name))]
      .sort()
      .map((name) => [name, of.filter((r) => r.name === name)] as const);
  const describes = ofKind('describe');
  const writes = ofKind('write');
  const groups = [
    ['Describe, all', describes] as const,
    ['Write, all', writes] as const,
    ...byName(describes),
    ...byName(writes),
  ];
  return groups.map(([name, of]) => {
    const times = of.map(({ ms }) => ms).sort((a, b) => a - b);
    return {
      name,
      count: of.length,
      failed: of.filter(({ failure }) => failure !== undefined).length,
      p50Ms: round(percentile(times, 50)),
      p99Ms: round(percentile(times, 99)),
      worstMs: round(times.at(-1) ?? 0),
      clientLagP99Ms: round(
        percentile(
          of.map(({ lagMs }) => lagMs).sort((a, b) => a - b),
          99,
        ),
      ),
    };
  });
}

/** Nearest rank. */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
