/** Counters that never go back, though the kernel's do when an element or the table is made anew. */
import type { Counted } from './listing.ts';

interface Seen {
  /** Of earlier elements. */
  readonly before: Counted;
  readonly last: Counted;
}

const none: Counted = { packets: 0, bytes: 0 };

export class Growth {
  readonly #seen = new Map<string, Seen>();

  /** All that was ever counted, given what the kernel says now. What it counted unseen before it began anew is lost. */
  total(name: string, now: Counted): Counted {
    const { before, last } = this.#seen.get(name) ?? { before: none, last: none };
    const base = now.packets < last.packets ? sum(before, last) : before;
    this.#seen.set(name, { before: base, last: now });
    return sum(base, now);
  }

  forget(name: string): void {
    this.#seen.delete(name);
  }
}

function sum(a: Counted, b: Counted): Counted {
  return { packets: a.packets + b.packets, bytes: a.bytes + b.bytes };
}
