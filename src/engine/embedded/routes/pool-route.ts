/** Default and vServer groups: persistence first, then the scheduler; a failed connect goes on to the next target. */
import type { PlannedPool } from '../../../domain/plan-types.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Client } from '../client.ts';
import { Persistence } from '../persistence.ts';
import { createScheduler } from '../schedulers/registry.ts';
import type { Scheduler } from '../schedulers/scheduler.ts';
import type { TargetBook, TargetState } from '../target-state.ts';
import type { Route, RouteStep } from './route.ts';

export class PoolRoute implements Route {
  readonly serving: readonly TargetState[];
  readonly holding: readonly TargetState[];
  readonly planned: ReadonlySet<TargetState>;
  readonly epoch = undefined;
  readonly #pool: PlannedPool;
  readonly #serving: ReadonlySet<TargetState>;
  readonly #scheduler: Scheduler<TargetState>;
  readonly #persistence: Persistence<TargetState>;

  /** `previous` hands over its place in the rotation and its pins, so that an edit disturbs neither. */
  constructor(pool: PlannedPool, book: TargetBook, clock: Clock, previous?: PoolRoute) {
    this.#pool = pool;
    this.serving = pool.targets.map((target) => book.intern(target));
    this.holding = [...this.serving, ...(pool.resting ?? []).map((target) => book.intern(target))];
    this.planned = new Set(this.holding);
    this.#serving = new Set(this.serving);
    const sameScheduler = previous !== undefined && previous.#pool.scheduler === pool.scheduler;
    this.#scheduler = sameScheduler ? previous.#scheduler : createScheduler(pool.scheduler);
    this.#scheduler.update(this.serving);
    this.#persistence = previous ? previous.#persistence : new Persistence(clock, pool.persistenceTimeoutMs);
    this.#persistence.setTimeoutMs(pool.persistenceTimeoutMs);
  }

  serves(target: TargetState): boolean {
    return this.#serving.has(target);
  }

  holds(target: TargetState): boolean {
    return this.planned.has(target);
  }

  next(client: Client, failed: ReadonlySet<TargetState>): RouteStep {
    const usable = (target: TargetState): boolean => this.serves(target) && !failed.has(target);
    const target = this.#persistence.find(client.address, usable) ?? this.#scheduler.pick(client, failed);
    return target ? { kind: 'try', target } : { kind: 'refuse' };
  }

  keeps(target: TargetState): boolean {
    return this.serves(target);
  }

  served(client: Client, target: TargetState): void {
    this.#persistence.remember(client.address, target);
  }
}
