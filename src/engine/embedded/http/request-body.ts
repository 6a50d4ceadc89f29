/** What a client sends behind its request, on its way to a server: as fast as that one takes it. */
import type { Readable } from 'node:stream';
import type { Bandwidth } from '../bandwidth.ts';
import { TcpDirection } from '../plain/tcp-direction.ts';
import type { Sink } from '../plain/tcp-direction.ts';

export class RequestBody {
  readonly #direction: TcpDirection;
  readonly #detach: () => void;

  constructor(from: Readable, to: Sink, bandwidth: Bandwidth, moved: () => void) {
    this.#direction = new TcpDirection(from, to, bandwidth, moved);
    const onData = (chunk: Buffer): void => this.#direction.push(chunk);
    const onEnd = (): void => this.#direction.end();
    from.on('data', onData).on('end', onEnd);
    this.#detach = () => from.off('data', onData).off('end', onEnd);
    // It may have ended while nobody looked.
    if (from.readableEnded) onEnd();
  }

  /** Nothing goes on any more; what the client still sends is nobody's. */
  stop(): void {
    this.#detach();
    this.#direction.stop();
  }
}
