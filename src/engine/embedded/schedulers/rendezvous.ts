/**
 * Consistent hash of a text: weighted rendezvous hashing (Schindelhauer and Schomaker's logarithmic method). A target
 * that leaves hands over only its own clients, one that joins takes only its share, and a change of weight moves no
 * more than the difference. Chosen over a ring: exact weights, no table, order of targets is irrelevant.
 */
import type { Client } from '../client.ts';
import { hashText, scramble } from '../hash-text.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';

export class Rendezvous<T extends Schedulable> implements Scheduler<T> {
  readonly #textOf: (client: Client) => string;
  #seeded: readonly { readonly target: T; readonly seed: number }[] = [];

  /** `textOf` says what of a client is hashed. */
  constructor(textOf: (client: Client) => string) {
    this.#textOf = textOf;
  }

  update(targets: readonly T[]): void {
    this.#seeded = targets.map((target) => ({ target, seed: hashText(target.id) }));
  }

  pick(client: Client, skip: ReadonlySet<T>): T | undefined {
    const hash = hashText(this.#textOf(client));
    let best: T | undefined;
    let bestScore = -Infinity;
    for (const { target, seed } of this.#seeded) {
      if (target.weight <= 0 || skip.has(target)) continue;
      // In (0, 1), never its ends: the logarithm is finite and not zero.
      const draw = (scramble(hash ^ scramble(seed)) + 0.5) / 2 ** 32;
      const score = -target.weight / Math.log(draw);
      if (score > bestScore) {
        best = target;
        bestScore = score;
      }
    }
    return best;
  }
}
