/** Tells listeners about results and transitions: synchronously, in order, and safe from what they throw. */
import type { HealthRecord, HealthTransition, ProbeKey, ProbeResult } from '../domain/health.ts';

export type ResultListener = (key: ProbeKey, result: ProbeResult, record: HealthRecord) => void;
export type TransitionListener = (transition: HealthTransition) => void;

export class Announcer {
  readonly #onError: (error: unknown) => void;
  readonly #resultListeners: ResultListener[] = [];
  readonly #transitionListeners: TransitionListener[] = [];
  readonly #pending: (() => void)[] = [];
  #delivering = false;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  addResultListener(listener: ResultListener): void {
    this.#resultListeners.push(listener);
  }

  addTransitionListener(listener: TransitionListener): void {
    this.#transitionListeners.push(listener);
  }

  /** The result first, then the change of mind that it caused: evidence precedes the decision in every timeline. */
  announce(
    key: ProbeKey,
    result: ProbeResult,
    record: HealthRecord,
    transition: HealthTransition | undefined,
  ): void {
    for (const listener of this.#resultListeners) {
      this.#pending.push(() => listener(key, result, record));
    }
    if (transition) {
      for (const listener of this.#transitionListeners) {
        this.#pending.push(() => listener(transition));
      }
    }
    this.#deliver();
  }

  /** What a listener causes by calling the monitor is announced after what is under way, not in the middle of it. */
  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    for (let call = this.#pending.shift(); call; call = this.#pending.shift()) {
      try {
        call();
      } catch (error) {
        this.#report(error);
      }
    }
    this.#delivering = false;
  }

  #report(error: unknown): void {
    try {
      this.#onError(error);
    } catch {
      // Nobody is left to tell, and checking must go on.
    }
  }
}
