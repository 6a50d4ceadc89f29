/** The two ways in which an engine process forwards: what they have in common, and how one is chosen. */
import type { Observed } from '../engine.ts';
import type { ChangeOutcome, PlanChange } from './plan-change.ts';
import type { StatsChange } from './stats-change.ts';

/** `plain`: Node's sockets. `fast`: system calls of our own, in a thread. */
export type LaneName = 'plain' | 'fast';

/** `auto`: fast where that is possible. */
export type LaneChoice = LaneName | 'auto';

/** The lane that an engine forwards with, and why that one: a clause for status and log. */
export interface LaneInUse {
  readonly name: LaneName;
  readonly reason: string;
  /** Threads that share the clients; absent: one has them all. */
  readonly workers?: number;
}

export interface ForwardingLane {
  /** Of the plan in force; 0 = none. */
  readonly revision: number;
  /** Has been told to close, and takes no more changes. */
  readonly closing: boolean;
  /** Resolves when new connections follow the change. */
  change(change: PlanChange): Promise<ChangeOutcome>;
  observe(): Observed | Promise<Observed>;
  /** Since the last time; `everything`: not only that. */
  statsChange(everything: boolean): StatsChange | Promise<StatsChange>;
  /** Answers only if forwarding goes on. */
  ping(): void | Promise<void>;
  /** Stops accepting; what is established goes on. Nothing can be changed afterwards. */
  freePorts(): Promise<void>;
  /** Frees every port at once; resolves when the connections have ended or, after `drainMs`, have been reset. */
  close(drainMs?: number): Promise<void>;
}

/** As told by an engine, which may be of another build. */
export function laneOf(told: unknown): LaneInUse | undefined {
  if (typeof told !== 'object' || told === null || !('name' in told) || !('reason' in told)) return undefined;
  const { name, reason } = told;
  if ((name !== 'plain' && name !== 'fast') || typeof reason !== 'string') return undefined;
  const workers = 'workers' in told ? told.workers : undefined;
  return { name, reason, ...(typeof workers === 'number' && { workers }) };
}
