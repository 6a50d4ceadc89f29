/** The fast lane: sockets by system calls, on one loop. */
import type { Sockets } from '../transport-listeners.ts';
import { KeepAlive } from './keep-alive.ts';
import type { Loop } from './loop.ts';
import { Pipes } from './pipes.ts';
import { sockaddrRoom } from './sockaddr.ts';
import type { Seats } from './seats.ts';
import type { SystemSockets } from './system-sockets.ts';
import { FastTcp } from './tcp-sockets.ts';
import { FastUdp } from './udp-sockets.ts';

const scratchBytes = 64 * 1024;

export function fastSockets(loop: Loop, sockets: SystemSockets, seats: Seats): Sockets {
  const { libc } = sockets;
  const pipes = new Pipes(libc);
  const keepAlive = new KeepAlive(sockets, loop.clock);
  // Not from the pool: the kernel writes here, call after call.
  const scratch = Buffer.allocUnsafeSlow(scratchBytes);
  const from = sockaddrRoom();
  return {
    tcp: new FastTcp({ libc, loop, sockets, seats, pipes, keepAlive, scratch, from }),
    udp: new FastUdp({ libc, loop, sockets, seats, scratch, from }),
  };
}
