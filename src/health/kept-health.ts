/**
 * What is known of a check, written over with each result. A new record for each of ten thousand results a second would live
 * until the next one, which is longer than V8 takes objects to be young: they would fill the heap until it is collected as a
 * whole.
 */
import type { HealthRecord, ProbeResult, Verdict } from '../domain/health.ts';

export class KeptHealth implements HealthRecord {
  verdict: Verdict;
  sinceMs: number;
  contradicting: number;
  lastResult: { -readonly [K in keyof ProbeResult]: ProbeResult[K] } | null;

  /** A copy: the record given may be one that is written over. */
  constructor({ verdict, sinceMs, contradicting, lastResult }: HealthRecord) {
    this.verdict = verdict;
    this.sinceMs = sinceMs;
    this.contradicting = contradicting;
    this.lastResult = lastResult && { ...lastResult };
  }

  take({ verdict, sinceMs, contradicting, lastResult }: HealthRecord): void {
    this.verdict = verdict;
    this.sinceMs = sinceMs;
    this.contradicting = contradicting;
    const kept = this.lastResult;
    if (!kept || !lastResult) {
      this.lastResult = lastResult && { ...lastResult };
      return;
    }
    // Texts come from another thread, as new ones each time.
    if (kept.outcome !== lastResult.outcome) kept.outcome = lastResult.outcome;
    if (kept.detail !== lastResult.detail) kept.detail = lastResult.detail;
    kept.source = lastResult.source;
    kept.durationMs = lastResult.durationMs;
    kept.atMs = lastResult.atMs;
  }
}
