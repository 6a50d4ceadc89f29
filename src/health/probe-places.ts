/**
 * How many probes may be busy at once, so that thousands of checks never become one burst of connects. A probe
 * takes a place when it starts and normally keeps it to its end. When others wait, a place is taken back from a
 * probe that has been silent for `holdMs`: it costs no more than a descriptor by then, and targets that do not
 * answer (or UDP checks, which are healthy by silence) must not delay the verdicts on all others. `maxOpen`
 * bounds the descriptors.
 */
import type { Clock, Timer } from '../lib/clock.ts';

export interface ProbeLimits {
  readonly maxBusy: number;
  readonly maxOpen: number;
  readonly holdMs: number;
}

export const defaultProbeLimits: ProbeLimits = { maxBusy: 512, maxOpen: 4096, holdMs: 250 };

export interface Place {
  /** Gives the place back, or stops waiting for one. Calling it again does nothing. */
  leave(): void;
}

interface Claim extends Place {
  readonly start: () => void;
}

export class ProbePlaces {
  readonly #clock: Clock;
  readonly #limits: ProbeLimits;
  /** Sets keep the order of arrival and forget a claim in constant time. */
  readonly #urgent = new Set<Claim>();
  readonly #waiting = new Set<Claim>();
  /** By start, oldest first, with the monotonic time of the start. */
  readonly #busy = new Map<Claim, number>();
  readonly #silent = new Set<Claim>();
  #reclaim: Timer | undefined;

  constructor(clock: Clock, limits: ProbeLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Calls `start` once, now or when a place is free: first come, first served, the urgent ones before the others. */
  request(start: () => void, urgent: boolean): Place {
    const claim: Claim = { start, leave: () => this.#leave(claim) };
    (urgent ? this.#urgent : this.#waiting).add(claim);
    this.#admit();
    return claim;
  }

  #leave(claim: Claim): void {
    this.#urgent.delete(claim);
    this.#waiting.delete(claim);
    this.#busy.delete(claim);
    this.#silent.delete(claim);
    this.#admit();
  }

  #admit(): void {
    while (this.#hasRoom()) {
      const claim = this.#takeNext();
      if (!claim) break;
      this.#busy.set(claim, this.#clock.monotonic());
      claim.start();
    }
    this.#planReclaim();
  }

  #hasRoom(): boolean {
    const { maxBusy, maxOpen } = this.#limits;
    return this.#busy.size < maxBusy && this.#busy.size + this.#silent.size < maxOpen;
  }

  #takeNext(): Claim | undefined {
    for (const queue of [this.#urgent, this.#waiting]) {
      for (const claim of queue) {
        queue.delete(claim);
        return claim;
      }
    }
    return undefined;
  }

  #planReclaim(): void {
    if (this.#reclaim || this.#urgent.size + this.#waiting.size === 0) return;
    for (const startedMs of this.#busy.values()) {
      const dueInMs = startedMs + this.#limits.holdMs - this.#clock.monotonic();
      this.#reclaim = this.#clock.setTimer(Math.max(1, dueInMs), () => this.#reclaimPlaces());
      return;
    }
  }

  #reclaimPlaces(): void {
    this.#reclaim = undefined;
    const silentSinceMs = this.#clock.monotonic() - this.#limits.holdMs;
    for (const [claim, startedMs] of this.#busy) {
      if (startedMs > silentSinceMs) break;
      this.#busy.delete(claim);
      this.#silent.add(claim);
    }
    this.#admit();
  }

  /** Forgets everything; nobody waiting is started any more. */
  close(): void {
    this.#reclaim?.cancel();
    this.#reclaim = undefined;
    this.#urgent.clear();
    this.#waiting.clear();
    this.#busy.clear();
    this.#silent.clear();
  }
}
