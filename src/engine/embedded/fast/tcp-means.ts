/** What all TCP connections of a thread share. */
import type { KeepAlive } from './keep-alive.ts';
import type { Libc } from '../../../net/libc/libc.ts';
import type { Loop } from './loop.ts';
import type { SockaddrRoom } from './sockaddr.ts';
import type { Pipes } from './pipes.ts';
import type { Seats } from './seats.ts';
import type { SystemSockets } from './system-sockets.ts';

export interface TcpMeans {
  readonly libc: Libc;
  readonly loop: Loop;
  readonly sockets: SystemSockets;
  readonly seats: Seats;
  readonly pipes: Pipes;
  readonly keepAlive: KeepAlive;
  /** One read's worth; nobody keeps anything here. */
  readonly scratch: Buffer;
  /** Where the kernel says who has come; read at once. */
  readonly from: SockaddrRoom;
}
