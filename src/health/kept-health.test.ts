import { expect, test } from 'vitest';
import type { HealthRecord, ProbeResult } from '../domain/health.ts';
import { KeptHealth } from './kept-health.ts';

const result: ProbeResult = { outcome: 'ok', source: 'probe', detail: '', durationMs: 1.5, atMs: 1_000 };
const healthy: HealthRecord = { verdict: 'healthy', sinceMs: 900, contradicting: 0, lastResult: result };
const failing: HealthRecord = {
  verdict: 'unhealthy',
  sinceMs: 3_000,
  contradicting: 1,
  lastResult: { outcome: 'refused', source: 'traffic', detail: 'ECONNREFUSED', durationMs: 0.2, atMs: 3_000 },
};
const unknown: HealthRecord = { verdict: 'unknown', sinceMs: 1, contradicting: 0, lastResult: null };

test('is what it took last, whatever it was before', () => {
  for (const before of [unknown, healthy, failing]) {
    for (const after of [unknown, healthy, failing]) {
      const kept = new KeptHealth(before);
      expect(kept).toEqual(before);
      kept.take(after);
      expect(kept).toEqual(after);
    }
  }
});

test('is written over, and what it was given is not', () => {
  const first = new KeptHealth(healthy);
  const copy = new KeptHealth(first);
  const { lastResult } = first;
  first.take(failing);
  expect(first.lastResult).toBe(lastResult);
  expect(copy).toEqual(healthy);
  expect(result.outcome).toBe('ok');
});
