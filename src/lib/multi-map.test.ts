import { expect, it } from 'vitest';
import { MultiMap } from './multi-map.ts';

it('has the values of each key in the order in which they came, without those that were deleted', () => {
  const map = new MultiMap<string, number>();
  for (const value of [1, 2, 3]) map.add('a', value);
  map.add('b', 2);
  map.delete('a', 2);
  map.delete('a', 7);
  map.delete('c', 1);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([[1, 3], [2], []]);
  map.delete('b', 2);
  map.add('b', 4);
  expect(map.get('b')).toEqual([4]);
});
