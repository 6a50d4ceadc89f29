/** Ends and resets of sockets, told apart where node does not tell them apart. */
import type { Socket } from 'node:net';

/** Closes a socket so that the other side sees a reset (RST), not a normal end. Safe in any state, any number of times. */
export function resetSocket(socket: Socket): void {
  if (socket.destroyed) return;
  if (socket.connecting) {
    socket.destroy();
    return;
  }
  // While a FIN is on its way out of libuv (one turn of the event loop) it answers a reset with EINVAL, and node then
  // leaks the descriptor; `finish` is emitted right after, before the stream destroys itself.
  const shuttingDown = socket.writableEnded && !socket.writableFinished && socket.writableLength === 0;
  if (shuttingDown) socket.once('finish', () => socket.resetAndDestroy());
  else socket.resetAndDestroy();
}

/**
 * Calls `ended` for an end that is one. libuv reports a reset that comes together with the last data as an end; the
 * kernel knows better, and says so when it is handed nothing to send: then the socket emits an error instead.
 */
export function confirmEnd(socket: Socket, ended: () => void): void {
  // Data on its way out asks the same question. A side that we have ended ourselves can be asked nothing any more.
  if (socket.writableEnded || socket.writableLength > 0) {
    ended();
    return;
  }
  socket.write('', (error) => {
    if (!error) ended();
  });
}
