/**
 * Who is to be woken when: a heap, and one timer for the first of it. A sleeper keeps its time and its index itself, so that
 * nothing is made for a wait. With a timer of its own for each of ten thousand waits a second, which live for seconds, most of
 * the heap of the thread that probes was timers, those that had run among them.
 */
import type { Clock, Timer } from '../lib/clock.ts';

export const awake = -1;

/** These are written by the `WakeUps` only, by one of them. */
export interface Sleeper {
  /** Monotonic. */
  dueMs: number;
  /** Who fell asleep first, of those that are due at the same time. */
  order: number;
  /** Where it is in the heap, or `awake`. */
  heapIndex: number;
  wake(): void;
}

export class WakeUps {
  readonly #clock: Clock;
  readonly #heap: Sleeper[] = [];
  #timer: Timer | undefined;
  #timerDueMs = Number.POSITIVE_INFINITY;
  #lastOrder = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Wakes one that is awake, once, in `ms`. */
  after(ms: number, sleeper: Sleeper): void {
    sleeper.dueMs = this.#clock.monotonic() + ms;
    sleeper.order = ++this.#lastOrder;
    this.#heap.push(sleeper);
    this.#up(sleeper, this.#heap.length - 1);
    this.#arm();
  }

  /** Does nothing to one that is awake. */
  cancel(sleeper: Sleeper): void {
    if (sleeper.heapIndex === awake) return;
    this.#remove(sleeper);
    if (this.#heap.length === 0) this.#disarm();
  }

  #arm(): void {
    const [first] = this.#heap;
    // One that was cancelled leaves its time behind, at which nobody may be due.
    if (!first || first.dueMs >= this.#timerDueMs) return;
    this.#disarm();
    this.#timerDueMs = first.dueMs;
    this.#timer = this.#clock.setTimer(first.dueMs - this.#clock.monotonic(), () => this.#ring());
  }

  #disarm(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerDueMs = Number.POSITIVE_INFINITY;
  }

  #ring(): void {
    this.#disarm();
    const nowMs = this.#clock.monotonic();
    for (let [first] = this.#heap; first && first.dueMs <= nowMs; [first] = this.#heap) {
      this.#remove(first);
      first.wake();
    }
    this.#arm();
  }

  #remove(sleeper: Sleeper): void {
    const { heapIndex } = sleeper;
    sleeper.heapIndex = awake;
    const last = this.#heap.pop();
    if (!last || last === sleeper) return;
    this.#up(last, heapIndex);
    this.#down(last, last.heapIndex);
  }

  /** Puts it at this free place or nearer to the top, as it belongs. */
  #up(sleeper: Sleeper, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (!parent || isBefore(parent, sleeper)) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(sleeper, place);
  }

  #down(sleeper: Sleeper, from: number): void {
    let place = from;
    for (;;) {
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      const child = left && right && isBefore(right, left) ? right : left;
      if (!child || isBefore(sleeper, child)) break;
      const free = child.heapIndex;
      this.#put(child, place);
      place = free;
    }
    this.#put(sleeper, place);
  }

  #put(sleeper: Sleeper, place: number): void {
    this.#heap[place] = sleeper;
    sleeper.heapIndex = place;
  }
}

function isBefore(a: Sleeper, b: Sleeper): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}
