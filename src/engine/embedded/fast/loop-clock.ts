/**
 * Time inside the loop: the clock is read once a turn, and timers are a heap that the loop looks at between turns.
 * Most timers are cancelled (a connect succeeds long before its time-out), so a cancelled one leaves the heap at once.
 */
import type { Clock, Timer } from '../../../lib/clock.ts';

const notSet = -1;
const aboutToRun = -2;

class Entry implements Timer {
  readonly dueMs: number;
  readonly fn: () => void;
  /** Its place in the heap, or one of `notSet` and `aboutToRun`. */
  place = notSet;
  readonly #owner: LoopClock;

  constructor(dueMs: number, fn: () => void, owner: LoopClock) {
    this.dueMs = dueMs;
    this.fn = fn;
    this.#owner = owner;
  }

  cancel(): void {
    this.#owner.remove(this);
  }
}

export class LoopClock implements Clock {
  readonly #heap: Entry[] = [];
  readonly #read: () => number;
  #nowMs: number;

  /** `read` tells the time in milliseconds from any start. */
  constructor(read: () => number = () => performance.now()) {
    this.#read = read;
    this.#nowMs = read();
  }

  now(): number {
    return Date.now();
  }

  /** As of the last `tick`. */
  monotonic(): number {
    return this.#nowMs;
  }

  tick(): void {
    this.#nowMs = this.#read();
  }

  setTimer(ms: number, fn: () => void): Timer {
    const entry = new Entry(this.#nowMs + Math.max(0, ms), fn, this);
    this.#heap.push(entry);
    this.#up(entry, this.#heap.length - 1);
    return entry;
  }

  /** Until the first timer is due; infinite when there is none. */
  get untilNextMs(): number {
    const [first] = this.#heap;
    return first ? Math.max(0, first.dueMs - this.#nowMs) : Infinity;
  }

  /** Runs what is due, but nothing that is set meanwhile; says whether that was anything. */
  fire(): boolean {
    const due: Entry[] = [];
    for (let [first] = this.#heap; first && first.dueMs <= this.#nowMs; [first] = this.#heap) {
      due.push(first);
      this.remove(first);
      first.place = aboutToRun;
    }
    for (const entry of due) {
      // One that ran before it may have cancelled it.
      if (entry.place !== aboutToRun) continue;
      entry.place = notSet;
      entry.fn();
    }
    return due.length > 0;
  }

  remove(entry: Timer): void {
    if (!(entry instanceof Entry)) return;
    const { place } = entry;
    entry.place = notSet;
    if (place < 0) return;
    const last = this.#heap.pop();
    if (!last || last === entry) return;
    this.#up(last, place);
    this.#down(last, last.place);
  }

  /** Moves an entry from a free place towards the top, as far as it belongs there. */
  #up(entry: Entry, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (!parent || parent.dueMs <= entry.dueMs) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(entry, place);
  }

  #down(entry: Entry, from: number): void {
    let place = from;
    for (;;) {
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      const child = left && right && right.dueMs < left.dueMs ? right : left;
      if (!child || child.dueMs >= entry.dueMs) break;
      const free = child.place;
      this.#put(child, place);
      place = free;
    }
    this.#put(entry, place);
  }

  #put(entry: Entry, place: number): void {
    this.#heap[place] = entry;
    entry.place = place;
  }
}
