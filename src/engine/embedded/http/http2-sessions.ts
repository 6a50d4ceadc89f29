/** The HTTP/2 sessions of a listener's clients: each stream is a request. */
import { performServerHandshake } from 'node:http2';
import type { IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { Client } from '../client.ts';
import type { ClientSide } from './client-side.ts';
import { Http2Client, headOfStream } from './http2-client.ts';

type StreamListener = (
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  flags: number,
  rawHeaders: readonly string[],
) => void;

const maxStreams = 100;
const maxHeadBytes = 64 * 1024;
/** NGHTTP2_FLAG_END_STREAM. */
const endOfStream = 1;

export class Http2Sessions {
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #take: (client: ClientSide) => void;
  #idleTimeoutMs: number;

  constructor(idleTimeoutMs: number, take: (client: ClientSide) => void) {
    this.#idleTimeoutMs = idleTimeoutMs;
    this.#take = take;
  }

  /** Counts for sessions that come later. */
  setIdleTimeoutMs(timeoutMs: number): void {
    this.#idleTimeoutMs = timeoutMs;
  }

  open(socket: Socket, from: Client): void {
    const session = performServerHandshake(socket, {
      settings: { maxConcurrentStreams: maxStreams, maxHeaderListSize: maxHeadBytes, enablePush: false },
    });
    this.#sessions.add(session);
    session.on('error', () => session.destroy());
    session.on('close', () => this.#sessions.delete(session));
    // Says that no stream will be taken any more, and lets those that are there end.
    session.setTimeout(this.#idleTimeoutMs, () => session.close());
    const onStream: StreamListener = (stream, headers, flags, rawHeaders) => {
      const head = headOfStream(headers, rawHeaders, (flags & endOfStream) !== 0);
      this.#take(new Http2Client(stream, head, from));
    };
    session.on('stream', onStream);
  }

  /** Asks all to go: streams that are there end, new ones are not taken. */
  leave(): void {
    for (const session of this.#sessions) session.close();
  }

  close(): void {
    for (const session of this.#sessions) session.destroy();
  }
}
