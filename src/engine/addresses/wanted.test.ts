import { describe, expect, it } from 'vitest';
import { madeUpPlannedListener } from '../../domain/test-support.ts';
import type { ForwardingPlan } from '../../domain/plan-types.ts';
import { WantedAddresses } from './wanted.ts';

const planOf = (...addresses: readonly string[]): ForwardingPlan => ({
  revision: 1,
  listeners: addresses.map((address, port) => madeUpPlannedListener({ address, port: port + 1 })),
});
const wantedBy = (...addresses: readonly string[]): readonly string[] => [
  ...new WantedAddresses().of(planOf(...addresses)),
];

describe('addresses that a plan wants', () => {
  it('are those of its listeners, each once however it is written', () => {
    expect(wantedBy('192.0.2.1', '192.0.2.1', '2001:db8:0::A', '2001:db8::a')).toEqual([
      '192.0.2.1',
      '2001:db8::a',
    ]);
    expect(wantedBy()).toEqual([]);
  });

  it('are not those that every machine has', () => {
    expect(wantedBy('127.0.1.1', '127.255.0.9', '::1', '0.0.0.0', '::')).toEqual([]);
    expect(wantedBy('128.0.0.1', '::2')).toEqual(['128.0.0.1', '::2']);
  });

  it('follow from plan to plan', () => {
    const wanted = new WantedAddresses();
    const steps = [['192.0.2.1'], ['192.0.2.1', '192.0.2.2'], ['192.0.2.2', '192.0.2.3'], ['192.0.2.3'], []];
    for (const step of steps) expect([...wanted.of(planOf(...step))]).toEqual(step);
  });
});
