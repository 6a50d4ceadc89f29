import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ForwardingPlan, PlannedListener } from '../../domain/plan-types.ts';
import { madeUpPlannedListener } from '../../domain/test-support.ts';
import { PlanDiff, tellPlan } from './plan-change.ts';
import type { PlanChange } from './plan-change.ts';

const listener = (key: string, port: number): PlannedListener => madeUpPlannedListener({ key, port });

/** An engine that does what it is told. */
function follow(state: Map<string, PlannedListener>, change: PlanChange): void {
  if (change.complete) state.clear();
  for (const key of change.remove) state.delete(key);
  for (const each of change.set) state.set(each.key, each);
}

describe('PlanDiff', () => {
  it('tells, over any sequence of plans, all that an engine needs to have the last one', () => {
    const plans = fc.array(
      fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 3 })), {
        selector: ([key]) => key,
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(plans, fc.array(fc.boolean()), (sequence, lost) => {
        const diff = new PlanDiff();
        const state = new Map<string, PlannedListener>();
        for (const [index, entries] of sequence.entries()) {
          const listeners = entries.map(([key, port]) => listener(key, port));
          const change = diff.changeTo({ revision: index + 1, listeners });
          // A change that gets lost must not matter for the next one.
          if (lost[index] === true && index + 1 < sequence.length) {
            diff.forget();
            continue;
          }
          follow(state, change);
          expect([...state.values()].toSorted(byKey)).toEqual(listeners.toSorted(byKey));
        }
      }),
    );
  });

  it('tells nothing of what has not changed', () => {
    const diff = new PlanDiff();
    const [a, b] = [listener('a', 1), listener('b', 2)];
    diff.changeTo({ revision: 1, listeners: [a, b] });
    expect(diff.changeTo({ revision: 2, listeners: [{ ...a }, listener('b', 3)] })).toEqual({
      revision: 2,
      set: [listener('b', 3)],
      remove: [],
      complete: false,
    });
  });
});

describe('tellPlan', () => {
  const plan: ForwardingPlan = { revision: 1, listeners: [listener('a', 1), listener('b', 2)] };
  const failure = { code: 'port-in-use' as const, message: 'Taken.' };

  it('reports on every listener of the plan, not only on those that changed', async () => {
    const told = new PlanDiff();
    const send = async ({ revision }: PlanChange): ReturnType<Parameters<typeof tellPlan>[2]> => ({
      revision,
      failures: { b: failure },
      cutConnections: 2,
    });
    const expected = { revision: 1, listeners: [{ key: 'a' }, { key: 'b', failure }], cutConnections: 2 };
    expect(await tellPlan(told, plan, send)).toEqual(expected);
    expect(await tellPlan(told, plan, send)).toEqual(expected);
  });

  it('tells everything again after a failure', async () => {
    const told = new PlanDiff();
    const changes: PlanChange[] = [];
    const failing = async (change: PlanChange): Promise<never> => {
      changes.push(change);
      throw new Error('gone');
    };
    await expect(tellPlan(told, plan, failing)).rejects.toThrow('gone');
    await expect(tellPlan(told, plan, failing)).rejects.toThrow('gone');
    expect(changes.map(({ complete, set }) => [complete, set.length])).toEqual([
      [true, 2],
      [true, 2],
    ]);
  });
});

function byKey(a: PlannedListener, b: PlannedListener): number {
  return a.key.localeCompare(b.key);
}
