/**
 * What is probed, what a probe says, and how results become a verdict. Pure: the health monitor supplies time
 * and sockets, tests and the browser supply a script.
 */

/** Names a check by everything that it does, so that listeners that probe the same thing share it. */
export type ProbeKey = string;

export type ProbeKind =
  | { readonly kind: 'tcp' }
  | {
      readonly kind: 'http';
      readonly method: 'HEAD' | 'GET';
      readonly path: string;
      /** Host header; null = the address of the server. */
      readonly host: string | null;
      /** Accepted status classes: 2 for http_2xx and so on. */
      readonly statusClasses: readonly number[];
    }
  | {
      readonly kind: 'udp';
      /** Null: an empty datagram, and silence counts as healthy (an ICMP refusal does not). */
      readonly request: string | null;
      readonly expect: string | null;
    };

export interface ProbeSpec {
  readonly check: ProbeKind;
  readonly address: string;
  readonly port: number;
  /** From the end of a probe to the start of the next. */
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly detection: Detection;
}

/** `fast`: connects that an engine saw fail count as failed probes and trigger probes every `fastIntervalMs`. */
export type Detection =
  | { readonly kind: 'vendor' }
  | { readonly kind: 'fast'; readonly fastIntervalMs: number; readonly fastTimeoutMs: number };

/** The one that nearly all have. */
export const vendorDetection: Detection = { kind: 'vendor' };

export function probeKey(spec: ProbeSpec): ProbeKey {
  const { check, detection } = spec;
  const what =
    check.kind === 'tcp'
      ? ''
      : check.kind === 'http'
        ? `${check.method} ${check.host ?? ''} ${check.path} ${check.statusClasses.join('')}`
        : `${JSON.stringify(check.request)} ${JSON.stringify(check.expect)}`;
  const pace =
    detection.kind === 'fast' ? `fast${detection.fastIntervalMs}/${detection.fastTimeoutMs}` : 'vendor';
  return [
    check.kind,
    `${spec.address}|${spec.port}`,
    `${spec.intervalMs}/${spec.timeoutMs}/${spec.healthyThreshold}/${spec.unhealthyThreshold}`,
    pace,
    what,
  ].join(' ');
}

export type ProbeOutcome =
  | 'ok'
  | 'refused'
  | 'timed-out'
  | 'unreachable'
  | 'reset'
  | 'wrong-status'
  | 'wrong-answer'
  | 'malformed-answer'
  /** This machine could not even try: no evidence for or against the target. */
  | 'not-probed'
  | 'other';

/** One probe, or one connect of an engine that counts as one. */
export interface ProbeResult {
  readonly outcome: ProbeOutcome;
  /** Where it came from: our own probe, or a client's connect that an engine saw fail. */
  readonly source: 'probe' | 'traffic';
  /** Evidence for people: `HTTP 503`, `answered "pong" (4 bytes)`, an errno. Empty when there is none. */
  readonly detail: string;
  readonly durationMs: number;
  /** Wall time at the end of the probe. */
  readonly atMs: number;
}

/** `unknown` until the first result; the wire calls it `unavailable`. */
export type Verdict = 'unknown' | 'healthy' | 'unhealthy';

export interface HealthRecord {
  readonly verdict: Verdict;
  /** Wall time of the last change of verdict; of the record's making while unknown. */
  readonly sinceMs: number;
  /** Consecutive results that contradict the verdict. */
  readonly contradicting: number;
  readonly lastResult: ProbeResult | null;
}

export interface HealthTransition {
  readonly key: ProbeKey;
  readonly from: Verdict;
  readonly to: Verdict;
  /** Consecutive results behind it: the threshold, or 1 for a first verdict. */
  readonly results: number;
  readonly evidence: ProbeResult;
}

/** Current verdicts, by what is probed. A key that is not in the map has never been probed. */
export type HealthView = ReadonlyMap<ProbeKey, HealthRecord>;

export function unknownHealth(nowMs: number): HealthRecord {
  return { verdict: 'unknown', sinceMs: nowMs, contradicting: 0, lastResult: null };
}

/**
 * Damping: the first result decides at once (so that a start is quick), afterwards a verdict changes only after
 * `healthyThreshold` or `unhealthyThreshold` consecutive results against it. A probe that could not be made counts for nothing.
 */
export function judge(
  record: HealthRecord,
  result: ProbeResult,
  thresholds: { readonly healthyThreshold: number; readonly unhealthyThreshold: number },
): HealthRecord {
  if (result.outcome === 'not-probed') return { ...record, lastResult: result };
  const says: Verdict = result.outcome === 'ok' ? 'healthy' : 'unhealthy';
  if (record.verdict === says) return { ...record, contradicting: 0, lastResult: result };
  const needed =
    record.verdict === 'unknown'
      ? 1
      : says === 'healthy'
        ? thresholds.healthyThreshold
        : thresholds.unhealthyThreshold;
  const contradicting = record.contradicting + 1;
  if (contradicting < needed) return { ...record, contradicting, lastResult: result };
  return { verdict: says, sinceMs: result.atMs, contradicting: 0, lastResult: result };
}

/**
 * What a client's failed connect that an engine saw means for a check. `nothing`: it is told and does not count. `probe`: it
 * does not count, but is worth a look. `failure`: it counts as a failed probe. `lastGoodAtMs`: wall time of the last good result.
 */
export function trafficMeans(
  detection: Detection,
  record: HealthRecord,
  lastGoodAtMs: number,
  failedAtMs: number,
): 'nothing' | 'probe' | 'failure' {
  // Engines report across processes: news may be older than what probes have shown since.
  const outdated = failedAtMs < record.sinceMs || failedAtMs < lastGoodAtMs;
  if (detection.kind === 'vendor' || outdated) return 'nothing';
  // The first verdict needs no threshold, so it is left to a probe: one client's failure must not decide alone.
  return record.verdict === 'unknown' ? 'probe' : 'failure';
}

/** The documented window from the first failed probe's start to the verdict. A time-out below the interval counts as it. */
export function unhealthyWindowMs(
  spec: Pick<ProbeSpec, 'intervalMs' | 'timeoutMs' | 'unhealthyThreshold'>,
): number {
  const timeoutMs = Math.max(spec.timeoutMs, spec.intervalMs);
  return timeoutMs * spec.unhealthyThreshold + spec.intervalMs * (spec.unhealthyThreshold - 1);
}
