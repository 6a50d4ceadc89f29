/** Cuts a byte stream into lines, across chunks and inside multi-byte characters; linear even for very long lines. */
import { StringDecoder } from 'node:string_decoder';
import { EngineError } from '../engine.ts';

export class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  readonly #maxLength: number;
  #parts: string[] = [];
  #length = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** The lines completed by this chunk. Throws `EngineError` (protocol) when a line grows beyond the limit. */
  push(chunk: Buffer): readonly string[] {
    const pieces = this.#decoder.write(chunk).split('\n');
    const lines: string[] = [];
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        lines.push(this.#parts.join(''));
        this.#parts = [];
        this.#length = 0;
      }
      this.#parts.push(piece);
      this.#length += piece.length;
    }
    if (this.#length > this.#maxLength) {
      throw new EngineError('protocol', `A control message is longer than ${this.#maxLength} characters.`);
    }
    return lines;
  }
}
