import { layouts } from '../bed/bed.ts';
import { parseFigures } from '../load/load.ts';
import { everyEngine, type TrafficMetric } from './metric.ts';

const OUTSTANDING = 32;

export const connections: TrafficMetric = {
  kind: 'traffic',
  id: 'connections',
  title: 'New connections',
  unit: 'connections/s',
  figure: 'perSecond',
  better: 'higher',
  more: [
    ['p50Us', 'p50, µs'],
    ['p99Us', 'p99, µs'],
    ['failed', 'failed'],
  ],
  how: `Closed loop, ${OUTSTANDING} outstanding: connect, GET, read 128 bytes, closed by the server. Everything on one core.`,
  layout: 'oneCore',
  measures: everyEngine,
  async measure({ bed, load, seconds }, { address, ports }) {
    const command = [load, 'closed', address, String(ports.http), String(seconds), String(OUTSTANDING)];
    return parseFigures(await bed.client.run(command, { cpus: layouts.oneCore.ends }));
  },
};
