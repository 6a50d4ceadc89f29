import { describe, expect, it } from 'vitest';
import type { PlannedListener } from '../../../domain/plan-types.ts';
import { madeUpPlannedListener, noLimits } from '../../../domain/test-support.ts';
import type { PlanChange } from '../plan-change.ts';
import { Allotment } from './allotment.ts';
import type { Round } from './allotment.ts';
import { firstWorkerOf } from './division.ts';

const workers = 3;
const failure = { code: 'port-in-use' as const, message: 'Taken.' };

const divided = (port: number, address = '192.0.2.1'): PlannedListener =>
  madeUpPlannedListener({ key: `lb-1/tcp/${port}`, port, address });
const single = (port: number): PlannedListener => ({
  ...divided(port),
  limits: { ...noLimits, bandwidthMbps: 30 },
});

const change = (set: readonly PlannedListener[], rest: Partial<PlanChange> = {}): PlanChange => ({
  revision: 1,
  set,
  remove: [],
  complete: false,
  ...rest,
});

/** By worker, its listeners' ports with the seat and the bandwidth that it is told. */
function read(round: Round | undefined): unknown {
  return round?.map(({ set, seats }) =>
    set.map(({ key, port, limits }) => [port, seats?.[key] ?? 'alone', limits.bandwidthMbps]),
  );
}

/** What `read` makes of a round in which the first worker of the port is told one thing, the others another. */
function told(port: number, first: readonly unknown[], others: readonly unknown[]): unknown {
  const worker = firstWorkerOf(`lb-1/tcp/${port}`, workers);
  return Array.from({ length: workers }, (_, at) => (at === worker ? first : others));
}

describe('Allotment', () => {
  it('has the first worker bind a divided listener, and then the others', () => {
    const allotment = new Allotment(workers, 100);
    const { known, fresh, freed } = allotment.begin(change([divided(80)]));
    expect(read(known)).toEqual([[], [], []]);
    expect(read(fresh)).toEqual(told(80, [[80, 'first', null]], []));
    expect(freed).toEqual([]);
    expect(read(allotment.others(1, {}))).toEqual(told(80, [], [[80, 'other', null]]));
    expect(allotment.others(1, {})).toBeUndefined();
  });

  it('tells all at once what they have already', () => {
    const allotment = new Allotment(workers, 100);
    allotment.begin(change([divided(80)]));
    allotment.others(1, {});
    const { known, fresh } = allotment.begin(change([divided(80)]));
    expect(read(known)).toEqual(told(80, [[80, 'first', null]], [[80, 'other', null]]));
    expect(read(fresh)).toEqual([[], [], []]);
    expect(allotment.others(1, {})).toBeUndefined();
  });

  it('lets nobody join a port that the first worker could not bind, until it has', () => {
    const allotment = new Allotment(workers, 100);
    allotment.begin(change([divided(80)]));
    expect(allotment.others(1, { 'lb-1/tcp/80': failure })).toBeUndefined();
    allotment.begin(change([]));
    expect(read(allotment.others(2, {}))).toEqual(told(80, [], [[80, 'other', null]]));
  });

  it('gives a listener that cannot be divided to one worker', () => {
    const allotment = new Allotment(workers, 100);
    expect(read(allotment.begin(change([single(80)])).fresh)).toEqual(told(80, [[80, 'alone', 30]], []));
    expect(allotment.others(1, {})).toBeUndefined();
  });

  it('has others join when a single listener can be divided after all', () => {
    const allotment = new Allotment(workers, 100);
    allotment.begin(change([single(80)]));
    expect(read(allotment.begin(change([divided(80)])).known)).toEqual(told(80, [[80, 'first', null]], []));
    expect(read(allotment.others(1, {}))).toEqual(told(80, [], [[80, 'other', null]]));
  });

  it('leaves a divided listener that turns single with all, and its new clients to the first', () => {
    const allotment = new Allotment(workers, 100);
    allotment.begin(change([divided(80)]));
    allotment.others(1, {});
    const turned = told(80, [[80, 'first-takes-all', 30]], [[80, 'other', 10]]);
    expect(read(allotment.begin(change([single(80)])).known)).toEqual(turned);
    expect(allotment.others(1, {})).toBeUndefined();
    const back = told(80, [[80, 'first', null]], [[80, 'other', null]]);
    expect(read(allotment.begin(change([divided(80)])).known)).toEqual(back);
  });

  it('frees the ports of what goes and what moves, for all, before new ones are taken', () => {
    const allotment = new Allotment(workers, 100);
    allotment.begin(change([divided(80), divided(81)]));
    allotment.others(1, {});
    const moved = divided(80, '192.0.2.2');
    const { known, fresh, freed } = allotment.begin(change([moved], { remove: ['lb-1/tcp/81'] }));
    expect(freed).toEqual(['lb-1/tcp/81', 'lb-1/tcp/80']);
    expect(known.map(({ set, remove }) => [set, remove])).toEqual([
      [[], freed],
      [[], freed],
      [[], freed],
    ]);
    expect(read(fresh)).toEqual(told(80, [[80, 'first', null]], []));
    expect([...allotment.keys]).toEqual(['lb-1/tcp/80']);
  });

  it('divides no more listeners than there is room for, and those beyond not at all', () => {
    const allotment = new Allotment(workers, 1);
    const limits = { ...noLimits, maxConnections: 3_000 };
    const { fresh } = allotment.begin(change([divided(80), { ...divided(81), limits }]));
    const all = fresh.flatMap(({ set, seats }) =>
      set.map(({ key, limits: { maxConnections } }) => [key, seats?.[key], maxConnections]),
    );
    expect(all).toContainEqual(['lb-1/tcp/80', 'first', null]);
    expect(all).toContainEqual(['lb-1/tcp/81', undefined, 3_000]);
    expect(read(allotment.others(1, {}))).toEqual(told(80, [], [[80, 'other', null]]));
  });

  it('takes a complete change for all that there is', () => {
    const allotment = new Allotment(workers, 100);
    allotment.begin(change([divided(80), divided(81)], { complete: true }));
    allotment.others(1, {});
    const { known, freed } = allotment.begin(change([divided(81)], { complete: true }));
    expect(freed).toEqual(['lb-1/tcp/80']);
    expect(known.map(({ complete, remove }) => [complete, remove])).toEqual([
      [true, []],
      [true, []],
      [true, []],
    ]);
    expect(read(known)).toEqual(told(81, [[81, 'first', null]], [[81, 'other', null]]));
  });
});
