import { expect } from 'vitest';
import { isConflict } from '../../../../src/store/store.ts';
import type { Precondition, Store } from '../../../../src/store/store.ts';
import { change, contents, expectFailure, together } from '../case.ts';
import type { StoreCase } from '../case.ts';

/** The change is made when, and only when, the precondition holds. */
async function expectHolds(store: Store, holds: boolean, precondition: Precondition): Promise<void> {
  const before = await store.list('');
  const attempt = store.commit(change({ 'probe/a': 'x', 'probe/b': 'x' }, precondition));
  if (holds) {
    expect(await attempt).toBe(before.revision + 1);
    await store.commit(change({ 'probe/a': null, 'probe/b': null }));
  } else {
    await expectFailure(attempt, 'conflict');
    expect(await store.list('')).toEqual(before);
  }
}

function absent(key: string): Precondition {
  return { kind: 'absent', key };
}

function unchanged(key: string, revision: number): Precondition {
  return { kind: 'unchanged', key, revision };
}

function prefixUnchanged(prefix: string, revision: number): Precondition {
  return { kind: 'prefix-unchanged', prefix, revision };
}

export const preconditionCases: readonly StoreCase[] = [
  {
    name: 'absent: holds for a key never written or deleted since, and only for that very key',
    async run(open) {
      const store = await open();
      await expectHolds(store, true, absent('a'));
      await store.commit(change({ a: '1', 'b/c': '1' }));
      await expectHolds(store, false, absent('a'));
      await expectHolds(store, true, absent('b'));
      await store.commit(change({ a: null }));
      await expectHolds(store, true, absent('a'));
    },
  },
  {
    name: 'unchanged: holds for exactly the revision that wrote the key last',
    async run(open) {
      const store = await open();
      await expectHolds(store, false, unchanged('a', 0));
      const first = await store.commit(change({ a: '1' }));
      await expectHolds(store, true, unchanged('a', first));
      const second = await store.commit(change({ a: '1' }));
      await expectHolds(store, false, unchanged('a', first));
      await expectHolds(store, true, unchanged('a', second));
      await expectHolds(store, false, unchanged('a', second + 1));
      await store.commit(change({ a: null }));
      await expectHolds(store, false, unchanged('a', second));
      await store.commit(change({ a: '1' }));
      await expectHolds(store, false, unchanged('a', second));
    },
  },
  {
    name: 'prefix-unchanged: broken by a later put under the prefix, not by its neighbours',
    async run(open) {
      const store = await open();
      await expectHolds(store, true, prefixUnchanged('a/', 0));
      const first = await store.commit(change({ 'a/1': 'x' }));
      await expectHolds(store, false, prefixUnchanged('a/', first - 1));
      await expectHolds(store, true, prefixUnchanged('a/', first));
      await store.commit(change({ 'ab/1': 'x', a: 'x', 'a-b': 'x', a0: 'x' }));
      await expectHolds(store, true, prefixUnchanged('a/', first));
      await expectHolds(store, false, prefixUnchanged('a', first));
      await expectHolds(store, false, prefixUnchanged('', first));
      await store.commit(change({ 'a/2': 'x' }));
      await expectHolds(store, false, prefixUnchanged('a/', first));
    },
  },
  {
    name: 'prefix-unchanged: deletions do not count, keys deleted and written again do',
    async run(open) {
      const store = await open();
      const first = await store.commit(change({ 'a/1': 'x', 'a/2': 'x' }));
      await store.commit(change({ 'a/1': null }));
      await expectHolds(store, true, prefixUnchanged('a/', first));
      await store.commit(change({ 'a/3': 'x' }));
      await store.commit(change({ 'a/3': null }));
      await expectHolds(store, true, prefixUnchanged('a/', first));
      await store.commit(change({ 'a/1': 'x' }));
      await expectHolds(store, false, prefixUnchanged('a/', first));
    },
  },
  {
    name: 'prefix-unchanged: still right long after the revision, and when that is no longer watchable',
    async run(open) {
      const store = await open({ keepRevisions: 100 });
      const first = await store.commit(change({ 'a/1': 'x' }));
      await together(600, (index) => store.commit(change({ [`b/${index % 7}`]: `${index}` })));
      await expectHolds(store, true, prefixUnchanged('a/', first));
      await expectHolds(store, false, prefixUnchanged('a/', first - 1));
      await expectHolds(store, false, prefixUnchanged('b/', first));
    },
  },
  {
    name: 'all preconditions must hold, whatever their order',
    async run(open) {
      const store = await open();
      const revision = await store.commit(change({ a: '1' }));
      const good = unchanged('a', revision);
      for (const bad of [absent('a'), unchanged('a', revision + 5), prefixUnchanged('', 0)]) {
        await expectFailure(store.commit(change({ b: 'x', a: null }, good, bad)), 'conflict');
        await expectFailure(store.commit(change({ b: 'x', a: null }, bad, good)), 'conflict');
      }
      expect(await contents(store, '')).toEqual({ a: '1' });
      expect(await store.commit(change({ b: 'x' }, good, absent('b')))).toBe(revision + 1);
    },
  },
  {
    name: 'a change without writes only checks',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: '1' }));
      await store.commit(change({ b: '1' }));
      expect(await store.commit(change({}, unchanged('a', 1)))).toBe(2);
      await expectFailure(store.commit(change({}, absent('a'))), 'conflict');
    },
  },
  {
    name: 'preconditions see the state before the change, not its own writes',
    async run(open) {
      const store = await open();
      const revision = await store.commit(change({ a: '1' }, absent('a')));
      await store.commit(change({ a: null }, unchanged('a', revision)));
      expect(await contents(store, '')).toEqual({});
    },
  },
  {
    name: 'a conflict says what it is about and is told from other failures',
    async run(open) {
      const store = await open();
      await store.commit(change({ 'a/b': '1' }));
      const failure: unknown = await store.commit(change({}, absent('a/b'))).catch((error: unknown) => error);
      expect(failure).toMatchObject({ subject: 'a/b', retryable: false });
      expect(isConflict(failure)).toBe(true);
      const other: unknown = await store.commit(change({ '': 'x' })).catch((error: unknown) => error);
      expect(isConflict(other)).toBe(false);
    },
  },
];
