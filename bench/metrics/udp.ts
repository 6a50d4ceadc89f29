import { addresses, layouts } from '../bed/bed.ts';
import { serverPorts } from '../bed/servers.ts';
import { parseFigures } from '../load/load.ts';
import { type TrafficMetric, withUdp } from './metric.ts';

const FLOWS = 16;
const OUTSTANDING = 4;

export const udpRoundTrips: TrafficMetric = {
  kind: 'traffic',
  id: 'udp-round-trips',
  title: 'UDP round trips',
  unit: 'round trips/s',
  figure: 'perSecond',
  better: 'higher',
  more: [
    ['p50Us', 'p50, µs'],
    ['p99Us', 'p99, µs'],
  ],
  how: `64 bytes echoed, ${FLOWS} flows with ${OUTSTANDING} outstanding each. Everything on one core.`,
  layout: 'oneCore',
  measures: withUdp,
  async measure({ bed, load, seconds }, { address, ports }) {
    const amounts = [String(seconds), String(FLOWS), String(OUTSTANDING)];
    const command = [load, 'udp-echo', address, String(ports.echo), ...amounts];
    return parseFigures(await bed.client.run(command, { cpus: layouts.oneCore.ends }));
  },
};

export const udpOneWay: TrafficMetric = {
  kind: 'traffic',
  notQuick: true,
  id: 'udp-one-way',
  title: 'UDP one way',
  unit: 'packets/s',
  figure: 'perSecond',
  better: 'higher',
  more: [['sent', 'sent']],
  how: `64 bytes, as many as can be sent on ${FLOWS} flows; what arrives counts. Everything on one core.`,
  layout: 'oneCore',
  measures: withUdp,
  async measure({ bed, load, seconds }, { address, ports }) {
    const sink = [addresses.server1, String(serverPorts.sink)];
    const amounts = [String(seconds), String(FLOWS)];
    const command = [load, 'udp-blast', address, String(ports.sink), ...sink, ...amounts];
    return parseFigures(await bed.client.run(command, { cpus: layouts.oneCore.ends }));
  },
};
