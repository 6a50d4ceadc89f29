/** A stream of a client of HTTP/2, as an exchange sees it. */
import { constants } from 'node:http2';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Readable } from 'node:stream';
import type { Client } from '../client.ts';
import type { Sink } from '../plain/tcp-direction.ts';
import type { ClientSide } from './client-side.ts';
import { headersOf } from './header-list.ts';
import type { HeaderList } from './header-list.ts';
import { hasNoBody, headersFor } from './answer-headers.ts';
import type { RequestHead } from './request-check.ts';

export class Http2Client implements ClientSide {
  readonly from: Client;
  readonly head: RequestHead;
  readonly body: Readable;
  readonly sink: Sink;
  readonly #stream: ServerHttp2Stream;
  #trailers: HeaderList = [];

  constructor(stream: ServerHttp2Stream, head: RequestHead, from: Client) {
    this.from = from;
    this.head = head;
    this.body = stream;
    this.sink = stream;
    this.#stream = stream;
    // That a client has gone is told by `close`.
    stream.on('error', () => undefined);
    stream.on('wantTrailers', () => stream.sendTrailers(joined(this.#trailers)));
  }

  sendContinue(): void {
    if (!this.#isGone && !this.#stream.headersSent) this.#stream.additionalHeaders({ ':status': 100 });
  }

  last(): void {
    // A stream that makes no sense says nothing against the others.
  }

  begin(status: number, _message: string, headers: HeaderList): void {
    if (this.#isGone) return;
    const isEmpty = hasNoBody(this.head.method, status);
    const fields = { ...joined(headersFor(this.head, status, headers)), ':status': status };
    this.#stream.respond(fields, isEmpty ? { endStream: true } : { waitForTrailers: true });
  }

  /** Taken back while its body is held up, it is told of by `close` only when somebody reads on; to answer it throws. */
  get #isGone(): boolean {
    return this.#stream.closed || this.#stream.destroyed;
  }

  trailers(headers: HeaderList): void {
    this.#trailers = headers;
  }

  cut(): void {
    this.#stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  }

  onClosed(listener: () => void): void {
    this.#stream.once('close', listener);
  }
}

export function headOfStream(
  headers: IncomingHttpHeaders,
  flat: readonly string[],
  endsHere: boolean,
): RequestHead {
  const authority = headers[':authority'];
  return {
    method: headers[':method'] ?? '',
    target: headers[':path'] ?? '',
    version: '2.0',
    headers: headersOf(flat).filter(([name]) => !name.startsWith(':')),
    ...(typeof authority === 'string' && { authority }),
    endsHere,
  };
}

/** Small letters, and a list where a header comes several times. */
function joined(headers: HeaderList): OutgoingHttpHeaders {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = fields[key];
    if (before === undefined) fields[key] = value;
    else fields[key] = typeof before === 'string' ? [before, value] : [...before, value];
  }
  return fields;
}
