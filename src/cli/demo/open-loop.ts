/**
 * When connections begin: at a fixed rate, whatever became of the ones before. A client that waits for answers
 * slows down exactly when there is something to measure. Pure: the caller says what time it is.
 */
export class OpenLoop {
  readonly #startMs: number;
  readonly #intervalMs: number;
  #begun = 0;

  constructor(ratePerSecond: number, startMs: number) {
    this.#startMs = startMs;
    this.#intervalMs = 1_000 / ratePerSecond;
  }

  /** Due times of everything that should have begun by now and has not yet. */
  due(nowMs: number): readonly number[] {
    const times: number[] = [];
    for (;;) {
      const dueMs = this.nextMs;
      if (dueMs > nowMs) return times;
      this.#begun += 1;
      times.push(dueMs);
    }
  }

  get nextMs(): number {
    return this.#startMs + this.#begun * this.#intervalMs;
  }
}
