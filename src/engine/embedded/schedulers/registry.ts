/** Every scheduler by the name a plan gives it. */
import type { SchedulerName } from '../../../domain/plan-types.ts';
import { RoundRobin } from './round-robin.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';
import { SourceHash } from './source-hash.ts';
import { WeightedRoundRobin } from './weighted-round-robin.ts';

type Factory = <T extends Schedulable>() => Scheduler<T>;

const schedulers: Readonly<Record<SchedulerName, Factory>> = {
  wrr: () => new WeightedRoundRobin(),
  rr: () => new RoundRobin(),
  sch: () => new SourceHash(),
};

export function createScheduler<T extends Schedulable>(name: SchedulerName): Scheduler<T> {
  return schedulers[name]<T>();
}
