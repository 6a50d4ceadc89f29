/**
 * A long loop in slices: `await slices.next()` in each round lets the rest of the program have its turn now and then,
 * so that ten thousand of something never hold up a verdict or a call.
 */
const sliceMs = 5;

export class Slices {
  #sinceMs = performance.now();

  /** Resolves at once while the slice lasts. */
  async next(): Promise<void> {
    if (performance.now() - this.#sinceMs < sliceMs) return;
    await new Promise(setImmediate);
    this.#sinceMs = performance.now();
  }
}
