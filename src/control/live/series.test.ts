import { expect, test } from 'vitest';
import { Series, tiers } from './series.ts';

const merges = ['average', 'lowest'] as const;

function filled(seconds: number): Series {
  const series = new Series(merges);
  for (let at = 0; at < seconds; at += 1) series.add(at, [at, at % 60 === 30 ? 1 : 2]);
  return series;
}

test('a point is the average of its time, and the lowest where that says more', () => {
  const points = filled(3_600).since(1, 0);
  expect(points.slice(0, 2)).toEqual([
    { atSeconds: 0, values: [expect.closeTo(29.5, 1), 1] },
    { atSeconds: 60, values: [expect.closeTo(89.5, 1), 1] },
  ]);
});

test('each tier keeps its time and no more', () => {
  const series = filled(100_000);
  for (const [index, { stepSeconds, points }] of tiers.entries()) {
    const rows = series.since(index, 0);
    expect(rows).toHaveLength(points);
    const times = rows.map(({ atSeconds }) => atSeconds);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBe(stepSeconds * (points - 1));
  }
});

test('before a tier is full it has what there is, oldest first', () => {
  const times = filled(61)
    .since(0, 20)
    .map(({ atSeconds }) => atSeconds);
  expect(times).toEqual([20, 25, 30, 35, 40, 45, 50, 55]);
});

test('what is not known does not count', () => {
  const series = new Series(merges);
  series.add(0, [Number.NaN, Number.NaN]);
  series.add(1, [4, Number.NaN]);
  series.add(5, [0, 0]);
  expect(series.since(0, 0)).toEqual([{ atSeconds: 0, values: [4, Number.NaN] }]);
});
