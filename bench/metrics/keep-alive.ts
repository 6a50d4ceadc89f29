import { layouts } from '../bed/bed.ts';
import { everyEngine, type Figures, type TrafficMetric } from './metric.ts';

const CONNECTIONS = 32;

export const keepAlive: TrafficMetric = {
  kind: 'traffic',
  id: 'keep-alive',
  title: 'Keep-alive requests',
  unit: 'requests/s',
  figure: 'perSecond',
  better: 'higher',
  more: [
    ['p50Us', 'p50, µs'],
    ['p99Us', 'p99, µs'],
  ],
  how: `wrk, ${CONNECTIONS} connections that stay. Everything on one core.`,
  layout: 'oneCore',
  measures: everyEngine,
  async measure({ bed, seconds }, { address, ports }) {
    // wrk counts in whole seconds.
    const duration = `${Math.max(1, Math.round(seconds))}s`;
    const url = `http://${address}:${ports.http}/`;
    const command = ['wrk', '-t1', `-c${CONNECTIONS}`, `-d${duration}`, '--latency', url];
    return parseWrk(await bed.client.run(command, { cpus: layouts.oneCore.ends }));
  },
};

const usPer: Readonly<Record<string, number>> = { us: 1, ms: 1_000, s: 1_000_000 };

/** Throws when a line is missing, or when wrk counted errors. */
export function parseWrk(output: string): Figures {
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(output)?.[1];
  if (rate === undefined || /Socket errors/.test(output)) throw new Error(`wrk: ${output}`);
  return { perSecond: Number(rate), p50Us: latencyUs(output, '50'), p99Us: latencyUs(output, '99') };
}

function latencyUs(output: string, percent: string): number {
  const [, value, unit = ''] = new RegExp(`\\s${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(output) ?? [];
  const factor = usPer[unit];
  if (value === undefined || factor === undefined) throw new Error(`wrk: ${output}`);
  return Number(value) * factor;
}
