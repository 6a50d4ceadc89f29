/** Where a request came in and what it said of itself, as plain values. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Arrival } from './pipeline.ts';

export function arrivalOf(socket: Socket): Arrival {
  return {
    localHost: `${bracketed(socket.localAddress ?? '')}:${socket.localPort ?? 0}`,
    peer: socket.remoteAddress ?? '',
  };
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

export function headersOf(request: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
