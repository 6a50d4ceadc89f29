/**
 * Finds what has been idle too long by looking at everything now and then: one timer a listener instead of one a
 * connection. Something idle is found at most an eighth of the time-out late.
 */
import type { Clock, Timer } from '../../lib/clock.ts';

export class IdleSweep {
  readonly #clock: Clock;
  readonly #sweep: (idleSinceMs: number) => boolean;
  #timeoutMs: number | null = null;
  #timer: Timer | undefined;
  #wanted = false;

  /** `sweep` ends what has not moved since the monotonic time given, and says whether anything is left to watch. */
  constructor(clock: Clock, sweep: (idleSinceMs: number) => boolean) {
    this.#clock = clock;
    this.#sweep = sweep;
  }

  /** Null: nothing is ever idle too long. */
  setTimeoutMs(timeoutMs: number | null): void {
    if (timeoutMs === this.#timeoutMs) return;
    this.#timeoutMs = timeoutMs;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#wanted) this.#arm();
  }

  /** There is something to watch. */
  wake(): void {
    this.#wanted = true;
    if (!this.#timer) this.#arm();
  }

  stop(): void {
    this.#wanted = false;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #arm(): void {
    const timeoutMs = this.#timeoutMs;
    if (timeoutMs === null) return;
    const everyMs = Math.min(5000, Math.max(10, timeoutMs / 8));
    this.#timer = this.#clock.setTimer(everyMs, () => {
      this.#timer = undefined;
      this.#wanted = this.#sweep(this.#clock.monotonic() - timeoutMs);
      if (this.#wanted) this.#arm();
    });
  }
}
