/**
 * Tells TLS from plain HTTP by the first byte, so that one port speaks both: some clients use HTTPS for part of their
 * calls whatever they are configured for.
 */
import type { Socket } from 'node:net';

/** First byte of a TLS record that carries a handshake (RFC 8446, 5.1). No HTTP method starts with it. */
const TLS_HANDSHAKE = 0x16;

/**
 * Calls `next` once with the protocol; the byte is back in the socket, which is paused. A client that ends, fails or
 * stays silent for `timeoutMs` is dropped without a call.
 */
export function detectProtocol(
  socket: Socket,
  timeoutMs: number,
  next: (protocol: 'http' | 'tls') => void,
): void {
  const drop = (): void => void socket.destroy();
  const onData = (first: Buffer): void => {
    socket.pause();
    socket.setTimeout(0);
    socket.off('timeout', drop).off('end', drop);
    socket.unshift(first);
    next(first[0] === TLS_HANDSHAKE ? 'tls' : 'http');
  };
  socket.setTimeout(timeoutMs);
  socket.on('timeout', drop).on('end', drop).once('data', onData);
}
