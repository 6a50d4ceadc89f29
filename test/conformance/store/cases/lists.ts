import { expect } from 'vitest';
import { change, keys } from '../case.ts';
import type { StoreCase } from '../case.ts';

export const listCases: readonly StoreCase[] = [
  {
    name: 'lists in key order, by character code, however the keys were written',
    async run(open) {
      const store = await open();
      const written = ['b', 'a/2', 'a/10', 'A', 'a', 'a-b', 'a/1', 'a b', 'a0', '~', '!', 'a/1/x', 'Z/z'];
      for (const key of written) await store.commit(change({ [key]: key }));
      expect(await keys(store, '')).toEqual([
        '!',
        'A',
        'Z/z',
        'a',
        'a b',
        'a-b',
        'a/1',
        'a/1/x',
        'a/10',
        'a/2',
        'a0',
        'b',
        '~',
      ]);
    },
  },
  {
    name: 'a prefix selects by its characters and leaves its neighbours out',
    async run(open) {
      const store = await open();
      await store.commit(
        change({ 'a/1': '', 'a/2': '', 'ab/1': '', a: '', 'a.': '', a0: '', b: '', '~~': '' }),
      );
      expect(await keys(store, 'a/')).toEqual(['a/1', 'a/2']);
      expect(await keys(store, 'ab/')).toEqual(['ab/1']);
      expect(await keys(store, 'a')).toEqual(['a', 'a.', 'a/1', 'a/2', 'a0', 'ab/1']);
      expect(await keys(store, 'a/2')).toEqual(['a/2']);
      expect(await keys(store, '~')).toEqual(['~~']);
      expect(await keys(store, 'c/')).toEqual([]);
    },
  },
  {
    name: 'a prefix no key can have selects nothing; wildcards are plain characters',
    async run(open) {
      const store = await open();
      await store.commit(change({ 'a/1': '', 'a%': '', a_b: '', 'a*': '' }));
      expect(await keys(store, 'ü')).toEqual([]);
      expect(await keys(store, 'a\u0000')).toEqual([]);
      expect(await keys(store, 'a%')).toEqual(['a%']);
      expect(await keys(store, 'a_')).toEqual(['a_b']);
      expect(await keys(store, 'a*')).toEqual(['a*']);
    },
  },
  {
    name: 'a list carries the revision it was read at, also when nothing matches',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: '1' }));
      await store.commit(change({ a: '2' }));
      expect((await store.list('a')).revision).toBe(2);
      expect(await store.list('none/')).toEqual({ revision: 2, entries: [] });
    },
  },
];
