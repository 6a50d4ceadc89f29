/** Every scheduler by the name a plan gives it. */
import type { SchedulerName } from '../../../domain/plan-types.ts';
import { QuicHash } from './quic-hash.ts';
import { RoundRobin } from './round-robin.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';
import { SourceHash } from './source-hash.ts';
import { TupleHash } from './tuple-hash.ts';
import { WeightedLeastConnections } from './weighted-least-connections.ts';
import { WeightedRoundRobin } from './weighted-round-robin.ts';

type Factory = <T extends Schedulable>() => Scheduler<T>;

const schedulers: Readonly<Record<SchedulerName, Factory>> = {
  wrr: () => new WeightedRoundRobin(),
  rr: () => new RoundRobin(),
  sch: () => new SourceHash(),
  wlc: () => new WeightedLeastConnections(),
  tch: () => new TupleHash(),
  qch: () => new QuicHash(),
};

export function createScheduler<T extends Schedulable>(name: SchedulerName): Scheduler<T> {
  return schedulers[name]<T>();
}
