/** A client of HTTP/1, as an exchange sees it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Client } from '../client.ts';
import type { Sink } from '../plain/tcp-direction.ts';
import { headersFor } from './answer-headers.ts';
import type { ClientConnection } from './client-connection.ts';
import type { ClientSide } from './client-side.ts';
import { headersOf } from './header-list.ts';
import type { HeaderList } from './header-list.ts';
import type { RequestHead } from './request-check.ts';

export class Http1Client implements ClientSide {
  readonly from: Client;
  readonly head: RequestHead;
  readonly body: Readable;
  readonly sink: Sink;
  readonly #response: ServerResponse;
  readonly #connection: ClientConnection;
  readonly #isLast: () => boolean;

  /** `isLast`: the connection is to end with the answer. */
  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    connection: ClientConnection,
    isLast: () => boolean,
  ) {
    this.from = connection.from;
    this.head = headOf(request);
    this.body = request;
    this.sink = response;
    this.#response = response;
    this.#connection = connection;
    this.#isLast = isLast;
    // That a client has gone is told by `close`.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
  }

  sendContinue(): void {
    if (!this.#response.headersSent) this.#response.writeContinue();
  }

  last(): void {
    this.#response.shouldKeepAlive = false;
  }

  begin(status: number, message: string, headers: HeaderList): void {
    if (this.#isLast()) this.last();
    this.#response.writeHead(status, message, headersFor(this.head, status, headers).flat());
    // An answer that begins is seen to begin.
    this.#response.flushHeaders();
  }

  trailers(headers: HeaderList): void {
    this.#response.addTrailers(headers.map(([name, value]): [string, string] => [name, value]));
  }

  cut(): void {
    this.#connection.cut();
  }

  onClosed(listener: () => void): void {
    // An answer that waits for another one is not told of the end of its connection.
    const forget = this.#connection.onGone(() => tell());
    let told = false;
    const tell = (): void => {
      forget();
      if (!told) listener();
      told = true;
    };
    this.#response.once('close', tell);
  }
}

export function headOf(request: IncomingMessage): RequestHead {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    version: request.httpVersion === '1.1' || request.httpVersion === '1.0' ? request.httpVersion : 'other',
    headers: headersOf(request.rawHeaders),
  };
}
