import { describe, expect, it } from 'vitest';
import type { PlannedTarget } from '../../domain/plan-types.ts';
import { TargetBook } from './target-state.ts';

const planned = (id: string, settings: Partial<PlannedTarget> = {}): PlannedTarget => ({
  id,
  address: '10.0.0.1',
  port: 80,
  weight: 100,
  healthy: true,
  ...settings,
});

describe('TargetBook', () => {
  it('has one state for a target over all plans, with the weight and health of the last', () => {
    const book = new TargetBook();
    const first = book.intern(planned('a'));
    const again = book.intern(planned('a', { weight: 5, healthy: false }));
    expect(again).toBe(first);
    expect(first.weight).toBe(5);
    expect(first.planned.healthy).toBe(false);
  });

  it('takes the same id at another place for another target, and sums both up in the statistics', () => {
    const book = new TargetBook();
    const old = book.intern(planned('a'));
    const moved = book.intern(planned('a', { address: '10.0.0.2' }));
    expect(moved).not.toBe(old);
    old.newConnections = 2;
    moved.newConnections = 3;
    moved.activeConnections = 1;
    expect(book.stats()).toEqual([{ id: 'a', activeConnections: 1, newConnections: 5, connectFailures: 0 }]);
  });

  it('forgets the oldest of too many targets, but none that is planned or in use', () => {
    const book = new TargetBook();
    const kept = book.intern(planned('planned'));
    book.intern(planned('busy')).activeConnections = 1;
    for (let n = 0; n < 400; n++) book.intern(planned(`old-${n}`));
    book.prune([kept]);
    const ids = book.stats().map(({ id }) => id);
    expect(ids).toHaveLength(256);
    expect(ids).toContain('planned');
    expect(ids).toContain('busy');
    expect(ids).toContain('old-399');
    expect(ids).not.toContain('old-0');
  });
});
