import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginOf, mergeEvents } from './event.ts';
import { originOf, storiesOf } from './story.ts';
import { decision, failover, firstServed, probeFailed, recovery, T0, verdict } from './test-support.ts';

const sequences = (stories: ReturnType<typeof storiesOf>) =>
  stories.map(({ events }) => events.map(({ sequence }) => sequence));

test('a decision has its causes before it and its effects behind it; the newest comes first', () => {
  const stories = storiesOf([...recovery, ...failover].toReversed());
  expect(sequences(stories)).toEqual([
    [8, 9, 10],
    [2, 3, 4, 5, 6, 7],
  ]);
  expect(stories.map(({ headline }) => headline?.sequence)).toEqual([9, 5]);
});

test('an effect that comes after evidence of the next story stays with its decision', () => {
  const late = [probeFailed(1, 0), decision(2, 1, 2, 'Slave'), probeFailed(3, 10), firstServed(4, 20, 2)];
  expect(sequences(storiesOf(late))).toEqual([[3], [1, 2, 4]]);
});

test('good news before a failure, and evidence long before, are stories of their own', () => {
  expect(sequences(storiesOf([verdict(1, -5_000, 'healthy'), ...failover]))).toEqual([
    [2, 3, 4, 5, 6, 7],
    [1],
  ]);
  expect(sequences(storiesOf([probeFailed(1, -500_000), ...failover]))).toEqual([[2, 3, 4, 5, 6, 7], [1]]);
});

test('everything is measured from the begin of the first failed probe', () => {
  const [story] = storiesOf(failover);
  expect(story && originOf(story)).toBe(T0 - 10);
  expect(failover.map((event) => beginOf(event) - T0)).toEqual([-10, 990, 1_990, 2_001, 2_002, 2_021]);
});

test('events of several sources are there once, in whatever order and share they come', () => {
  const all = [...failover, ...recovery];
  const wanted = all.map(({ sequence }) => sequence).toReversed();
  fc.assert(
    fc.property(fc.shuffledSubarray(all), fc.shuffledSubarray(all), (some, others) => {
      const merged = mergeEvents(some, others, all);
      expect(merged.map(({ sequence }) => sequence)).toEqual(wanted);
    }),
  );
});
