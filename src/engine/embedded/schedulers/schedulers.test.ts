import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScheduler } from './registry.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';

const none: ReadonlySet<Schedulable> = new Set();

/** `a3 b1` = target a of weight 3 and target b of weight 1. */
function targets(text: string): Schedulable[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ id: word.slice(0, 1), weight: Number(word.slice(1)) }));
}

function picks(scheduler: Scheduler<Schedulable>, count: number): string {
  return Array.from({ length: count }, () => scheduler.pick('10.0.0.1', none)?.id ?? '-').join('');
}

function made(name: 'wrr' | 'rr' | 'sch', list: Schedulable[]): Scheduler<Schedulable> {
  const scheduler = createScheduler<Schedulable>(name);
  scheduler.update(list);
  return scheduler;
}

describe('every scheduler', () => {
  it.each(['wrr', 'rr', 'sch'] as const)('%s has nothing to give without targets', (name) => {
    expect(made(name, []).pick('10.0.0.1', none)).toBeUndefined();
  });

  it.each(['wrr', 'rr', 'sch'] as const)('%s gives each target once when the others have failed', (name) => {
    const list = targets('a5 b1 c1');
    const scheduler = made(name, list);
    const failed = new Set<Schedulable>();
    for (let left = list.length; left > 0; left--) {
      const target = scheduler.pick('10.0.0.1', failed);
      expect(target && !failed.has(target)).toBe(true);
      if (target) failed.add(target);
    }
    expect(scheduler.pick('10.0.0.1', failed)).toBeUndefined();
  });
});

describe('wrr', () => {
  it.each([
    ['a1', 3, 'aaa'],
    ['a1 b1', 4, 'abab'],
    ['a5 b1 c1', 7, 'aabacaa'],
    ['a3 b1', 8, 'aabaaaba'],
    ['a2 b0', 3, 'aaa'],
    ['a0', 2, '--'],
  ])('%s: %i picks are %s', (list, count, order) => {
    expect(picks(made('wrr', targets(list)), count)).toBe(order);
  });

  it('is exact over one sum of weights', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 }), (weights) => {
        const list = weights.map((weight, index) => ({ id: String(index), weight }));
        const scheduler = made('wrr', list);
        const counts = new Map<string, number>();
        const sum = weights.reduce((a, b) => a + b, 0);
        for (let n = 0; n < sum; n++) {
          const id = scheduler.pick('', none)?.id ?? '';
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
        for (const { id, weight } of list) expect(counts.get(id)).toBe(weight);
      }),
    );
  });

  it('keeps its place over an edit, so that many edits do not favour the first target', () => {
    const scheduler = made('wrr', targets('a1 b1'));
    let order = '';
    for (let n = 0; n < 4; n++) {
      order += picks(scheduler, 1);
      scheduler.update(targets('a1 b1'));
    }
    expect(order).toBe('abab');
  });
});

describe('rr', () => {
  it.each([
    ['a1 b1 c1', 5, 'abcab'],
    ['a9 b1', 4, 'abab'],
  ])('%s: %i picks are %s', (list, count, order) => {
    expect(picks(made('rr', targets(list)), count)).toBe(order);
  });

  it('goes on with the same target when another one leaves', () => {
    const scheduler = made('rr', targets('a1 b1 c1'));
    expect(picks(scheduler, 2)).toBe('ab');
    scheduler.update(targets('a1 c1'));
    expect(picks(scheduler, 3)).toBe('cac');
  });
});

describe('sch', () => {
  const sources = Array.from({ length: 4000 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
  const choose = (list: Schedulable[]): Map<string, string> => {
    const scheduler = made('sch', list);
    return new Map(sources.map((source) => [source, scheduler.pick(source, none)?.id ?? '-']));
  };
  const share = (chosen: Map<string, string>, id: string): number =>
    [...chosen.values()].filter((found) => found === id).length / chosen.size;

  it('gives a source the same target always, whatever the order of targets', () => {
    expect(choose(targets('a1 b1 c1'))).toEqual(choose(targets('c1 a1 b1')));
  });

  it('shares by weight', () => {
    const chosen = choose(targets('a1 b2 c5'));
    expect(share(chosen, 'a')).toBeCloseTo(1 / 8, 1);
    expect(share(chosen, 'b')).toBeCloseTo(2 / 8, 1);
    expect(share(chosen, 'c')).toBeCloseTo(5 / 8, 1);
  });

  it.each([
    ['a target leaves', 'a1 b1 c1 d1', 'a1 b1 d1'],
    ['a target joins', 'a1 b1 c1', 'a1 b1 c1 d1'],
    ['a weight grows', 'a1 b1 c1', 'a1 b1 c3'],
    ['a weight shrinks', 'a1 b1 c3', 'a1 b1 c1'],
  ])('moves only what it must when %s', (_what, before, after) => {
    const was = choose(targets(before));
    const is = choose(targets(after));
    const changed = before.length > after.length ? 'c' : after.includes('d') ? 'd' : 'c';
    const moved = sources.filter((source) => was.get(source) !== is.get(source));
    expect(moved.length).toBeGreaterThan(0);
    for (const source of moved) expect([was.get(source), is.get(source)]).toContain(changed);
  });
});
