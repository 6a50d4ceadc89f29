/** A connection that stays: like one to a database, it shows what a switch does to those that exist. */
import { connect } from 'node:net';
import { hostNowMs } from './host-clock.ts';
import type { HeldRecord } from './records.ts';
import type { LoadTarget } from './short-connection.ts';

const EVERY_MS = 250;

export interface HeldConnection {
  /** Ends it; that is no cut. */
  close(): void;
}

export function holdConnection(
  target: LoadTarget,
  id: number,
  tell: (record: HeldRecord) => void,
): HeldConnection {
  const socket = connect({ ...target, noDelay: true });
  let server: string | null = null;
  let closing = false;
  const timer = setInterval(() => socket.write('still here\n'), EVERY_MS);
  socket.setEncoding('latin1');
  socket.once('connect', () => socket.write('hello\n'));
  socket.on('data', (chunk: string) => {
    if (server !== null) return;
    server = chunk.trimEnd();
    tell({ id, event: 'opened', atMs: hostNowMs(), server });
  });
  // The close that follows tells.
  socket.on('error', () => undefined);
  socket.once('close', () => {
    clearInterval(timer);
    if (!closing) tell({ id, event: server === null ? 'failed' : 'cut', atMs: hostNowMs(), server });
  });
  return {
    close() {
      closing = true;
      socket.destroy();
    },
  };
}
