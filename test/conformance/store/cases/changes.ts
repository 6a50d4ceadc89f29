import { expect } from 'vitest';
import type { Change, Write } from '../../../../src/store/store.ts';
import { bytes, change, contents, expectFailure, text, told } from '../case.ts';
import type { StoreCase } from '../case.ts';

function writing(...writes: readonly Write[]): Change {
  return { preconditions: [], writes };
}

function put(key: string): Write {
  return { kind: 'put', key, value: bytes('x') };
}

const invalidChanges: Readonly<Record<string, Change>> = {
  'two puts of one key': writing(put('a'), put('a')),
  'a put and a delete of one key': writing(put('a'), { kind: 'delete', key: 'a' }),
  'an empty key': writing(put('')),
  'a leading slash': writing(put('/a')),
  'a trailing slash': writing(put('a/')),
  'an empty segment': writing(put('a//b')),
  'a control character': writing(put('a\nb')),
  'a character outside ASCII': writing(put('a/ü')),
  'a bad key to delete': writing({ kind: 'delete', key: 'a//b' }),
  'a bad key in a precondition': change({ a: 'x' }, { kind: 'absent', key: 'b/' }),
  'a bad prefix in a precondition': change(
    { a: 'x' },
    { kind: 'prefix-unchanged', prefix: '\u0000', revision: 0 },
  ),
  'a revision that is none': change({ a: 'x' }, { kind: 'unchanged', key: 'a', revision: 0.5 }),
};

function rejection(what: string, invalid: Change): StoreCase {
  return {
    name: `rejects ${what} and writes nothing`,
    async run(open) {
      const store = await open();
      await expectFailure(store.commit(invalid), 'invalid-change');
      expect(await store.list('')).toEqual({ revision: 0, entries: [] });
    },
  };
}

export const changeCases: readonly StoreCase[] = [
  {
    name: 'a new store is empty and at revision 0',
    async run(open) {
      const store = await open();
      expect(await store.list('')).toEqual({ revision: 0, entries: [] });
      expect(await store.get('a')).toBeUndefined();
    },
  },
  {
    name: 'revisions grow by one per commit, and an entry carries the one that wrote it',
    async run(open) {
      const store = await open();
      expect(await store.commit(change({ a: '1', b: '1' }))).toBe(1);
      expect(await store.commit(change({ b: '2' }))).toBe(2);
      expect(told(await store.get('a'))).toEqual({ key: 'a', value: bytes('1'), revision: 1 });
      expect(told(await store.get('b'))).toEqual({ key: 'b', value: bytes('2'), revision: 2 });
      expect((await store.list('')).revision).toBe(2);
    },
  },
  {
    name: 'the writes of a change take effect together',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: 'old', b: 'old' }));
      const revision = await store.commit(change({ a: null, b: 'new', c: 'new' }));
      const { entries } = await store.list('');
      expect(entries.map((entry) => [entry.key, text(entry.value), entry.revision])).toEqual([
        ['b', 'new', revision],
        ['c', 'new', revision],
      ]);
    },
  },
  {
    name: 'a deleted key is gone and can be written again',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: '1' }));
      await store.commit(change({ a: null }));
      expect(await store.get('a')).toBeUndefined();
      expect(await store.commit(change({ a: '2' }))).toBe(3);
      expect(told(await store.get('a'))).toEqual({ key: 'a', value: bytes('2'), revision: 3 });
    },
  },
  {
    name: 'a change that changes nothing returns the current revision and uses none up',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: '1' }));
      expect(await store.commit(change({}))).toBe(1);
      expect(await store.commit(change({ missing: null }))).toBe(1);
      expect(await store.commit(change({ missing: null, b: '2' }))).toBe(2);
    },
  },
  {
    name: 'values of every size and byte come back unchanged',
    async run(open) {
      const store = await open();
      const values = {
        empty: new Uint8Array(0),
        every: Uint8Array.from({ length: 256 }, (_, index) => index),
        megabyte: Uint8Array.from({ length: 1024 * 1024 }, (_, index) => (index * 31) % 251),
      };
      for (const [key, value] of Object.entries(values)) {
        await store.commit(writing({ kind: 'put', key, value }));
      }
      for (const [key, value] of Object.entries(values)) {
        const found = await store.get(key);
        expect(Buffer.compare(found?.value ?? bytes('none'), value)).toBe(0);
      }
    },
  },
  {
    name: 'the caller may reuse its buffer at once',
    async run(open) {
      const store = await open();
      const shared = Buffer.from('before');
      const committed = store.commit(writing({ kind: 'put', key: 'a', value: shared.subarray(0, 6) }));
      shared.fill('x');
      await committed;
      expect(await contents(store, '')).toEqual({ a: 'before' });
    },
  },
  ...Object.entries(invalidChanges).map(([what, invalid]) => rejection(what, invalid)),
  {
    name: 'a key that cannot exist is absent when read',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: '1' }));
      const found = await Promise.all(['', 'a/', '/a', 'ü', 'a\u0000'].map((key) => store.get(key)));
      expect(found.every((entry) => entry === undefined)).toBe(true);
    },
  },
];
