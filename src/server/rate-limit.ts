import { ApiError } from '../contract/api-error.ts';
import type { Clock } from '../lib/clock.ts';

/** So many calls a second with one access key and its sessions together, and as many at once after a quiet second. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #clock: Clock;
  /** Only keys that exist get here, so that strangers cannot fill it. */
  readonly #left = new Map<string, { readonly calls: number; readonly atMs: number }>();

  /** `perSecond` 0: no limit. */
  constructor(perSecond: number, clock: Clock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** Counts a call. Throws `ApiError` throttledUser when it is one too many. */
  take(accessKeyId: string): void {
    if (this.#perSecond === 0) return;
    const atMs = this.#clock.monotonic();
    const before = this.#left.get(accessKeyId) ?? { calls: this.#perSecond, atMs };
    const refilled = before.calls + ((atMs - before.atMs) / 1000) * this.#perSecond;
    const calls = Math.min(this.#perSecond, refilled);
    if (calls < 1) throw new ApiError('throttledUser', { limit: this.#perSecond });
    this.#left.set(accessKeyId, { calls: calls - 1, atMs });
  }
}
