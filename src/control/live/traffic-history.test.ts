import { expect, test } from 'vitest';
import type { ListenerTraffic } from '../../domain/live-view.ts';
import { noTraffic } from '../../domain/live-view.ts';
import type { ResolvedListener } from '../../domain/resolve.ts';
import { TrafficHistory } from './traffic-history.ts';

const KEY = 'lb-1/tcp/80';
// Only the servers behind a listener count here.
const listener = { key: KEY, targets: [] } as unknown as ResolvedListener;

function history(traffic: () => ListenerTraffic) {
  const listeners = new Map([[KEY, listener]]);
  return {
    listeners,
    history: new TrafficHistory({
      listeners: () => listeners,
      trafficOf: traffic,
      monitor: { view: () => new Map() },
    }),
  };
}

test('a listener without traffic has no series; from its first connection on it has', () => {
  let traffic = noTraffic;
  const { history: of } = history(() => traffic);
  of.sample(1_000);
  of.sample(7_000);
  expect(of.points([KEY], 5, 8_000).points).toEqual([]);
  traffic = { ...noTraffic, connections: 4, newConnections: 2 };
  for (const nowMs of [10_000, 12_000, 15_000]) of.sample(nowMs);
  expect(of.points([KEY], 5, 15_000).points).toMatchObject([
    { atMs: 10_000, connections: 4, newConnections: 2, latencyMs: null },
  ]);
});

test('a young service shows its few minutes as finely as it has them, also on a chart of a day', () => {
  const { history: of } = history(() => ({ ...noTraffic, connections: 1 }));
  for (let second = 0; second <= 300; second += 1) of.sample(second * 1_000);
  const { stepSeconds, points } = of.points([KEY], 1_440, 300_000);
  expect([stepSeconds, points.length]).toEqual([5, 60]);
  for (let second = 301; second <= 3_600; second += 1) of.sample(second * 1_000);
  expect(of.points([KEY], 1_440, 3_600_000).stepSeconds).toBe(60);
  expect(of.points([KEY], 5, 3_600_000).stepSeconds).toBe(5);
});

test('the series of a deleted listener goes with it', () => {
  const { history: of, listeners } = history(() => ({ ...noTraffic, connections: 1 }));
  of.sample(1_000);
  of.sample(7_000);
  listeners.clear();
  of.sample(8_000);
  expect(of.points([KEY], 5, 8_000).points).toEqual([]);
});
