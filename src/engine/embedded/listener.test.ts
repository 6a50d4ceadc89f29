import { expect, it } from 'vitest';
import { madeUpPlannedListener } from '../../domain/test-support.ts';
import type { ListenerStats } from '../engine.ts';
import { ListenerCounters } from './counters.ts';
import { statsOf } from './listener.ts';
import { TargetBook } from './target-state.ts';

const target = { id: 'a:80', address: '192.0.2.1', port: 80, weight: 100, healthy: true };

it('tells of a listener at rest by the same object, and by another one after whatever has been counted', () => {
  const counters = new ListenerCounters();
  const book = new TargetBook();
  const state = book.intern(target);
  let active = 0;
  const planned = madeUpPlannedListener({ key: 'lb-1/tcp/80' });
  let before: ListenerStats | undefined;
  const now = (): ListenerStats => (before = statsOf({ planned }, active, counters, book, before));

  const events: readonly (() => unknown)[] = [
    () => (active += 1),
    () => (counters.newConnections += 1),
    () => (counters.failedConnections += 1),
    () => (counters.droppedConnections += 1),
    () => (counters.fallbacks += 1),
    () => counters.fromClient(0),
    () => counters.toClient(1),
    () => (state.activeConnections += 1),
    () => (state.newConnections += 1),
    () => (state.connectFailures += 1),
    () => book.intern({ ...target, id: 'b:80' }),
  ];
  for (const happens of events) {
    const first = now();
    expect(now()).toBe(first);
    happens();
    const second = now();
    expect(second).not.toEqual(first);
    expect(second).toEqual(statsOf({ planned }, active, counters, book, undefined));
  }
});
