import { expect, test } from 'vitest';
import { chartsOf, extremesOf, timesOf, type TrafficPoint } from './points.ts';

const point = (over: Partial<TrafficPoint> = {}): TrafficPoint => ({
  Time: '2026-01-02T03:04:05Z',
  Connections: 1,
  NewConnectionsPerSecond: '2.5',
  DroppedConnectionsPerSecond: '0',
  BytesInPerSecond: '3',
  BytesOutPerSecond: '4',
  HealthyTargets: 1,
  Targets: 2,
  ...over,
});

const valuesOf = (points: readonly TrafficPoint[], series: string) =>
  chartsOf(points)
    .flatMap(({ series: all }) => all)
    .find(({ name }) => name === series)?.values;

test('every chart has a value, or a gap, for every time', () => {
  const points = [point(), point({ LatencyMs: '0.7' }), point()];
  expect(timesOf(points)).toHaveLength(3);
  for (const { series } of chartsOf(points)) {
    for (const { values } of series) expect(values).toHaveLength(3);
  }
  expect(valuesOf(points, 'latency')).toEqual([null, 0.7, null]);
});

test('rates are numbers again', () => {
  expect(valuesOf([point()], 'newConnections')).toEqual([2.5]);
});

test('health is a share; without servers there is none', () => {
  expect(valuesOf([point(), point({ Targets: 0, HealthyTargets: 0 })], 'healthy')).toEqual([50, null]);
});

test('a summary knows the latest value and the greatest, past gaps', () => {
  expect(extremesOf([1, 9, 3, null])).toEqual({ latest: 3, most: 9 });
  expect(extremesOf([null])).toBeUndefined();
});
