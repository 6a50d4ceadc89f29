/**
 * Source-address persistence: the target that served a client address last, while new connections keep coming within
 * the time-out. Bounded: the addresses seen longest ago are forgotten first.
 */
import type { Clock } from '../../lib/clock.ts';

interface Pin<T> {
  readonly target: T;
  readonly untilMs: number;
}

export const defaultMaxPins = 65_536;

export class Persistence<T> {
  readonly #clock: Clock;
  readonly #maxPins: number;
  /** In order of last use: a Map iterates in order of insertion. */
  readonly #pins = new Map<string, Pin<T>>();
  #timeoutMs: number;

  constructor(clock: Clock, timeoutMs: number, maxPins: number = defaultMaxPins) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#maxPins = maxPins;
  }

  /** 0 = off, and forgets everything. A new time-out counts for pins from their next use. */
  setTimeoutMs(timeoutMs: number): void {
    this.#timeoutMs = timeoutMs;
    if (timeoutMs === 0) this.#pins.clear();
  }

  /** The pinned target, if `usable` says that it may take connections; a pin that may not is forgotten. */
  find(source: string, usable: (target: T) => boolean): T | undefined {
    if (this.#timeoutMs === 0) return undefined;
    const pin = this.#pins.get(source);
    if (!pin) return undefined;
    if (pin.untilMs > this.#clock.monotonic() && usable(pin.target)) return pin.target;
    this.#pins.delete(source);
    return undefined;
  }

  /** Pins the source to the target that has just served it, and starts the time anew. */
  remember(source: string, target: T): void {
    if (this.#timeoutMs === 0) return;
    this.#pins.delete(source);
    this.#pins.set(source, { target, untilMs: this.#clock.monotonic() + this.#timeoutMs });
    if (this.#pins.size <= this.#maxPins) return;
    for (const oldest of this.#pins.keys()) {
      this.#pins.delete(oldest);
      return;
    }
  }

  get size(): number {
    return this.#pins.size;
  }
}
