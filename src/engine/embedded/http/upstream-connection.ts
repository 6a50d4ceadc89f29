/**
 * One connection to a server, which carries one request after another. Node's client gets the socket when it is
 * connected, since who is connected to, and for how long, is a `Dial`'s to decide.
 */
import { Agent, request } from 'node:http';
import type { ClientRequest, ClientRequestArgs, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Sink, Source } from '../plain/tcp-direction.ts';
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
  /** With what tells the length of the body, if there is one. */
  readonly headers: HeaderList;
  /** The other protocol that the headers ask for is welcome. */
  readonly upgrade: boolean;
}

/** What comes of a request, in this order; after `ended`, `upgraded` or `failed` nothing more. */
export interface ExchangeEvents {
  head(head: AnswerHead, source: Source): void;
  data(chunk: Buffer): void;
  ended(trailers: HeaderList): void;
  /** The server speaks another protocol from here on: the socket is the receiver's, and is paused. */
  upgraded(headers: HeaderList, socket: Socket): void;
  failed(): void;
}

export interface AnswerHead {
  readonly status: number;
  readonly message: string;
  readonly headers: HeaderList;
}

export class UpstreamConnection {
  readonly target: TargetState;
  /** Has carried a request before. */
  reused = false;
  /** Of the clock, when it was last given back. */
  idleSinceMs = 0;
  readonly #socket: Socket;
  readonly #agent: OneSocket;
  #request: ClientRequest | undefined;
  #readBefore = 0;

  constructor(socket: Socket, target: TargetState) {
    this.target = target;
    this.#socket = socket;
    this.#agent = new OneSocket(socket);
    // A server that ends an idle connection has ended both directions; only a tunnel has two.
    socket.allowHalfOpen = false;
    // What it reports is told to whoever has a request on it; without a handler it would end the process.
    socket.on('error', () => undefined);
  }

  /** Whether it can carry another request: the last one is sent and answered, and nobody has said anything since. */
  get usable(): boolean {
    const { destroyed, readableLength, bytesRead } = this.#socket;
    const isDone = this.#request?.writableFinished ?? true;
    return !destroyed && isDone && readableLength === 0 && bytesRead === this.#readBefore;
  }

  onClosed(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  /** The head is on its way; the body is written to what this returns, which is ended in any case. */
  send({ method, target, headers, upgrade }: OutgoingRequest, events: ExchangeEvents): Sink {
    const sent = request({
      agent: this.#agent,
      method,
      path: target,
      headers: headers.flat(),
      insecureHTTPParser: false,
      maxHeaderSize: maxHeadBytes,
    });
    this.#request = sent;
    sent.maxHeadersCount = 0;
    sent.on('response', (answer) => this.#answered(answer, events));
    if (upgrade)
      sent.on('upgrade', (answer, socket: Socket, head) => {
        socket.pause();
        socket.allowHalfOpen = true;
        if (head.length > 0) socket.unshift(head);
        events.upgraded(headersOf(answer.rawHeaders), socket);
      });
    sent.on('error', () => events.failed());
    sent.flushHeaders();
    return sent;
  }

  /** Whatever is under way on it fails. */
  destroy(): void {
    this.#agent.destroy();
    this.#socket.destroy();
  }

  #answered(answer: IncomingMessage, events: ExchangeEvents): void {
    const { statusCode = 0, statusMessage = '' } = answer;
    answer.on('data', (chunk: Buffer) => events.data(chunk));
    answer.on('error', () => events.failed());
    answer.on('end', () => {
      this.#readBefore = this.#socket.bytesRead;
      events.ended(headersOf(answer.rawTrailers));
    });
    const head = { status: statusCode, message: statusMessage, headers: headersOf(answer.rawHeaders) };
    events.head(head, answer);
  }
}

/** Keeps its one socket between requests, as the server wants it, and never makes another. */
class OneSocket extends Agent {
  #socket: Socket | undefined;

  constructor(socket: Socket) {
    super({ keepAlive: true, maxSockets: 1, timeout: idleForMs });
    this.#socket = socket;
  }

  override createConnection(
    _options: ClientRequestArgs,
    made?: (error: Error | null, socket: Duplex) => void,
  ): Duplex | undefined {
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) made?.(new Error('the connection has ended'), new Socket());
    return socket;
  }
}
