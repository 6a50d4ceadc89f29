import { describe, expect, it } from 'vitest';
import type { ForwardingPlan } from '../domain/plan-types.ts';
import type { Applied } from './engine.ts';
import { LatestPlan } from './latest-plan.ts';

const plan = (revision: number): ForwardingPlan => ({ revision, listeners: [] });
const applied = (revision: number): Applied => ({ revision, listeners: [], cutConnections: 0 });

describe('LatestPlan', () => {
  it('brings one plan after another, and of those that wait only the latest', async () => {
    const brought: number[] = [];
    let running = 0;
    const plans = new LatestPlan(async ({ revision }) => {
      expect(++running).toBe(1);
      brought.push(revision);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      running--;
      return applied(revision);
    });
    const first = plans.apply(plan(1));
    await Promise.resolve();
    await Promise.resolve();
    const rest = [2, 3, 4].map((revision) => plans.apply(plan(revision)));
    expect((await first).revision).toBe(1);
    expect((await Promise.all(rest)).map(({ revision }) => revision)).toEqual([4, 4, 4]);
    expect(brought).toEqual([1, 4]);
  });

  it('tells a failure to those whom it concerns, and goes on', async () => {
    const plans = new LatestPlan(async ({ revision }) => {
      if (revision === 1) throw new Error('no');
      return applied(revision);
    });
    await expect(plans.apply(plan(1))).rejects.toThrow('no');
    expect((await plans.apply(plan(2))).revision).toBe(2);
  });
});
