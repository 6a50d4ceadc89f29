/** The scenario itself: it calls everything, and no write goes unseen. */
import { expect, it } from 'vitest';
import { cases, silentWrites, vendorActions } from './scenario.ts';

it('has a case for every action of the vendor, 93 in all', () => {
  const called = new Set(cases.flatMap(({ steps }) => steps.map(({ action }) => action)));
  expect(vendorActions.size).toBe(93);
  expect([...vendorActions].filter((action) => !called.has(action))).toEqual([]);
});

it.each(silentWrites)('looks at what %s left behind', (action) => {
  const steps = cases.find(({ name }) => name === action)?.steps ?? [];
  const after = steps.slice(steps.findLastIndex((step) => step.action === action) + 1);
  expect(after.some(({ holds }) => holds !== undefined)).toBe(true);
});
