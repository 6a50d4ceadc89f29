/**
 * How workers divide the clients of a listener. The kernel gives each client to one of them, by a hash of addresses and
 * ports; what concerns all clients of a listener together cannot be known to any one of them. Pure.
 */
import type { ListenerKey, PlannedListener } from '../../../domain/plan-types.ts';
import { hashText, scramble } from '../hash-text.ts';

/** A share of a limit; the hash fills shares evenly only if they are large. */
const leastShare = 100;

/** Binds the listener, and carries it alone when it is not divided. */
export function firstWorkerOf(key: ListenerKey, workers: number): number {
  return scramble(hashText(key)) % workers;
}

export function isDivisible({ backend, limits }: PlannedListener, workers: number): boolean {
  if (limits.bandwidthMbps !== null) return false;
  for (const limit of [limits.maxConnections, limits.newConnectionsPerSecond]) {
    if (limit !== null && limit / workers < leastShare) return false;
  }
  if (backend.kind === 'pair') return true;
  // Where a client went before, how many connections a server has, which id belongs to which connection.
  return backend.persistenceTimeoutMs === 0 && backend.scheduler !== 'wlc' && backend.scheduler !== 'qch';
}

/** What one of the workers may carry. */
export function shareOf(planned: PlannedListener, workers: number): PlannedListener {
  const { bandwidthMbps, maxConnections, newConnectionsPerSecond } = planned.limits;
  const limits = {
    bandwidthMbps: bandwidthMbps === null ? null : bandwidthMbps / workers,
    maxConnections: maxConnections === null ? null : Math.ceil(maxConnections / workers),
    newConnectionsPerSecond:
      newConnectionsPerSecond === null ? null : Math.ceil(newConnectionsPerSecond / workers),
  };
  return { ...planned, limits };
}
