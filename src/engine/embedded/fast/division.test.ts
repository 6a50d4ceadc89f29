import { describe, expect, it } from 'vitest';
import type { PlannedLimits, PlannedPool } from '../../../domain/plan-types.ts';
import { madeUpPlannedListener, noLimits } from '../../../domain/test-support.ts';
import { firstWorkerOf, isDivisible, shareOf } from './division.ts';

const pool = (differences: Partial<PlannedPool>) =>
  madeUpPlannedListener({
    backend: { kind: 'pool', scheduler: 'wrr', persistenceTimeoutMs: 0, targets: [], ...differences },
  });
const limited = (limits: Partial<PlannedLimits>) =>
  madeUpPlannedListener({ limits: { ...noLimits, ...limits } });

describe('the clients of a listener', () => {
  it.each(['wrr', 'rr', 'sch', 'tch'] as const)('are divided by the scheduler %s', (scheduler) => {
    expect(isDivisible(pool({ scheduler }), 4)).toBe(true);
  });

  it.each(['wlc', 'qch'] as const)('are all for one worker by the scheduler %s', (scheduler) => {
    expect(isDivisible(pool({ scheduler }), 4)).toBe(false);
  });

  it('are divided before a pair', () => {
    const backend = { kind: 'pair', epoch: 1, onConnectFailure: { kind: 'fail' } } as const;
    expect(isDivisible(madeUpPlannedListener({ backend }), 4)).toBe(true);
  });

  it('are all for one worker when one table of addresses, or one bandwidth, holds for them', () => {
    expect(isDivisible(pool({ persistenceTimeoutMs: 1 }), 4)).toBe(false);
    expect(isDivisible(limited({ bandwidthMbps: 10_000 }), 4)).toBe(false);
  });

  it.each(['maxConnections', 'newConnectionsPerSecond'] as const)(
    'are divided where %s leaves each worker a hundred',
    (name) => {
      expect(isDivisible(limited({ [name]: 400 }), 4)).toBe(true);
      expect(isDivisible(limited({ [name]: 399 }), 4)).toBe(false);
    },
  );
});

it('a share of a limit is rounded up, and no limit stays none', () => {
  const planned = limited({ maxConnections: 401, bandwidthMbps: 10 });
  expect(shareOf(planned, 4).limits).toEqual({
    maxConnections: 101,
    bandwidthMbps: 2.5,
    newConnectionsPerSecond: null,
  });
});

it('first workers are spread over all', () => {
  const counts = [0, 0, 0, 0];
  for (let port = 1; port <= 4_000; port++) {
    const worker = firstWorkerOf(`lb-1/tcp/${port}`, 4);
    counts[worker] = (counts[worker] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
