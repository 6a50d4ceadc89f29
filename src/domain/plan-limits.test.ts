import { describe, expect, it } from 'vitest';
import { plannedLimits } from './plan-limits.ts';

describe('what a listener may carry', () => {
  it.each([
    [-1, null],
    [1, 1],
    [5120, 5120],
  ])('bandwidth %i: %j Mbit/s', (bandwidthMbps, planned) => {
    expect(plannedLimits({ bandwidthMbps }, { spec: 'slb.s1.small' }, false)).toEqual({
      bandwidthMbps: planned,
      maxConnections: null,
      newConnectionsPerSecond: null,
    });
  });

  it.each([
    ['slb.s1.small', 5_000, 3_000],
    ['slb.s2.small', 50_000, 5_000],
    ['slb.s2.medium', 100_000, 10_000],
    ['slb.s3.small', 200_000, 20_000],
    ['slb.s3.medium', 500_000, 50_000],
    ['slb.s3.large', 1_000_000, 100_000],
    ['slb.s3.xlarge', 2_000_000, 200_000],
    ['slb.s3.xxlarge', 5_000_000, 500_000],
    ['', null, null],
    ['slb.of.another.day', null, null],
  ])('specification "%s", enforced: %j connections, %j new ones a second', (spec, connections, rate) => {
    expect(plannedLimits({ bandwidthMbps: -1 }, { spec }, true)).toEqual({
      bandwidthMbps: null,
      maxConnections: connections,
      newConnectionsPerSecond: rate,
    });
  });
});
