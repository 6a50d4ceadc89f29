/** The plain lane: Node's own sockets, everywhere that Node runs. */
import type { Sockets } from '../transport-listeners.ts';
import { plainTcp } from './tcp-sockets.ts';
import { plainUdp } from './udp-sockets.ts';

export const plainSockets: Sockets = { tcp: plainTcp, udp: plainUdp };
