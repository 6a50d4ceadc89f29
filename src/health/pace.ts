/** How the probes of many checks are kept out of step. Pure. */
import type { Pace } from '../domain/pace.ts';

const MIN_FIRST_SPREAD_MS = 50;
const MAX_FIRST_SPREAD_MS = 1000;
const FIRST_PROBES_PER_MS = 10;

/**
 * The time over which the first probes of `count` new checks are spread: short, because the first result is the
 * first verdict, but no more than ten a millisecond until a whole second is used.
 */
export function firstSpreadMs(count: number): number {
  return Math.min(MAX_FIRST_SPREAD_MS, Math.max(MIN_FIRST_SPREAD_MS, count / FIRST_PROBES_PER_MS));
}

/**
 * How much the first gap of a new check is shortened, once, so that checks made together do not stay in step.
 * Shortened, not lengthened: a verdict may come early but never later than the documented window.
 */
export function phaseShiftMs(pace: Pace, random: () => number): number {
  return random() * Math.min(pace.intervalMs, 1000);
}
