/** Counters that never go back, though the kernel's do when an element or the table is made anew. */
import { type Counted, nothingCounted, sumOf } from '../../net/netlink/counted.ts';

interface Seen {
  /** Of earlier elements. */
  readonly before: Counted;
  readonly last: Counted;
}

export class Growth {
  readonly #seen = new Map<string, Seen>();

  /** All that was ever counted, given what the kernel says now. What it counted unseen before it began anew is lost. */
  total(name: string, now: Counted): Counted {
    const { before, last } = this.#seen.get(name) ?? { before: nothingCounted, last: nothingCounted };
    const base = now.packets < last.packets ? sumOf(before, last) : before;
    this.#seen.set(name, { before: base, last: now });
    return sumOf(base, now);
  }

  forget(name: string): void {
    this.#seen.delete(name);
  }
}
