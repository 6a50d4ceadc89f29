/** What a client sends behind its request, on its way to a server: held back until somebody reads it. */
import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import type { Bandwidth } from '../bandwidth.ts';
import { TcpDirection } from '../plain/tcp-direction.ts';

export class RequestBody {
  /** For the server. Destroyed when the client goes away in the middle. */
  readonly stream: Readable;
  /** Something has been taken of it: it cannot be sent again. */
  touched = false;
  readonly #direction: TcpDirection;
  readonly #detach: () => void;

  constructor(from: Readable, bandwidth: Bandwidth, moved: () => void) {
    const pass = new PassThrough();
    this.stream = pass;
    // It is destroyed with the exchange, and whoever reads it is told by other means.
    pass.on('error', () => undefined);
    this.#direction = new TcpDirection(from, pass, bandwidth, moved);
    const onData = (chunk: Buffer): void => {
      this.touched = true;
      this.#direction.push(chunk);
    };
    const onEnd = (): void => this.#direction.end();
    const onClose = (): void => {
      if (!from.readableEnded) pass.destroy(new Error('the client has gone'));
    };
    from.on('data', onData).on('end', onEnd).on('close', onClose);
    this.#detach = () => from.off('data', onData).off('end', onEnd).off('close', onClose);
    // It may have ended while nobody looked.
    if (from.readableEnded) onEnd();
  }

  /** Nothing goes on any more; what the client still sends is nobody's. */
  stop(): void {
    this.#detach();
    this.#direction.stop();
    this.stream.destroy();
  }
}
