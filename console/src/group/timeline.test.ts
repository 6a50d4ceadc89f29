import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storiesOf } from './story.ts';
import { failover, probeFailed, recovery } from './test-support.ts';
import { layoutOf } from './timeline-layout.ts';
import { centred, moved, ticksOf, type View, wholeOf, zoomed } from './timeline-view.ts';

function storyOf(events: typeof failover) {
  const [story] = storiesOf(events);
  if (!story) throw new Error('no story');
  return story;
}

const story = storyOf(failover);
const whole = wholeOf(story);

test('all events are within the whole view, on lanes that tell what they are about', () => {
  const { lanes, marks } = layoutOf(story, whole, 1000);
  expect(lanes.map((lane) => (lane.kind === 'server' ? lane.targetId : lane.kind))).toEqual([
    'db-a:5432',
    'decision',
    'engine',
    'client',
  ]);
  expect(marks.map(({ lane }) => lane)).toEqual([0, 0, 0, 1, 2, 3]);
  for (const { beginX, x } of marks) {
    expect(beginX).toBeGreaterThanOrEqual(0);
    expect(x).toBeGreaterThanOrEqual(beginX);
    expect(x).toBeLessThanOrEqual(1000);
  }
});

test('the last verdict causes the decision, that the engine’s plan, and that the first client', () => {
  const { causes } = layoutOf(story, whole, 1000);
  expect(causes.map(([from, to]) => [from.event.sequence, to.event.sequence])).toEqual([
    [4, 5],
    [5, 6],
    [6, 7],
  ]);
  expect(layoutOf(storyOf([probeFailed(1, 0)]), whole, 1000).causes).toEqual([]);
});

test('times are written only where they have room, and all of them when one looks closely', () => {
  const dense = storyOf([probeFailed(1, 0), probeFailed(2, 20), probeFailed(3, 2_000)]);
  expect(layoutOf(dense, wholeOf(dense), 600).marks.map(({ hasLabel }) => hasLabel)).toEqual([
    true,
    false,
    true,
  ]);
  expect(layoutOf(dense, { fromMs: 0, toMs: 100 }, 600).marks.every(({ hasLabel }) => hasLabel)).toBe(true);
});

test('a recovery has the lanes it needs and no others', () => {
  expect(layoutOf(storyOf(recovery), wholeOf(storyOf(recovery)), 500).lanes).toHaveLength(3);
});

const change = fc.oneof(
  fc.record({
    factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ by: fc.integer({ min: -5_000, max: 5_000 }) }),
);

test('however one zooms and moves, the view stays within the whole and is never empty', () => {
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      let view: View = whole;
      for (const step of changes) {
        const length = view.toMs - view.fromMs;
        view =
          'by' in step
            ? moved(view, step.by, whole)
            : zoomed(view, step.factor, view.fromMs + step.at * length, whole);
      }
      expect(view.fromMs).toBeGreaterThanOrEqual(whole.fromMs - 1e-6);
      expect(view.toMs).toBeLessThanOrEqual(whole.toMs + 1e-6);
      expect(view.toMs - view.fromMs).toBeGreaterThan(7.99);
    }),
  );
});

test('a zoom keeps in place what it is around', () => {
  const view = zoomed({ fromMs: 0, toMs: 1_000 }, 0.5, 250, { fromMs: -5_000, toMs: 5_000 });
  expect(view).toEqual({ fromMs: 125, toMs: 625 });
  expect(centred(view, 1_000, { fromMs: -5_000, toMs: 5_000 })).toEqual({ fromMs: 750, toMs: 1_250 });
});

test('ticks are round and not too many', () => {
  expect(ticksOf({ fromMs: -130, toMs: 2_150 }, 6)).toEqual([0, 500, 1_000, 1_500, 2_000]);
  expect(ticksOf({ fromMs: 2_000, toMs: 2_008 }, 20)).toHaveLength(9);
});
