/**
 * What to do for a client of a master-slave group whose earlier tries failed. Pure: an engine that terminates connections
 * and the simulator ask the same.
 */
import type { OnConnectFailure } from './plan-types.ts';

/** Rule `hold`: how often whoever is active is tried again while the plan stays the same. */
const HOLD_RETRY_MS = 200;

/** As the plan has them now; false = known bad. Undefined = there is none. */
export interface PairNow {
  readonly onConnectFailure: OnConnectFailure;
  readonly activeHealthy: boolean | undefined;
  readonly standbyHealthy: boolean | undefined;
}

export type PairSeat = 'active' | 'standby';

export type PairStep =
  /** Try this one, for at most `withinMs` (absent: the listener's connect time-out). */
  | { readonly kind: 'try'; readonly seat: PairSeat; readonly withinMs?: number }
  /** Ask again, with nothing failed, after this long or at the next plan. */
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'refuse' };

/** `hasFailed`: for this client, under this plan. `waitedMs`: since it came. */
export function pairStep(pair: PairNow, hasFailed: (seat: PairSeat) => boolean, waitedMs: number): PairStep {
  if (pair.activeHealthy === undefined) return { kind: 'refuse' };
  const rule = pair.onConnectFailure;
  if (rule.kind === 'hold') return hold(hasFailed('active'), waitedMs, rule.maxMs);
  if (!hasFailed('active')) return { kind: 'try', seat: 'active' };
  const fallsBack = rule.kind === 'fallback' && standbyMayBeTried(pair) && !hasFailed('standby');
  return fallsBack ? { kind: 'try', seat: 'standby' } : { kind: 'refuse' };
}

function hold(activeFailed: boolean, waitedMs: number, maxMs: number): PairStep {
  const leftMs = maxMs - waitedMs;
  if (leftMs <= 0) return { kind: 'refuse' };
  if (!activeFailed) return { kind: 'try', seat: 'active', withinMs: leftMs };
  return { kind: 'wait', ms: Math.min(HOLD_RETRY_MS, leftMs) };
}

/** A spare known bad is tried only when the active one is known bad too: probes may be wrong, a try costs nothing. */
function standbyMayBeTried({ activeHealthy, standbyHealthy }: PairNow): boolean {
  return standbyHealthy === true || (standbyHealthy === false && activeHealthy === false);
}
