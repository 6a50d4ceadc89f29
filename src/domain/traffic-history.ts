/** What listeners carried in the last day, for charts. In memory only. */
import type { ListenerKey } from './plan-types.ts';

export interface TrafficHistoryView {
  /** Of these listeners together, from the finest step that reaches back `minutes` (at most 1,440); oldest first. */
  points(
    keys: readonly ListenerKey[],
    minutes: number,
    nowMs: number,
  ): { readonly stepSeconds: number; readonly points: readonly TrafficPoint[] };
}

/** Averages over one step; rates per second. */
export interface TrafficPoint {
  /** Begin of the step. */
  readonly atMs: number;
  readonly connections: number;
  readonly newConnections: number;
  readonly droppedConnections: number;
  readonly bytesFromClients: number;
  readonly bytesToClients: number;
  /** Of probes that passed; null when none did. */
  readonly latencyMs: number | null;
  /** The fewest within the step. */
  readonly healthyTargets: number;
  readonly targets: number;
}
