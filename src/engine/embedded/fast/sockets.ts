/** The fast lane: sockets by system calls, on one loop. */
import type { Sockets } from '../transport-listeners.ts';
import { KeepAlive } from './keep-alive.ts';
import type { Libc } from '../../../net/libc/libc.ts';
import type { Loop } from './loop.ts';
import { Pipes } from './pipes.ts';
import { sockaddrRoom } from './sockaddr.ts';
import { SystemSockets } from './system-sockets.ts';
import { FastTcp } from './tcp-sockets.ts';
import { FastUdp } from './udp-sockets.ts';

const scratchBytes = 64 * 1024;

export function fastSockets(libc: Libc, loop: Loop): Sockets {
  const sockets = new SystemSockets(libc);
  const pipes = new Pipes(libc);
  const keepAlive = new KeepAlive(sockets, loop.clock);
  // Not from the pool: the kernel writes here, call after call.
  const scratch = Buffer.allocUnsafeSlow(scratchBytes);
  const from = sockaddrRoom();
  return {
    tcp: new FastTcp({ libc, loop, sockets, pipes, keepAlive, scratch, from }),
    udp: new FastUdp({ libc, loop, sockets, scratch, from }),
  };
}
