import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SchedulerName } from '../../../domain/plan-types.ts';
import type { Client } from '../client.ts';
import { clientOf } from '../client.ts';
import { createScheduler } from './registry.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';

const none: ReadonlySet<Schedulable> = new Set();

const listener = { address: '192.0.2.1', port: 443 };

function client(address = '10.0.0.1', port = 4000, quicConnection?: string): Client {
  return clientOf({ address, port }, listener, quicConnection);
}

const all: readonly SchedulerName[] = ['wrr', 'rr', 'wlc', 'sch', 'tch', 'qch'];

/** `a3 b1` = target a of weight 3 and target b of weight 1. */
function targets(text: string): Schedulable[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ id: word.slice(0, 1), weight: Number(word.slice(1)), load: 0 }));
}

function picks(scheduler: Scheduler<Schedulable>, count: number): string {
  return Array.from({ length: count }, () => scheduler.pick(client(), none)?.id ?? '-').join('');
}

function made(name: SchedulerName, list: Schedulable[]): Scheduler<Schedulable> {
  const scheduler = createScheduler<Schedulable>(name);
  scheduler.update(list);
  return scheduler;
}

describe('every scheduler', () => {
  it.each(all)('%s has nothing to give without targets', (name) => {
    expect(made(name, []).pick(client(), none)).toBeUndefined();
  });

  it.each(all)('%s gives each target once when the others have failed', (name) => {
    const list = targets('a5 b1 c1');
    const scheduler = made(name, list);
    const failed = new Set<Schedulable>();
    for (let left = list.length; left > 0; left--) {
      const target = scheduler.pick(client(), failed);
      expect(target && !failed.has(target)).toBe(true);
      if (target) failed.add(target);
    }
    expect(scheduler.pick(client(), failed)).toBeUndefined();
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
        const list = weights.map((weight, index) => ({ id: String(index), weight, load: 0 }));
        const scheduler = made('wrr', list);
        const counts = new Map<string, number>();
        const sum = weights.reduce((a, b) => a + b, 0);
        for (let n = 0; n < sum; n++) {
          const id = scheduler.pick(client(), none)?.id ?? '';
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

describe('wlc', () => {
  /** Loads, in order of targets, after `count` connections that all stay. */
  const filled = (text: string, count: number, loads: readonly number[] = []): string => {
    const list = targets(text).map((each, index) => ({ ...each, load: loads[index] ?? 0 }));
    const scheduler = made('wlc', list);
    for (let n = 0; n < count; n++) {
      const id = scheduler.pick(client(), none)?.id;
      for (const each of list) if (each.id === id) each.load++;
    }
    return list.map(({ id, load }) => `${id}${load}`).join(' ');
  };

  it.each([
    ['a1 b1 c1', 6, [], 'a2 b2 c2'],
    ['a3 b1', 8, [], 'a6 b2'],
    ['a1 b1', 4, [4, 0], 'a4 b4'],
    ['a1 b0', 3, [], 'a3 b0'],
    ['a2 b1', 3, [10, 0], 'a10 b3'],
  ] as const)('%s: %i connections onto %j make %s', (text, count, loads, expected) => {
    expect(filled(text, count, loads)).toBe(expected);
  });

  it('lets equals take turns while nothing stays', () => {
    expect(picks(made('wlc', targets('a1 b1 c1')), 6)).toBe('abcabc');
  });

  it('sees a connection end at once', () => {
    const [a, b] = [
      { id: 'a', weight: 1, load: 1 },
      { id: 'b', weight: 1, load: 5 },
    ];
    const scheduler = made('wlc', [a, b]);
    expect(picks(scheduler, 1)).toBe('a');
    b.load = 0;
    expect(picks(scheduler, 1)).toBe('b');
  });
});

describe.each([
  ['sch', (n: number) => client(`10.0.${n >> 8}.${n & 255}`)],
  ['tch', (n: number) => client('10.0.0.1', 1024 + n)],
  ['qch', (n: number) => client('10.0.0.1', 4000, `id ${n * 7919}`)],
] as const)('%s', (name, clientNumber) => {
  const clients = Array.from({ length: 4000 }, (_, n) => clientNumber(n));
  const choose = (list: Schedulable[]): Map<Client, string> => {
    const scheduler = made(name, list);
    return new Map(clients.map((each) => [each, scheduler.pick(each, none)?.id ?? '-']));
  };
  const share = (chosen: Map<Client, string>, id: string): number =>
    [...chosen.values()].filter((found) => found === id).length / chosen.size;

  it('gives a client the same target always, whatever the order of targets', () => {
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
    const moved = clients.filter((each) => was.get(each) !== is.get(each));
    expect(moved.length).toBeGreaterThan(0);
    for (const each of moved) expect([was.get(each), is.get(each)]).toContain(changed);
  });
});

describe('what a hash goes by', () => {
  const list = targets('a1 b1 c1 d1');
  const reached = (name: SchedulerName, clients: readonly Client[]): number => {
    const scheduler = made(name, list);
    return new Set(clients.map((each) => scheduler.pick(each, none)?.id)).size;
  };
  const ports = Array.from({ length: 64 }, (_, n) => n + 5000);

  it.each([
    ['sch: the ports of one address', 'sch', ports.map((port) => client('10.0.0.1', port)), 1],
    ['tch: the ports of one address', 'tch', ports.map((port) => client('10.0.0.1', port)), 4],
    [
      'tch: one client of many listeners',
      'tch',
      ports.map((port) => clientOf({ address: '10.0.0.1', port: 4000 }, { address: '192.0.2.1', port })),
      4,
    ],
    ['qch: one connection from many ports', 'qch', ports.map((port) => client('10.0.0.1', port, 'id')), 1],
    ['qch: many connections from one port', 'qch', ports.map((n) => client('10.0.0.1', 4000, `id ${n}`)), 4],
    ['qch: no QUIC, many ports', 'qch', ports.map((port) => client('10.0.0.1', port)), 4],
  ] as const)('%s', (_what, name, clients, count) => {
    expect(reached(name, clients)).toBe(count);
  });
});
