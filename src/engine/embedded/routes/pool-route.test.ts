import { describe, expect, it } from 'vitest';
import type { PlannedPool, PlannedTarget } from '../../../domain/plan-types.ts';
import { FakeClock } from '../../../lib/fake-clock.ts';
import { clientOf } from '../client.ts';
import { TargetBook } from '../target-state.ts';
import type { TargetState } from '../target-state.ts';
import { PoolRoute } from './pool-route.ts';

const client = clientOf({ address: '10.9.9.9', port: 4000 }, { address: '10.0.0.9', port: 80 });

const target = (id: string): PlannedTarget => ({
  id,
  address: '10.0.0.1',
  port: 80,
  weight: 100,
  healthy: true,
});

const pool = (ids: string, settings: Partial<PlannedPool> = {}): PlannedPool => ({
  kind: 'pool',
  scheduler: 'rr',
  persistenceTimeoutMs: 0,
  targets: [...ids].map(target),
  ...settings,
});

function serve(route: PoolRoute, failed = new Set<TargetState>()): string {
  const step = route.next(client, failed);
  if (step.kind !== 'try') return '-';
  route.served(client, step.target);
  return step.target.id;
}

describe('PoolRoute', () => {
  it('goes on in its rotation and keeps its pins over an edit', () => {
    const book = new TargetBook();
    const clock = new FakeClock();
    const first = new PoolRoute(pool('abc'), book, clock);
    expect(serve(first) + serve(first)).toBe('ab');
    const edited = new PoolRoute(pool('abcd'), book, clock, first);
    expect(serve(edited) + serve(edited)).toBe('cd');

    const persistent = new PoolRoute(pool('abcd', { persistenceTimeoutMs: 1000 }), book, clock, edited);
    const pinned = serve(persistent);
    const again = new PoolRoute(pool('abcde', { persistenceTimeoutMs: 1000 }), book, clock, persistent);
    expect(serve(again) + serve(again)).toBe(pinned + pinned);
  });

  it('never follows a pin to a target that failed or left, and pins to the one that served instead', () => {
    const book = new TargetBook();
    const clock = new FakeClock();
    const settings = { persistenceTimeoutMs: 1000 };
    const route = new PoolRoute(pool('ab', settings), book, clock);
    expect(serve(route)).toBe('a');
    expect(serve(route, new Set([book.intern(target('a'))]))).toBe('b');
    expect(serve(route)).toBe('b');
    const without = new PoolRoute(pool('a', settings), book, clock, route);
    expect(serve(without)).toBe('a');
  });

  it('refuses when there is nobody, or nobody left', () => {
    const book = new TargetBook();
    expect(serve(new PoolRoute(pool(''), book, new FakeClock()))).toBe('-');
    const route = new PoolRoute(pool('a'), book, new FakeClock());
    expect(serve(route, new Set([book.intern(target('a'))]))).toBe('-');
  });

  it('keeps a try of a target that is still in the pool, and no other', () => {
    const book = new TargetBook();
    const [a, b] = [book.intern(target('a')), book.intern(target('b'))];
    const route = new PoolRoute(pool('a'), book, new FakeClock());
    expect(route.keeps(a, new Set())).toBe(true);
    expect(route.keeps(b, new Set())).toBe(false);
  });

  it('tries the spare group for a client whom nobody of the active one takes, and remembers nothing of it', () => {
    const book = new TargetBook();
    const groups = pool('ab', { spare: [target('y'), target('z')], epoch: 3, persistenceTimeoutMs: 1000 });
    const route = new PoolRoute(groups, book, new FakeClock());
    const [a, b, y, z] = ['a', 'b', 'y', 'z'].map((id) => book.intern(target(id)));
    if (!a || !b || !y || !z) throw new Error('four targets are planned');
    expect(route.epoch).toBe(3);
    expect(serve(route, new Set([a, b]))).toBe('y');
    expect(serve(route, new Set([a, b, y]))).toBe('z');
    expect(serve(route, new Set([a, b, y, z]))).toBe('-');
    expect(serve(route)).toBe('a');
    expect([route.holds(a), route.holds(y), route.planned.includes(y)]).toEqual([true, false, true]);
    expect(route.keeps(y, new Set([a, b]))).toBe(true);
    expect(route.keeps(y, new Set([a]))).toBe(false);
  });
});
