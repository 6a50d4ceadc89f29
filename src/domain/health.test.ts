import { describe, expect, it } from 'vitest';
import { type HealthRecord, judge, type ProbeOutcome, unhealthyWindowMs, unknownHealth } from './health.ts';

const thresholds = { healthyThreshold: 2, unhealthyThreshold: 3 };

function after(...outcomes: readonly ProbeOutcome[]): HealthRecord {
  return outcomes.reduce(
    (record, outcome, i) =>
      judge(record, { outcome, source: 'probe', detail: '', durationMs: 1, atMs: i + 1 }, thresholds),
    unknownHealth(0),
  );
}

describe('judge', () => {
  it('the first result decides at once', () => {
    expect(after('ok').verdict).toBe('healthy');
    expect(after('timed-out').verdict).toBe('unhealthy');
  });

  it('afterwards only consecutive results against the verdict change it, at the threshold', () => {
    expect(after('ok', 'refused', 'refused').verdict).toBe('healthy');
    expect(after('ok', 'refused', 'refused', 'ok', 'refused').contradicting).toBe(1);
    expect(after('ok', 'refused', 'timed-out', 'refused')).toMatchObject({
      verdict: 'unhealthy',
      sinceMs: 4,
    });
    expect(after('refused', 'ok').verdict).toBe('unhealthy');
    expect(after('refused', 'ok', 'ok')).toMatchObject({ verdict: 'healthy', sinceMs: 3 });
  });

  it('a probe that this machine could not make is no evidence, and breaks no streak', () => {
    expect(after('not-probed').verdict).toBe('unknown');
    expect(after('ok', 'refused', 'refused', 'not-probed')).toMatchObject({
      verdict: 'healthy',
      contradicting: 2,
    });
    expect(after('ok', 'refused', 'refused', 'not-probed', 'refused').verdict).toBe('unhealthy');
  });
});

it('the documented windows: 19 s for TCP defaults, 40 s for UDP; a time-out below the interval counts as it', () => {
  expect(unhealthyWindowMs({ timeoutMs: 5000, intervalMs: 2000, unhealthyThreshold: 3 })).toBe(19_000);
  expect(unhealthyWindowMs({ timeoutMs: 10_000, intervalMs: 5000, unhealthyThreshold: 3 })).toBe(40_000);
  expect(unhealthyWindowMs({ timeoutMs: 1000, intervalMs: 5000, unhealthyThreshold: 2 })).toBe(15_000);
});
