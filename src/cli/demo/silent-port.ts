/**
 * Real silence without root. A stopped process alone is not silent: its kernel goes on completing handshakes until the
 * accept queue is full, so clients meet an open port that says nothing. Only with a full queue does the kernel drop
 * every SYN without an answer, which is what a dead host or a dropping firewall looks like. (Rejected: a packet filter
 * needs root; an unused address on loopback answers with a reset.) So the queue of the stopped process is filled with
 * connections of our own, which are kept until it may go on. Made as short as can be right before, it is full at once;
 * in normal service it is long, or a burst would meet silence as well.
 */
import { connect, type Socket } from 'node:net';
import { hostNowMs } from './host-clock.ts';
import type { LoadTarget } from './short-connection.ts';

/** In normal service: Node's default. */
export const LONG_BACKLOG = 511;
export const SHORT_BACKLOG = 0;

/** A handshake over loopback takes far less; without one for this long no more of them will come. */
const QUIET_MS = 20;
const AT_ONCE = 8;
const MOST = 2 * LONG_BACKLOG;

export interface SilentPort {
  /** From here on no handshake was completed. */
  readonly sinceMs: number;
  /** Lets go of the connections that fill the queue. */
  release(): void;
}

/** Rejects when the kernel goes on answering, or refuses: then there is no silence here. */
export async function fillAcceptQueue(target: LoadTarget): Promise<SilentPort> {
  const filling: Socket[] = [];
  const release = (): void => filling.forEach((socket) => socket.destroy());
  while (filling.length < MOST) {
    const wave = await openWave(target);
    const connected = wave.sockets.filter((socket) => !socket.connecting);
    filling.push(...connected);
    // SYNs of the others would be sent again and again, and get in when there is room.
    for (const socket of wave.sockets) if (socket.connecting) socket.destroy();
    // Only a whole wave without an answer proves it: the first one that waits may have been overtaken by a last accept.
    if (connected.length === 0) return { sinceMs: wave.sentMs, release };
  }
  release();
  throw new Error(`the kernel goes on accepting at ${target.host}:${target.port} for a stopped process`);
}

interface Wave {
  readonly sockets: readonly Socket[];
  readonly sentMs: number;
}

/** Opens many at once; resolves when no more of them get connected. */
function openWave(target: LoadTarget): Promise<Wave> {
  return new Promise((resolve, reject) => {
    const sockets: Socket[] = [];
    const settle = (): void => resolve({ sockets, sentMs });
    let quiet = setTimeout(settle, QUIET_MS);
    for (let count = 0; count < AT_ONCE; count += 1) {
      const socket = connect(target);
      socket.on('error', (error) => {
        clearTimeout(quiet);
        reject(error);
      });
      socket.once('connect', () => {
        clearTimeout(quiet);
        quiet = setTimeout(settle, QUIET_MS);
      });
      sockets.push(socket);
    }
    const sentMs = hostNowMs();
  });
}
