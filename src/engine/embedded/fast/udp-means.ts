/** What all UDP sockets of a thread share. */
import type { Libc } from '../../../net/libc/libc.ts';
import type { Loop } from './loop.ts';
import type { SockaddrRoom } from './sockaddr.ts';
import type { Seats } from './seats.ts';
import type { SystemSockets } from './system-sockets.ts';

export interface UdpMeans {
  readonly libc: Libc;
  readonly loop: Loop;
  readonly sockets: SystemSockets;
  readonly seats: Seats;
  /** Room for the largest datagram; nobody keeps anything here. */
  readonly scratch: Buffer;
  /** Where the kernel says who has sent it; read at once. */
  readonly from: SockaddrRoom;
}
