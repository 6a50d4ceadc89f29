import { describe, expect, it } from 'vitest';
import type { ListenerStats, ObservedListener, TargetStats } from '../../engine.ts';
import { mergeObserved, StatsSum } from './merge.ts';

const target = (id: string, count: number): TargetStats => ({
  id,
  activeConnections: count,
  newConnections: count + 1,
  connectFailures: count + 2,
});

const stats = (key: string, count: number, targets: readonly TargetStats[] = []): ListenerStats => ({
  key,
  activeConnections: count,
  newConnections: count + 1,
  failedConnections: count + 2,
  droppedConnections: count + 3,
  fallbacks: count + 4,
  bytesFromClients: count + 5,
  bytesToClients: count + 6,
  packetsFromClients: count + 7,
  packetsToClients: count + 8,
  targets,
});

const nothing = { set: [], remove: [] };

describe('StatsSum', () => {
  it('adds every counter of a listener, and of each of its targets', () => {
    const sum = new StatsSum(2);
    const told = sum.add(
      [
        { set: [stats('x', 10, [target('a', 1), target('b', 5)])], remove: [] },
        { set: [stats('x', 100, [target('b', 20), target('c', 7)])], remove: [] },
      ],
      false,
    );
    expect(told).toEqual({
      set: [
        {
          key: 'x',
          activeConnections: 110,
          newConnections: 112,
          failedConnections: 114,
          droppedConnections: 116,
          fallbacks: 118,
          bytesFromClients: 120,
          bytesToClients: 122,
          packetsFromClients: 124,
          packetsToClients: 126,
          targets: [
            target('a', 1),
            { id: 'b', activeConnections: 25, newConnections: 27, connectFailures: 29 },
            target('c', 7),
          ],
        },
      ],
      remove: [],
    });
  });

  it('counts what a worker said earlier, and tells only what is new', () => {
    const sum = new StatsSum(2);
    const first = { set: [stats('x', 1), stats('y', 1)], remove: [] };
    sum.add([first, { set: [stats('x', 2)], remove: [] }], true);
    const told = sum.add([nothing, { set: [stats('x', 5)], remove: [] }], false);
    expect(told.set.map(({ key, activeConnections }) => [key, activeConnections])).toEqual([['x', 6]]);
    expect(sum.add([nothing, nothing], false)).toEqual(nothing);
  });

  it('removes a listener when no worker has it any more', () => {
    const sum = new StatsSum(2);
    sum.add(
      [
        { set: [stats('x', 1)], remove: [] },
        { set: [stats('x', 2)], remove: [] },
      ],
      true,
    );
    const gone = { set: [], remove: ['x'] };
    expect(sum.add([nothing, gone], false)).toEqual({ set: [stats('x', 1)], remove: [] });
    expect(sum.add([gone, nothing], false)).toEqual({ set: [], remove: ['x'] });
  });

  it('forgets what was there before it is told everything', () => {
    const sum = new StatsSum(2);
    sum.add([{ set: [stats('x', 1)], remove: [] }, nothing], true);
    expect(sum.add([nothing, { set: [stats('x', 2)], remove: [] }], true).set).toEqual([stats('x', 2)]);
  });
});

it('a listener is bound when all who have it have bound it, and stands in its place', () => {
  const listener = (key: string, bound: boolean): ObservedListener => ({
    key,
    protocol: 'tcp',
    address: '192.0.2.1',
    port: 80,
    bound,
    serving: ['a'],
  });
  const each = [
    { revision: 3, listeners: [listener('x', true), listener('y', true)] },
    { revision: 3, listeners: [listener('z', true), listener('x', true), listener('y', false)] },
  ];
  expect(mergeObserved(3, each, ['z', 'x', 'y', 'gone'])).toEqual({
    revision: 3,
    listeners: [listener('z', true), listener('x', true), listener('y', false)],
  });
});
