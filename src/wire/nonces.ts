import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';

/** A request stamped as far ahead as is allowed stays valid for twice the window; one minute is to spare. */
const REMEMBER_MS = 31 * 60_000;
const MAX_NONCES = 200_000;

/** Nonces seen with a right signature. Beyond the bound the oldest are forgotten first. */
export class Nonces {
  readonly #seen: LRUCache<string, true>;

  constructor(clock: Clock, options: { readonly max?: number } = {}) {
    this.#seen = new LRUCache({
      // Not `max`, which takes all of the memory at the start.
      maxSize: options.max ?? MAX_NONCES,
      sizeCalculation: () => 1,
      ttl: REMEMBER_MS,
      ttlResolution: 0,
      // The library takes a time of 0 for none.
      perf: { now: () => clock.monotonic() + 1 },
    });
  }

  /** False when the key has used the nonce before. */
  use(accessKeyId: string, nonce: string): boolean {
    // Hashed, so that long nonces take no more memory than short ones.
    const key = createHash('sha256').update(`${accessKeyId}\n${nonce}`).digest('base64');
    if (this.#seen.has(key)) return false;
    this.#seen.set(key, true);
    return true;
  }
}
