/**
 * Default and vServer groups, or the active one of a pair of groups: persistence first, then the scheduler; a failed
 * connect goes on to the next target, and when all have failed to those of the other group.
 */
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
  readonly planned: readonly TargetState[];
  readonly epoch: number | undefined;
  readonly #pool: PlannedPool;
  readonly #serving: ReadonlySet<TargetState>;
  readonly #holding: ReadonlySet<TargetState>;
  /** Of the other group of a pair. */
  readonly #spare: readonly TargetState[];
  readonly #scheduler: Scheduler<TargetState>;
  readonly #persistence: Persistence<TargetState>;

  /** `previous` hands over its place in the rotation and its pins, so that an edit disturbs neither. */
  constructor(pool: PlannedPool, book: TargetBook, clock: Clock, previous?: PoolRoute) {
    this.#pool = pool;
    this.serving = pool.targets.map((target) => book.intern(target));
    this.holding = [...this.serving, ...(pool.resting ?? []).map((target) => book.intern(target))];
    this.#spare = (pool.spare ?? []).map((target) => book.intern(target));
    this.planned = [...this.holding, ...this.#spare];
    this.epoch = pool.epoch;
    this.#serving = new Set(this.serving);
    this.#holding = new Set(this.holding);
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
    return this.#holding.has(target);
  }

  next(client: Client, failed: ReadonlySet<TargetState>): RouteStep {
    const usable = (target: TargetState): boolean => this.serves(target) && !failed.has(target);
    const { pinned } = client;
    const target =
      (pinned && usable(pinned) ? pinned : undefined) ??
      this.#persistence.find(client.address, usable) ??
      this.#scheduler.pick(client, failed) ??
      this.#spare.find((spare) => !failed.has(spare));
    return target ? { kind: 'try', target } : { kind: 'refuse' };
  }

  keeps(target: TargetState, failed: ReadonlySet<TargetState>): boolean {
    return (
      this.serves(target) || (this.#spare.includes(target) && this.serving.every((each) => failed.has(each)))
    );
  }

  /** Nobody is pinned to a spare: its group does not have the role. */
  served(client: Client, target: TargetState): void {
    if (this.serves(target)) this.#persistence.remember(client.address, target);
  }
}
