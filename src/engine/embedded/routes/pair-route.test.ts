import { describe, expect, it } from 'vitest';
import type { OnConnectFailure, PlannedPair, PlannedTarget } from '../../../domain/plan-types.ts';
import { clientOf } from '../client.ts';
import { TargetBook } from '../target-state.ts';
import type { TargetState } from '../target-state.ts';
import { PairRoute } from './pair-route.ts';
import type { RouteStep } from './route.ts';

const client = clientOf({ address: '10.9.9.9', port: 4000 }, { address: '10.0.0.9', port: 80 });

const target = (id: string, healthy = true): PlannedTarget => ({
  id,
  address: '10.0.0.1',
  port: 80,
  weight: 100,
  healthy,
});

/** `try a`, `wait 200`, `refuse`. */
function spell(step: RouteStep): string {
  if (step.kind === 'try') return `try ${step.target.id}`;
  return step.kind === 'wait' ? `wait ${step.ms}` : 'refuse';
}

function steps(pair: Partial<PlannedPair>, failedIds: readonly string[] = [], waitedMs = 0): string {
  const book = new TargetBook();
  const route = new PairRoute(
    { kind: 'pair', epoch: 1, onConnectFailure: { kind: 'fallback' }, ...pair },
    book,
  );
  const failed = new Set<TargetState>();
  for (const each of route.planned) if (failedIds.includes(each.id)) failed.add(each);
  return spell(route.next(client, failed, waitedMs));
}

const a = target('a');
const b = target('b');
const badA = target('a', false);
const badB = target('b', false);

describe('what a pair does with a client', () => {
  const fallback: OnConnectFailure = { kind: 'fallback' };
  const fail: OnConnectFailure = { kind: 'fail' };

  it.each([
    ['good, good', { active: a, standby: b }, [], 'try a'],
    ['good, good, active failed', { active: a, standby: b }, ['a'], 'try b'],
    ['good, good, both failed', { active: a, standby: b }, ['a', 'b'], 'refuse'],
    ['good, bad, active failed', { active: a, standby: badB }, ['a'], 'refuse'],
    ['bad, good', { active: badA, standby: b }, [], 'try a'],
    ['bad, good, active failed', { active: badA, standby: b }, ['a'], 'try b'],
    ['bad, bad', { active: badA, standby: badB }, [], 'try a'],
    ['bad, bad, active failed', { active: badA, standby: badB }, ['a'], 'try b'],
    ['bad, bad, both failed', { active: badA, standby: badB }, ['a', 'b'], 'refuse'],
    ['alone', { active: a }, ['a'], 'refuse'],
    ['nobody active', { standby: b }, [], 'refuse'],
    ['nobody at all', {}, [], 'refuse'],
  ] as const)('fallback: %s', (_case, pair, failed, expected) => {
    expect(steps({ ...pair, onConnectFailure: fallback }, failed)).toBe(expected);
  });

  it.each([
    ['first', { active: a, standby: b }, [], 'try a'],
    ['active failed', { active: a, standby: b }, ['a'], 'refuse'],
    ['both bad, active failed', { active: badA, standby: badB }, ['a'], 'refuse'],
  ] as const)('fail: %s', (_case, pair, failed, expected) => {
    expect(steps({ ...pair, onConnectFailure: fail }, failed)).toBe(expected);
  });

  it.each([
    ['first', [], 0, 'try a'],
    ['active failed', ['a'], 10, 'wait 200'],
    ['active failed, little time left', ['a'], 950, 'wait 50'],
    ['time is up', ['a'], 1000, 'refuse'],
    ['time is up while waiting', [], 1000, 'refuse'],
  ] as const)('hold at most 1 s: %s', (_case, failed, waitedMs, expected) => {
    const onConnectFailure: OnConnectFailure = { kind: 'hold', maxMs: 1000 };
    expect(steps({ active: a, standby: b, onConnectFailure }, failed, waitedMs)).toBe(expected);
  });

  it('hold: refuses at once when the plan says that nobody takes connections', () => {
    expect(steps({ standby: b, onConnectFailure: { kind: 'hold', maxMs: 1000 } })).toBe('refuse');
  });

  it('hold: a try may take no longer than what is left', () => {
    const book = new TargetBook();
    const onConnectFailure: OnConnectFailure = { kind: 'hold', maxMs: 1000 };
    const route = new PairRoute({ kind: 'pair', epoch: 1, active: a, onConnectFailure }, book);
    expect(route.next(client, new Set(), 900)).toMatchObject({ kind: 'try', withinMs: 100 });
  });
});

describe('a try that is under way when the plan changes', () => {
  const book = new TargetBook();
  const [stateA, stateB] = [book.intern(a), book.intern(b)];
  const pair = (active: PlannedTarget, standby: PlannedTarget): PairRoute =>
    new PairRoute({ kind: 'pair', epoch: 2, active, standby, onConnectFailure: { kind: 'fallback' } }, book);

  it.each([
    ['of the active one, which stays', pair(a, b), stateA, [], true],
    ['of the active one, which loses its role', pair(b, a), stateA, [], false],
    ['of the standby after a failure, which becomes active', pair(b, a), stateB, [stateA], true],
    ['of the standby after a failure, which stays standby', pair(a, b), stateB, [stateA], true],
    ['of the standby, when the active one is another', pair(target('c'), b), stateB, [stateA], false],
  ] as const)('%s', (_case, route, tried, failed, kept) => {
    expect(route.keeps(tried, new Set(failed))).toBe(kept);
  });
});
