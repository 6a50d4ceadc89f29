/**
 * An answer on its way to a client: as fast as the client takes it and the listener's bandwidth allows, compressed on
 * the way if need be. The server is read no further meanwhile.
 */
import { constants, createGzip } from 'node:zlib';
import type { Gzip } from 'node:zlib';
import type { Bandwidth } from '../bandwidth.ts';
import { TcpDirection } from '../plain/tcp-direction.ts';
import type { Sink, Source } from '../plain/tcp-direction.ts';
import type { ClientSide } from './client-side.ts';
import type { HeaderList } from './header-list.ts';

export class Answer {
  readonly #client: ClientSide;
  readonly #source: Source;
  readonly #direction: TcpDirection;
  readonly #gzip: Gzip | undefined;
  #trailers: HeaderList = [];

  constructor(
    client: ClientSide,
    source: Source,
    { bandwidth, moved, gzip }: { bandwidth: Bandwidth; moved: () => void; gzip: boolean },
  ) {
    this.#client = client;
    this.#source = source;
    // Each piece goes out as it comes: an answer may be a stream that its reader follows.
    this.#gzip = gzip ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : undefined;
    this.#direction = new TcpDirection(this.#gzip ?? source, this.#sink(), bandwidth, moved);
    this.#gzip?.on('data', (chunk: Buffer) => this.#direction.push(chunk));
    this.#gzip?.on('end', () => this.#direction.end());
    this.#gzip?.on('drain', () => source.resume());
    // Only what has been given up fails.
    this.#gzip?.on('error', () => client.cut());
  }

  push(chunk: Buffer): void {
    if (!this.#gzip) this.#direction.push(chunk);
    else if (!this.#gzip.write(chunk)) this.#source.pause();
  }

  end(trailers: HeaderList): void {
    this.#trailers = trailers;
    if (this.#gzip) this.#gzip.end();
    else this.#direction.end();
  }

  /** Nothing goes on any more. */
  stop(): void {
    this.#direction.stop();
    this.#gzip?.removeAllListeners('data').destroy();
  }

  #sink(): Sink {
    const { sink } = this.#client;
    return {
      write: (chunk) => sink.write(chunk),
      end: () => {
        if (this.#trailers.length > 0) this.#client.trailers(this.#trailers);
        sink.end();
      },
      get writableNeedDrain() {
        return sink.writableNeedDrain;
      },
      on: (event, listener) => sink.on(event, listener),
    };
  }
}
