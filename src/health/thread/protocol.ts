/** What is said between the monitor and the thread that probes: lists of these. Plain data: they are structured-cloned. */
import type { ProbeSpec } from '../../domain/health.ts';
import type { Beginning } from '../check-loops.ts';
import type { ProbeReport } from '../prober-types.ts';

export type LoopCommand =
  | ({ readonly kind: 'start'; readonly id: number; readonly spec: ProbeSpec } & Beginning)
  | { readonly kind: 'trigger' | 'stop'; readonly id: number };

export interface LoopReport {
  readonly id: number;
  readonly report: ProbeReport;
  readonly atMs: number;
}
