/** Bytes that both ends of a connection can make, so that each of them knows whether what it heard is what was said. */
import { Random } from '../../test/support/random.ts';

/** A prime, so that no buffer of anybody's is a part of it. */
const LENGTH = 1_048_583;
const SEED = 20_140_515;

/** Twice the same, so that a piece never has to be put together. */
const material = makeMaterial();

function makeMaterial(): Buffer {
  const random = new Random(SEED);
  const once = Buffer.from(Uint8Array.from({ length: LENGTH }, () => random.below(256)));
  return Buffer.concat([once, once]);
}

/** A place in the material that moves on with every byte. */
export class Reel {
  /** Bytes so far. */
  total = 0;
  readonly #start: number;

  constructor(start: number) {
    this.#start = start;
  }

  /** The next bytes; not to be written to. At most a megabyte. */
  next(length: number): Buffer {
    const at = (this.#start + this.total) % LENGTH;
    this.total += length;
    return material.subarray(at, at + length);
  }

  /** Whether these are the next bytes. */
  matches(chunk: Buffer): boolean {
    return this.next(chunk.length).equals(chunk);
  }
}
