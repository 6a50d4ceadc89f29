/**
 * Weighted least connections: the target that would have the fewest connections for its weight if it got this one too.
 * Equals take turns, or the first of a group at rest would get every connection that is shorter than the pause between
 * two of them.
 */
import type { Client } from '../client.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';

export class WeightedLeastConnections<T extends Schedulable> implements Scheduler<T> {
  #targets: readonly T[] = [];
  /** Id of the last choice: among equals the search begins behind it. */
  #last: string | undefined;

  update(targets: readonly T[]): void {
    this.#targets = targets;
  }

  pick(_client: Client, skip: ReadonlySet<T>): T | undefined {
    const targets = this.#targets;
    const start = targets.findIndex(({ id }) => id === this.#last) + 1;
    let best: T | undefined;
    let bestShare = Infinity;
    for (let step = 0; step < targets.length; step++) {
      const target = targets[(start + step) % targets.length];
      if (!target || target.weight <= 0 || skip.has(target)) continue;
      const share = (target.load + 1) / target.weight;
      if (share < bestShare) {
        best = target;
        bestShare = share;
      }
    }
    if (best) this.#last = best.id;
    return best;
  }
}
