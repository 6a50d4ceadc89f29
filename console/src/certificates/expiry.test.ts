import { expect, test } from 'vitest';
import { expiryOf } from './expiry.ts';

const NOW_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
const DAY_MS = 86_400_000;

test.each([
  [30, 'ok', 30],
  [29.9, 'warning', 29],
  [0.5, 'warning', 0],
  [0, 'critical', 0],
  [-0.5, 'critical', -1],
] as const)('with %f days left the level is %s', (days, level, whole) => {
  expect(expiryOf(NOW_MS + days * DAY_MS, NOW_MS)).toEqual({ level, days: whole });
});
