/** A token bucket: short bursts pass whole, a flood is thinned. */
export class Allowance {
  readonly #burst: number;
  readonly #perSecond: number;
  #left: number;
  #atMs: number | undefined;

  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
  }

  /** True when one more may pass at `nowMs`, a time that never goes backwards. */
  spend(nowMs: number): boolean {
    const earned = ((nowMs - (this.#atMs ?? nowMs)) * this.#perSecond) / 1000;
    this.#left = Math.min(this.#burst, this.#left + earned);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
