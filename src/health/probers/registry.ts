/** The prober of each kind of check. */
import type { Clock } from '../../lib/clock.ts';
import type { Probers } from '../prober-types.ts';
import { httpProber } from './http.ts';
import { tcpProber } from './tcp.ts';
import { udpProber } from './udp.ts';

export function createProbers(clock: Clock): Probers {
  return {
    tcp: tcpProber(clock),
    http: httpProber(clock),
    udp: udpProber(clock),
  };
}
