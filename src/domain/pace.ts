/** The times a check really runs by, as opposed to those it was set to. Pure: the monitor and the simulator share it. */
import type { ProbeKind, ProbeOutcome, ProbeSpec } from './health.ts';

export interface Pace {
  /** From the end of a probe to the start of the next. */
  readonly intervalMs: number;
  /** Given to one probe. */
  readonly timeoutMs: number;
  /** In place of the interval after a refusal or a time-out, until there have been as many as the verdict needs. */
  readonly confirmMs: number;
}

/**
 * A refusal comes at once and leaves little doubt: a killed process is left within 100 ms, also by one slow client. A
 * time-out has taken the interval already.
 */
const FAST_CONFIRM_MS = 25;

/**
 * `vendor`: a time-out below the interval counts as the interval. Source: CLB API 2014-05-15,
 * SetLoadBalancerTCPListenerAttribute, HealthCheckConnectTimeout. `fast`: its own, shorter times, always; a TCP check,
 * which waits for the network only and not for a program, gets the interval: a silent server is known before clients
 * repeat the SYNs that it swallowed, after a second (RFC 6298, 2.1).
 */
export function paceOf(
  spec: Pick<ProbeSpec, 'intervalMs' | 'timeoutMs' | 'detection'> & {
    readonly check: Pick<ProbeKind, 'kind'>;
  },
): Pace {
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
        timeoutMs: Math.min(
          spec.timeoutMs,
          detection.fastTimeoutMs,
          spec.check.kind === 'tcp' ? detection.fastIntervalMs : Infinity,
        ),
        confirmMs: Math.min(detection.fastIntervalMs, FAST_CONFIRM_MS),
      };
  }
}

/** Refusals and time-outs without another outcome in between, after one more probe. */
export function missesAfter(misses: number, outcome: ProbeOutcome): number {
  return outcome === 'refused' || outcome === 'timed-out' ? misses + 1 : 0;
}

/** From the end of a probe to the start of the next, after so many misses in a row. `shortenMs`: of an interval, once. */
export function gapMs(pace: Pace, misses: number, unhealthyThreshold: number, shortenMs: number): number {
  const confirming = misses > 0 && misses < unhealthyThreshold;
  return confirming ? pace.confirmMs : pace.intervalMs - shortenMs;
}
