/**
 * One connection to a server, which carries one request after another. The only file that knows undici: it gets the
 * socket when it is connected, since who is connected to, and for how long, is a `Dial`'s to decide.
 */
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import UndiciClient from 'undici/lib/dispatcher/client.js';
import { formatEndpoint } from '../../../net/endpoint.ts';
import type { Source } from '../plain/tcp-direction.ts';
import type { TargetState } from '../target-state.ts';
import { headersOf } from './header-list.ts';
import type { HeaderList } from './header-list.ts';

/** What a server may say in its head. */
const maxHeadBytes = 64 * 1024;
/** A server that does not say how long it keeps an idle connection keeps it for longer than this. */
const idleForMs = 4_000;

export interface OutgoingRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Readable | null;
  /** Protocol that is asked for instead of HTTP. */
  readonly upgrade: string | null;
}

/** What comes of a request, in this order; after `ended`, `upgraded` or `failed` nothing more. */
export interface ExchangeEvents {
  /** From here on the server may have seen something of it. */
  sending(source: Source): void;
  head(status: number, message: string, headers: HeaderList): void;
  data(chunk: Buffer): void;
  ended(trailers: HeaderList): void;
  /** The server speaks another protocol from here on: the socket is the receiver's, and is paused. */
  upgraded(headers: HeaderList, socket: Socket): void;
  failed(error: unknown): void;
}

export class UpstreamConnection {
  readonly target: TargetState;
  /** Has carried a request before. */
  reused = false;
  /** Of the clock, when it was last given back. */
  idleSinceMs = 0;
  readonly #socket: Socket;
  readonly #client: InstanceType<typeof UndiciClient>;
  #handedOver = false;

  constructor(socket: Socket, target: TargetState) {
    this.target = target;
    this.#socket = socket;
    // What it reports is told to whoever has a request on it; without a handler it would end the process.
    socket.on('error', () => undefined);
    this.#client = new UndiciClient(`http://${formatEndpoint(target.planned)}`, {
      connect: (_options, connected) => {
        // Once: a connection that has ended is not made anew here. Not at once: the client is not ready to be told.
        const first = !this.#handedOver;
        this.#handedOver = true;
        queueMicrotask(() => {
          if (first) connected(null, socket);
          else connected(Object.assign(new Error('the connection has ended'), { code: 'ECONNRESET' }), null);
        });
      },
      allowH2: false,
      // Told by the exchange's own clock.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: idleForMs,
      maxHeaderSize: maxHeadBytes,
    });
  }

  get usable(): boolean {
    return !this.#socket.destroyed;
  }

  onClosed(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  send(request: OutgoingRequest, events: ExchangeEvents): void {
    const { method, target: path, headers, body, upgrade } = request;
    const options = { method, path, headers: headers.flat(), body, upgrade };
    this.#client.dispatch(options, handlerOf(events, this.#socket));
  }

  /** Whatever is under way on it fails. */
  destroy(): void {
    void this.#client.destroy(new Error('cut'));
    this.#socket.destroy();
  }
}

function handlerOf(events: ExchangeEvents, socket: Socket): Dispatcher.DispatchHandler {
  let over = false;
  return {
    onRequestStart(controller) {
      events.sending({
        pause: () => controller.pause(),
        // Not from within another server's parser: undici has one for all.
        resume: () => queueMicrotask(() => controller.resume()),
      });
    },
    onResponseStart(controller, status, _headers, message) {
      // Interim answers are of one connection's concern (103 would be worth passing on).
      if (status < 200) return;
      events.head(status, message ?? '', rawHeaders(controller.rawHeaders));
      // A length belongs to the answer that this one stands for; undici waits for so many bytes, and fails.
      if (status !== 204 && status !== 304) return;
      over = true;
      events.ended([]);
    },
    onResponseData(_controller, chunk) {
      events.data(chunk);
    },
    onResponseEnd(controller) {
      if (!over) events.ended(rawHeaders(controller.rawTrailers));
    },
    onRequestUpgrade(controller) {
      socket.pause();
      events.upgraded(rawHeaders(controller.rawHeaders), socket);
    },
    onResponseError(_controller, error) {
      if (!over) events.failed(error);
    },
  };
}

/** Names and values in turn, as bytes. */
function rawHeaders(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  if (!Array.isArray(raw)) return [];
  return headersOf(raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1'))));
}
