/** How a server is at any time, and what a connect to it meets: known beforehand, because faults are a script. */
import type { ProbeOutcome } from '../../../../src/domain/health.ts';
import type { Role } from '../../../../src/domain/roles.ts';
import type { Fault } from './scenario.ts';

export type Condition = 'serving' | 'killed' | 'silent' | 'wrong-answer';

/** There and back in the network of a load balancer and its servers. */
export const ROUND_TRIP_MS = 1;

/** When Linux sends a SYN again that nobody answered, from the first one on: doubling from a second (RFC 6298). */
const SYN_AT_MS = [0, 1_000, 3_000, 7_000, 15_000, 31_000];

export function conditionAt(faults: readonly Fault[], server: Role, atMs: number): Condition {
  let latest: Fault | undefined;
  for (const fault of faults) {
    if (fault.server !== server || fault.atMs > atMs) continue;
    if (!latest || fault.atMs >= latest.atMs) latest = fault;
  }
  if (!latest || latest.kind === 'back') return 'serving';
  if (latest.kind !== 'flapping') return latest.kind;
  const intoPeriodMs = (atMs - latest.atMs) % latest.periodMs;
  return intoPeriodMs < latest.periodMs / 2 ? 'killed' : 'serving';
}

export interface Meeting {
  readonly outcome: Extract<ProbeOutcome, 'ok' | 'refused' | 'timed-out' | 'wrong-status'>;
  readonly endsAtMs: number;
}

/** One connect, given up after `limitMs`. */
export function connectTo(faults: readonly Fault[], server: Role, startMs: number, limitMs: number): Meeting {
  for (const sentAfterMs of SYN_AT_MS) {
    if (sentAfterMs + ROUND_TRIP_MS > limitMs) break;
    const condition = conditionAt(faults, server, startMs + sentAfterMs + ROUND_TRIP_MS / 2);
    if (condition === 'silent') continue;
    const endsAtMs = startMs + sentAfterMs + ROUND_TRIP_MS;
    return { outcome: condition === 'killed' ? 'refused' : 'ok', endsAtMs };
  }
  return { outcome: 'timed-out', endsAtMs: startMs + limitMs };
}

/** One probe. Only a check that reads an answer sees a wrong one. */
export function probeOf(
  kind: 'tcp' | 'http',
  faults: readonly Fault[],
  server: Role,
  startMs: number,
  limitMs: number,
): Meeting {
  const met = connectTo(faults, server, startMs, limitMs);
  const wrong = kind === 'http' && conditionAt(faults, server, met.endsAtMs) === 'wrong-answer';
  return met.outcome === 'ok' && wrong ? { ...met, outcome: 'wrong-status' } : met;
}
