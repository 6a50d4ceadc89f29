/** Virtual time: what is to happen, in the order of its time; of equals the one planned first comes first. */
export interface Plan {
  cancel(): void;
}

interface Entry {
  readonly atMs: number;
  readonly number: number;
  readonly run: () => void;
  cancelled: boolean;
}

export class Agenda {
  #nowMs = 0;
  #planned = 0;
  /** A binary heap: the earliest is first. */
  readonly #heap: Entry[] = [];

  get nowMs(): number {
    return this.#nowMs;
  }

  at(atMs: number, run: () => void): Plan {
    const entry: Entry = {
      atMs: Math.max(atMs, this.#nowMs),
      number: this.#planned++,
      run,
      cancelled: false,
    };
    this.#push(entry);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  after(ms: number, run: () => void): Plan {
    return this.at(this.#nowMs + ms, run);
  }

  /** Lets everything happen that is due until then, `untilMs` included. */
  runUntil(untilMs: number): void {
    for (let first = this.#heap[0]; first && first.atMs <= untilMs; first = this.#heap[0]) {
      this.#removeFirst();
      if (first.cancelled) continue;
      this.#nowMs = first.atMs;
      first.run();
    }
    this.#nowMs = untilMs;
  }

  #push(entry: Entry): void {
    let place = this.#heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (!parent || isBefore(parent, entry)) break;
      this.#heap[place] = parent;
      place = above;
    }
    this.#heap[place] = entry;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    let place = 0;
    for (;;) {
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      const rightFirst = left && right && isBefore(right, left);
      const next = rightFirst ? right : left;
      if (!next || isBefore(last, next)) break;
      this.#heap[place] = next;
      place = 2 * place + (rightFirst ? 2 : 1);
    }
    this.#heap[place] = last;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.number < b.number);
}
