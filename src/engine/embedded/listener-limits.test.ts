import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../lib/fake-clock.ts';
import { ListenerLimits } from './listener-limits.ts';

const none = { bandwidthMbps: null, maxConnections: null, newConnectionsPerSecond: null };

/** How many of 100 that come at once may come. */
function admitted(limits: ListenerLimits): number {
  return Array.from({ length: 100 }, () => limits.admits(0)).filter(Boolean).length;
}

describe('ListenerLimits', () => {
  it.each([
    [null, 1_000_000, true],
    [3, 2, true],
    [3, 3, false],
    [3, 4, false],
  ])('at most %j connections, %i there: one more %j', (maxConnections, open, may) => {
    expect(new ListenerLimits(new FakeClock(), { ...none, maxConnections }).admits(open)).toBe(may);
  });

  it('lets a second of new connections come at once, and then as many a second', () => {
    const clock = new FakeClock();
    const limits = new ListenerLimits(clock, { ...none, newConnectionsPerSecond: 10 });
    expect(admitted(limits)).toBe(10);
    clock.advance(500);
    expect(admitted(limits)).toBe(5);
    clock.advance(60_000);
    expect(admitted(limits)).toBe(10);
  });

  it('a connection turned away for its number costs nothing of the rate', () => {
    const limits = new ListenerLimits(new FakeClock(), {
      ...none,
      maxConnections: 1,
      newConnectionsPerSecond: 1,
    });
    expect([limits.admits(1), limits.admits(0), limits.admits(0)]).toEqual([false, true, false]);
  });

  it('takes over new limits, and keeps what is used up of those that stay', () => {
    const limits = new ListenerLimits(new FakeClock(), { ...none, newConnectionsPerSecond: 10 });
    admitted(limits);
    limits.set({ ...none, maxConnections: 5, newConnectionsPerSecond: 10 });
    expect(limits.admits(0)).toBe(false);
    limits.set({ ...none, maxConnections: 5 });
    expect([limits.admits(4), limits.admits(5)]).toEqual([true, false]);
    limits.set({ ...none, bandwidthMbps: 8 });
    expect(limits.fromClients.take(1e6)).toBeLessThan(1e6);
    expect(limits.toClients.take(1e6)).toBeLessThan(1e6);
  });
});
