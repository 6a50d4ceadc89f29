import { expect, it } from 'vitest';
import { Allowance } from './allowance.ts';

it('lets a burst pass whole and thins what follows to the rate', () => {
  const allowance = new Allowance(3, 10);
  const passed = (nowMs: number): boolean => allowance.spend(nowMs);
  expect([passed(0), passed(0), passed(0), passed(0)]).toEqual([true, true, true, false]);
  expect([passed(99), passed(100), passed(101)]).toEqual([false, true, false]);
  // Rested for long, it has a burst to give again, and no more.
  expect([passed(60_000), passed(60_000), passed(60_000), passed(60_000)]).toEqual([true, true, true, false]);
});
