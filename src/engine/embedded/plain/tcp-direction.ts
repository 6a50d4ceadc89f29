/**
 * One direction of a TCP connection: bytes go on as fast as the other side takes them and the listener's bandwidth
 * allows. What may not go on yet is held here, one read's worth, and the side it came from is not read meanwhile.
 */
import type { Bandwidth, Sender } from '../bandwidth.ts';

/** What is read: a socket, or an answer of a server. */
export interface Source {
  pause(): unknown;
  resume(): unknown;
}

/** What is written, as a stream of Node's. */
export interface Sink {
  /** False: enough for now; `drain` says when there is room again. */
  write(chunk: Buffer): boolean;
  end(): unknown;
  readonly writableNeedDrain: boolean;
  on(event: 'drain', listener: () => void): unknown;
}

export class TcpDirection implements Sender {
  readonly #from: Source;
  readonly #to: Sink;
  readonly #bandwidth: Bandwidth;
  /** Bytes have gone on. */
  readonly #moved: () => void;
  #held: Buffer[] = [];
  #ended = false;

  constructor(from: Source, to: Sink, bandwidth: Bandwidth, moved: () => void) {
    this.#from = from;
    this.#to = to;
    this.#bandwidth = bandwidth;
    this.#moved = moved;
    to.on('drain', () => this.#drained());
  }

  push(chunk: Buffer): void {
    this.#moved();
    const passing = this.#held.length > 0 ? 0 : this.#bandwidth.take(chunk.length);
    if (passing === chunk.length) {
      if (!this.#to.write(chunk)) this.#from.pause();
      return;
    }
    this.#from.pause();
    if (passing > 0) this.#to.write(chunk.subarray(0, passing));
    this.#held.push(chunk.subarray(passing));
    this.#bandwidth.wait(this);
  }

  /** The side that is read has ended: the other one learns it behind everything held. */
  end(): void {
    this.#ended = true;
    if (this.#held.length === 0) this.#to.end();
  }

  /** Nothing goes on any more. */
  stop(): void {
    this.#held = [];
    this.#bandwidth.leave(this);
  }

  get waiting(): boolean {
    return this.#held.length > 0 && !this.#to.writableNeedDrain;
  }

  grant(limitBytes: number): number {
    // Its place in line is gone; the side that takes nothing now asks for a new one when it does.
    if (!this.waiting) return 0;
    let sent = 0;
    while (sent < limitBytes) {
      const [first] = this.#held;
      if (!first) break;
      const part = first.subarray(0, limitBytes - sent);
      sent += part.length;
      if (part.length === first.length) this.#held.shift();
      else this.#held[0] = first.subarray(part.length);
      this.#to.write(part);
    }
    this.#moved();
    if (this.#held.length === 0) this.#emptied();
    return sent;
  }

  #emptied(): void {
    if (this.#ended) this.#to.end();
    else if (!this.#to.writableNeedDrain) this.#from.resume();
  }

  #drained(): void {
    if (this.#held.length > 0) this.#bandwidth.wait(this);
    else if (!this.#ended) this.#from.resume();
  }
}
