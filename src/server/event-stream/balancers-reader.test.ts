/** Order: a policy is looked up while the world goes on. */
import { expect, test } from 'vitest';
import { FakeClock } from '../../lib/fake-clock.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { BalancersReader } from './balancers-reader.ts';
import { BalancersTopic } from './balancers-topic.ts';
import { TestLive } from './test-support.ts';

function reader(sees: (id: string) => Promise<boolean>) {
  const live = new TestLive();
  const clock = new FakeClock();
  const told: unknown[] = [];
  let failures = 0;
  const made = new BalancersReader({
    topic: new BalancersTopic(live, clock),
    sees,
    send: (_event, json) => told.push(JSON.parse(json)) > 0,
    onFailure: () => (failures += 1),
  });
  return { live, clock, told, made, failures: () => failures };
}

test('what comes while a policy is looked up is told after it, so that nothing that is gone comes back', async () => {
  const answers: ((may: boolean) => void)[] = [];
  const { live, clock, told, made } = reader(() => new Promise((resolve) => answers.push(resolve)));
  live.put('lb-1');
  made.begin();
  await eventually(() => expect(answers).toHaveLength(1));
  live.remove('lb-1');
  clock.advance(1_000);
  expect(told).toEqual([]);
  answers[0]?.(true);
  await eventually(() => expect(told).toHaveLength(2));
  expect(told[0]).toHaveProperty('lb-1.name', 'lb-1');
  expect(told[1]).toEqual({ 'lb-1': null });
});

test('what may not be seen any more is taken back, and only that', async () => {
  const hidden = new Set<string>();
  const { live, told, made } = reader(async (id) => !hidden.has(id));
  live.put('lb-1');
  live.put('lb-2');
  made.begin();
  await eventually(() => expect(told).toHaveLength(1));
  hidden.add('lb-2');
  made.lookAgain();
  await eventually(() => expect(told).toHaveLength(2));
  expect(told[1]).toEqual({ 'lb-2': null });
});

test('a policy that cannot be looked up is a failure, not silence', async () => {
  const { live, made, failures } = reader(() => Promise.reject(new Error('the store is gone')));
  live.put('lb-1');
  made.begin();
  await eventually(() => expect(failures()).toBe(1));
});
