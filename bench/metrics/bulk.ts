import { layouts } from '../bed/bed.ts';
import { everyEngine, type Figures, type TrafficMetric } from './metric.ts';

export const bulk1 = bulk(1);
export const bulk4 = bulk(4);

function bulk(streams: number): TrafficMetric {
  return {
    kind: 'traffic',
    id: `bulk-${streams}`,
    title: `Bulk, ${streams} stream${streams === 1 ? '' : 's'}`,
    unit: 'Gbit/s',
    figure: 'gigabits',
    better: 'higher',
    more: [],
    how: `iperf3, client to server, ${streams} stream${streams === 1 ? '' : 's'}. The balancer has a core of its own.`,
    layout: 'balancerAlone',
    measures: everyEngine,
    async measure({ bed, seconds }, { address, ports }) {
      const duration = String(Math.max(1, Math.round(seconds)));
      const target = ['-c', address, '-p', String(ports.bulk)];
      const command = ['iperf3', ...target, '-P', String(streams), '-t', duration, '-J'];
      return parseIperf(await bed.client.run(command, { cpus: layouts.balancerAlone.ends }));
    },
  };
}

/** What the server received. */
export function parseIperf(output: string): Figures {
  const value = JSON.parse(output) as {
    readonly error?: string;
    readonly end?: { readonly sum_received?: { readonly bits_per_second?: number } };
  };
  const bits = value.end?.sum_received?.bits_per_second;
  if (bits === undefined) throw new Error(`iperf3: ${value.error ?? 'no figures'}`);
  return { gigabits: bits / 1e9 };
}
