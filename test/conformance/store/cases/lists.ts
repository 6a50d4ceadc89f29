import { expect } from 'vitest';
import { change, keys, text } from '../case.ts';
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
    name: 'lists thousands of entries whole and in order, each with its value and revision',
    async run(open) {
      const store = await open();
      const names = Array.from({ length: 1_700 }, (_, n) => `many/${String(n).padStart(5, '0')}`);
      await store.commit(change(Object.fromEntries(names.map((name) => [name, `value of ${name}`]))));
      await store.commit(change({ 'many/00499': '', 'many/00499 ': 'next', 'none/1': '' }));
      const expected = names.map((name): [string, string, number] =>
        name === 'many/00499' ? [name, '', 2] : [name, `value of ${name}`, 1],
      );
      expected.splice(500, 0, ['many/00499 ', 'next', 2]);
      const { entries } = await store.list('many/');
      expect(entries.map(({ key, value, revision }) => [key, text(value), revision])).toEqual(expected);
    },
  },
  {
    name: 'keys are those of the list',
    async run(open) {
      const store = await open();
      await store.commit(change({ 'a/1': '', 'a/2': '', a: '', b: '' }));
      await store.commit({ preconditions: [], writes: [{ kind: 'delete', key: 'a/1' }] });
      expect(await store.keys('a')).toEqual(['a', 'a/2']);
      expect(await store.keys('')).toEqual(['a', 'a/2', 'b']);
      expect(await store.keys('c/')).toEqual([]);
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
