/** Each target in turn, whatever its weight. */
import type { Client } from '../client.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';

export class RoundRobin<T extends Schedulable> implements Scheduler<T> {
  #targets: readonly T[] = [];
  #next = 0;

  update(targets: readonly T[]): void {
    const upcoming = this.#targets[this.#next % Math.max(1, this.#targets.length)]?.id;
    const kept = targets.findIndex((target) => target.id === upcoming);
    this.#targets = targets;
    if (kept >= 0) this.#next = kept;
  }

  pick(_client: Client, skip: ReadonlySet<T>): T | undefined {
    for (let step = 0; step < this.#targets.length; step++) {
      const index = (this.#next + step) % this.#targets.length;
      const target = this.#targets[index];
      if (target && !skip.has(target)) {
        this.#next = index + 1;
        return target;
      }
    }
    return undefined;
  }
}
