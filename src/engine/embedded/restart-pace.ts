/** How soon a process that died is started again: at once the first time, later and later when it keeps dying. */
import type { Clock } from '../../lib/clock.ts';

const firstDelayMs = 100;
const maxDelayMs = 5000;
/** A process that lasted this long is given a fresh start. */
const goodRunMs = 10_000;

export class RestartPace {
  readonly #clock: Clock;
  #lastMs: number | undefined;
  #delayMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Called at each death; how long to wait before the next start. */
  nextDelayMs(): number {
    const nowMs = this.#clock.monotonic();
    const quiet = this.#lastMs === undefined || nowMs - this.#lastMs - this.#delayMs >= goodRunMs;
    this.#delayMs = quiet ? 0 : Math.min(maxDelayMs, Math.max(firstDelayMs, this.#delayMs * 2));
    this.#lastMs = nowMs;
    return this.#delayMs;
  }
}
