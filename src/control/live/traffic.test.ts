import { expect, test } from 'vitest';
import type { ListenerStats } from '../../engine/engine.ts';
import { Traffic } from './traffic.ts';

const KEY = 'lb-1/tcp/80';

function stats(counters: Partial<ListenerStats> = {}): ReadonlyMap<string, ListenerStats> {
  const entry: ListenerStats = {
    key: KEY,
    activeConnections: 0,
    newConnections: 0,
    failedConnections: 0,
    droppedConnections: 0,
    fallbacks: 0,
    bytesFromClients: 0,
    bytesToClients: 0,
    packetsFromClients: 0,
    packetsToClients: 0,
    targets: [
      {
        id: 'i-1:80',
        activeConnections: 0,
        newConnections: counters.newConnections ?? 0,
        connectFailures: 0,
      },
    ],
    ...counters,
  };
  return new Map([[KEY, entry]]);
}

test('counters become rates of the time between two readings', () => {
  const traffic = new Traffic();
  traffic.take(stats({ newConnections: 1_000, activeConnections: 3 }), 1_000);
  expect(traffic.of(KEY)).toMatchObject({ connections: 3, newConnections: 0 });
  expect(traffic.take(stats({ newConnections: 1_100, bytesToClients: 4_000 }), 3_000)).toEqual([KEY]);
  expect(traffic.of(KEY)).toMatchObject({ newConnections: 50, bytesToClients: 2_000 });
  expect(traffic.of(KEY).targets.get('i-1:80')?.newConnections).toBe(50);
});

test('an engine that began anew is no negative rate', () => {
  const traffic = new Traffic();
  traffic.take(stats({ newConnections: 1_000 }), 1_000);
  traffic.take(stats({ newConnections: 7 }), 2_000);
  expect(traffic.of(KEY).newConnections).toBe(7);
});

test('what is quiet is told once and no more, what is gone once', () => {
  const traffic = new Traffic();
  traffic.take(stats(), 1_000);
  traffic.take(stats({ newConnections: 5 }), 2_000);
  expect(traffic.take(stats({ newConnections: 5 }), 3_000)).toEqual([KEY]);
  expect(traffic.take(stats({ newConnections: 5 }), 4_000)).toEqual([]);
  expect(traffic.take(new Map(), 5_000)).toEqual([KEY]);
  expect(traffic.take(new Map(), 6_000)).toEqual([]);
});

test('counters that stand still are at rest, also when they are told as the very same value', () => {
  const traffic = new Traffic();
  const rested = stats({ newConnections: 5, activeConnections: 1 });
  traffic.take(stats({ newConnections: 3 }), 1_000);
  traffic.take(rested, 2_000);
  expect(traffic.of(KEY)).toMatchObject({ connections: 1, newConnections: 2 });
  expect(traffic.take(rested, 3_000)).toEqual([KEY]);
  expect(traffic.of(KEY)).toMatchObject({ connections: 1, newConnections: 0 });
  expect(traffic.take(rested, 4_000)).toEqual([]);
  expect(traffic.take(stats({ newConnections: 9, activeConnections: 1 }), 5_000)).toEqual([KEY]);
  expect(traffic.of(KEY).newConnections).toBe(4);
});
