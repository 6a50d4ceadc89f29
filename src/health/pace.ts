/** The times a check really runs by, as opposed to those it was set to. Pure. */
import type { ProbeSpec } from '../domain/health.ts';

export interface Pace {
  /** From the end of a probe to the start of the next. */
  readonly intervalMs: number;
  /** Given to one probe. */
  readonly timeoutMs: number;
  /** In place of the interval after a refusal, until there have been as many as the verdict needs. */
  readonly confirmMs: number;
}

/** A refusal comes at once and leaves little doubt: a killed process is left within 100 ms, also by one slow client. */
const FAST_CONFIRM_MS = 25;

/**
 * `vendor`: a time-out below the interval counts as the interval. Source: CLB API 2014-05-15,
 * SetLoadBalancerTCPListenerAttribute, HealthCheckConnectTimeout. `fast`: its own, shorter times, always.
 */
export function paceOf(spec: Pick<ProbeSpec, 'intervalMs' | 'timeoutMs' | 'detection'>): Pace {
  const { detection } = spec;
  switch (detection.kind) {
    case 'vendor':
      return {
        intervalMs: spec.intervalMs,
        timeoutMs: Math.max(spec.timeoutMs, spec.intervalMs),
        confirmMs: spec.intervalMs,
      };
    case 'fast':
      return {
        intervalMs: detection.fastIntervalMs,
        timeoutMs: Math.min(spec.timeoutMs, detection.fastTimeoutMs),
        confirmMs: Math.min(detection.fastIntervalMs, FAST_CONFIRM_MS),
      };
  }
}

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
