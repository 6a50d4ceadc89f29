/**
 * A client that asks for another protocol: what it says behind its request is no HTTP, so Node gives the socket away. The
 * answer is written by hand; the connection ends with it, or becomes a tunnel.
 */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Client } from '../client.ts';
import type { Sink } from '../plain/tcp-direction.ts';
import { headersFor } from './answer-headers.ts';
import type { ClientConnection } from './client-connection.ts';
import type { ClientSide } from './client-side.ts';
import type { HeaderList } from './header-list.ts';
import { headOf } from './http1-client.ts';
import { headText } from './own-answers.ts';
import type { RequestHead } from './request-check.ts';

export class RawClient implements ClientSide {
  readonly from: Client;
  readonly head: RequestHead;
  readonly body: Readable = Readable.from([]);
  readonly sink: Sink;
  readonly tunnel: Socket;
  readonly #connection: ClientConnection;

  constructor(request: IncomingMessage, socket: Socket, connection: ClientConnection) {
    this.from = connection.from;
    this.head = headOf(request);
    this.sink = lastOf(socket);
    this.tunnel = socket;
    this.#connection = connection;
    socket.on('error', () => undefined);
    // Only a reader learns that a client has gone; what it says already is kept for the tunnel.
    socket.pause();
  }

  sendContinue(): void {
    // Such a request has no body.
  }

  last(): void {
    // It always is.
  }

  begin(status: number, message: string, headers: HeaderList): void {
    const connection = status === 101 ? 'Upgrade' : 'close';
    const sent = [...headersFor(this.head, status, headers), ['Connection', connection] as const];
    if (status !== 101) this.tunnel.resume();
    this.tunnel.write(headText(status, message, sent), 'latin1');
  }

  trailers(): void {
    // Nothing can follow a body that ends with its connection.
  }

  cut(): void {
    this.#connection.cut();
  }

  onClosed(listener: () => void): void {
    this.tunnel.once('close', listener);
  }
}

/** The connection ends with the answer, whether its client ends it or not. */
function lastOf(socket: Socket): Sink {
  return {
    write: (chunk) => socket.write(chunk),
    end: () => socket.end(() => socket.destroySoon()),
    get writableNeedDrain() {
      return socket.writableNeedDrain;
    },
    on: (event, listener) => socket.on(event, listener),
  };
}
