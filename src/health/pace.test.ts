import { describe, expect, it } from 'vitest';
import type { ProbeKind } from '../domain/health.ts';
import { paceOf } from '../domain/pace.ts';
import { firstSpreadMs, phaseShiftMs } from './pace.ts';
import { spec } from './test-support.ts';

const tcp: ProbeKind = { kind: 'tcp' };
const http: ProbeKind = { kind: 'http', method: 'HEAD', path: '/', host: null, statusClasses: [2] };

describe('paceOf', () => {
  it.each([
    { set: { intervalMs: 2000, timeoutMs: 5000 }, effective: 5000 },
    { set: { intervalMs: 5000, timeoutMs: 5000 }, effective: 5000 },
    { set: { intervalMs: 10_000, timeoutMs: 5000 }, effective: 10_000 },
  ])('vendor: interval and time-out $set give a time-out of $effective ms', ({ set, effective }) => {
    expect(paceOf(spec(set))).toEqual({
      intervalMs: set.intervalMs,
      timeoutMs: effective,
      confirmMs: set.intervalMs,
    });
  });

  it.each([
    { timeoutMs: 5000, fastTimeoutMs: 1000, check: http, effective: 1000 },
    { timeoutMs: 300, fastTimeoutMs: 1000, check: http, effective: 300 },
    { timeoutMs: 5000, fastTimeoutMs: 100, check: http, effective: 100 },
    { timeoutMs: 5000, fastTimeoutMs: 1000, check: tcp, effective: 200 },
    { timeoutMs: 5000, fastTimeoutMs: 100, check: tcp, effective: 100 },
  ])('fast: time-outs of $timeoutMs and $fastTimeoutMs ms for $check.kind give $effective ms', (times) => {
    const { timeoutMs, fastTimeoutMs, check } = times;
    const detection = { kind: 'fast', fastIntervalMs: 200, fastTimeoutMs } as const;
    expect(paceOf(spec({ timeoutMs, detection, check }))).toEqual({
      intervalMs: 200,
      timeoutMs: times.effective,
      confirmMs: 25,
    });
  });
});

describe('spread', () => {
  it.each([
    [1, 50],
    [500, 50],
    [4000, 400],
    [10_000, 1000],
    [50_000, 1000],
  ])('first probes of %i new checks start within %i ms', (count, ms) => {
    expect(firstSpreadMs(count)).toBe(ms);
  });

  it('shifts the phase by at most the interval, and at most a second', () => {
    const most = (): number => 0.999;
    expect(phaseShiftMs({ intervalMs: 50_000, timeoutMs: 1, confirmMs: 1 }, most)).toBeCloseTo(999);
    expect(phaseShiftMs({ intervalMs: 200, timeoutMs: 1, confirmMs: 1 }, most)).toBeCloseTo(199.8);
  });
});
