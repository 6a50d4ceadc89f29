import { expect, test } from 'vitest';
import { momentAt } from './moment.ts';
import { decision, event, failover, probeFailed, recovery, result, slave } from './test-support.ts';

const all = [...failover, ...recovery];

const summary = (sequence: number) => {
  const at = all.find((one) => one.sequence === sequence);
  if (!at) throw new Error('no such event');
  const { active, epoch, servers } = momentAt(all, at);
  return [active, epoch, ...servers.map(({ targetId, verdict }) => `${targetId} ${verdict}`)];
};

test('before the first decision known, who was active is what that one changed', () => {
  expect(summary(2)).toEqual(['Master', 1, 'db-a:5432 healthy']);
});

test('the verdict comes before the decision: for a moment the active server is known bad', () => {
  expect(summary(4)).toEqual(['Master', 1, 'db-a:5432 unhealthy']);
  expect(summary(5)).toEqual(['Slave', 2, 'db-a:5432 unhealthy']);
});

test('at the end the master is back', () => {
  expect(summary(10)).toEqual(['Master', 3, 'db-a:5432 healthy']);
});

test('the last result of a server is that of its last event up to then', () => {
  const [first, second] = [probeFailed(1, 0), probeFailed(2, 700)];
  expect(momentAt([first, second], first).servers[0]?.lastResult?.atMs).toBe(first.atMs);
  expect(momentAt([first, second], second).servers[0]?.lastResult?.atMs).toBe(second.atMs);
});

test('a server without a verdict of its own has that from which the decision was made', () => {
  const standby = event(11, 20_000, { kind: 'probe-failed', ...slave, result: result(20_000) });
  const { servers } = momentAt([...all, standby], standby);
  expect(servers.map(({ role, verdict }) => [role, verdict])).toEqual([
    ['Master', 'healthy'],
    ['Slave', 'healthy'],
  ]);
});

test('a hold counts until the next decision', () => {
  const hold = { why: 'flap-damping', sinceMs: 0, untilMs: null } as const;
  const held = event(8, 9_000, { kind: 'held', epoch: 2, hold });
  expect(momentAt([...failover, held], held).hold).toEqual(hold);
  const back = decision(9, 15_001, 3, 'Master');
  expect(momentAt([...failover, held, back], back).hold).toBeUndefined();
});
