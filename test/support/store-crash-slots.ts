/** What the crash writer writes and prints, for both sides of the crash test. */
import type { Entry } from '../../src/store/store.ts';

export const slotCount = 8;

/** The numbers found in a slot's keys; in `d` only even numbers are kept, odd ones delete it. */
export type Slot = Readonly<Partial<Record<'a' | 'b' | 'c' | 'd', number>>>;

export interface Ready {
  readonly kind: 'ready';
  readonly openMs: number;
  readonly revision: number;
  readonly slots: readonly Slot[];
  /** Keys under a lease of the process that was killed. */
  readonly leftovers: readonly string[];
}

export interface Acknowledged {
  readonly kind: 'acknowledged';
  readonly slot: number;
  readonly number: number;
  readonly revision: number;
}

/** Reads the slots from a list of everything. */
export function toSlots(entries: readonly Entry[]): Slot[] {
  const numbers = new Map(entries.map((entry) => [entry.key, toNumber(entry.value)]));
  return Array.from({ length: slotCount }, (_, slot) => {
    const found: Partial<Record<'a' | 'b' | 'c' | 'd', number>> = {};
    for (const part of ['a', 'b', 'c', 'd'] as const) {
      const number = numbers.get(`slot/${slot}/${part}`);
      if (number !== undefined) found[part] = number;
    }
    return found;
  });
}

/** A value is its number, then padding. */
export function toNumber(value: Uint8Array): number {
  return Number(new TextDecoder().decode(value).trimEnd());
}
