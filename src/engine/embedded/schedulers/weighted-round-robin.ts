/**
 * Smooth weighted round robin, the algorithm of nginx: every pick raises each target by its weight, takes the highest
 * and lowers it by the sum. Exact over one sum of weights, and evenly interleaved (a a b a, never a a a b).
 */
import type { Client } from '../client.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';

export class WeightedRoundRobin<T extends Schedulable> implements Scheduler<T> {
  #targets: readonly T[] = [];
  #raised = new Map<string, number>();

  update(targets: readonly T[]): void {
    this.#targets = targets;
    this.#raised = new Map(targets.map((target) => [target.id, this.#raised.get(target.id) ?? 0]));
  }

  pick(_client: Client, skip: ReadonlySet<T>): T | undefined {
    let best: T | undefined;
    let bestRaised = -Infinity;
    let sum = 0;
    for (const target of this.#targets) {
      if (target.weight <= 0 || skip.has(target)) continue;
      const raised = (this.#raised.get(target.id) ?? 0) + target.weight;
      this.#raised.set(target.id, raised);
      sum += target.weight;
      if (raised > bestRaised) {
        best = target;
        bestRaised = raised;
      }
    }
    if (best) this.#raised.set(best.id, bestRaised - sum);
    return best;
  }
}
