import { expect, test } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { beginCollection } from './begin-collection.ts';

test('what nobody holds any more is collected, without more being made', async () => {
  let collected = false;
  const registry = new FinalizationRegistry<string>(() => (collected = true));
  (() => registry.register({ large: Array.from({ length: 100_000 }, (_, n) => n) }, ''))();
  beginCollection();
  await eventually(() => expect(collected).toBe(true), 'process');
});

test('takes no memory', () => {
  const before = process.memoryUsage().rss;
  beginCollection();
  expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1_024 * 1_024);
});
