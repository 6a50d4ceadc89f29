import { expect } from 'vitest';
import type { Batch, Store } from '../../../../src/store/store.ts';
import { change, expectFailure, readable, take, together } from '../case.ts';
import type { StoreCase } from '../case.ts';

/** Commits `count` changes to `k/…`, many at a time. */
async function fill(store: Store, count: number): Promise<void> {
  await together(count, (index) => store.commit(change({ [`k/${index % 10}`]: `${index}` })));
}

function firstBatch(store: Store, after: number): Promise<Batch[]> {
  return take(store, '', after, 1);
}

export const watchCases: readonly StoreCase[] = [
  {
    name: 'reports what each later revision put and deleted, in order',
    async run(open) {
      const store = await open();
      await store.commit(change({ before: 'x' }));
      const batches = take(store, '', 1, 3);
      await store.commit(change({ a: '1', b: '1' }));
      await store.commit(change({ a: '2', b: null, before: null }));
      await store.commit(change({ c: '' }));
      expect((await batches).map(readable)).toEqual([
        { revision: 2, puts: { a: '1', b: '1' }, deletes: [] },
        { revision: 3, puts: { a: '2' }, deletes: ['b', 'before'] },
        { revision: 4, puts: { c: '' }, deletes: [] },
      ]);
      for (const batch of await batches) {
        for (const entry of batch.puts) expect(entry.revision).toBe(batch.revision);
      }
    },
  },
  {
    name: 'reports nothing for a change that failed or changed nothing',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: '1' }));
      await expectFailure(store.commit(change({ b: '1' }, { kind: 'absent', key: 'a' })), 'conflict');
      await store.commit(change({ missing: null }));
      await store.commit(change({}));
      await store.commit(change({ c: '1', missing: null }));
      expect((await take(store, '', 0, 2)).map(readable)).toEqual([
        { revision: 1, puts: { a: '1' }, deletes: [] },
        { revision: 2, puts: { c: '1' }, deletes: [] },
      ]);
    },
  },
  {
    name: 'reports only keys under the prefix, and skips revisions without any',
    async run(open) {
      const store = await open();
      await store.commit(change({ 'a/1': '1', 'ab/1': '1' }));
      await store.commit(change({ 'ab/1': null, a: '1' }));
      await store.commit(change({ 'a/1': null, 'ab/2': '1' }));
      await store.commit(change({ 'ab/2': null }));
      await store.commit(change({ 'a/2': '2' }));
      expect((await take(store, 'a/', 0, 3)).map(readable)).toEqual([
        { revision: 1, puts: { 'a/1': '1' }, deletes: [] },
        { revision: 3, puts: {}, deletes: ['a/1'] },
        { revision: 5, puts: { 'a/2': '2' }, deletes: [] },
      ]);
    },
  },
  {
    name: 'goes on from the past into the present without gap or repetition, for many watchers at once',
    async run(open) {
      const store = await open();
      await fill(store, 100);
      const starts = [0, 1, 50, 99, 100];
      const watchers = starts.map((after) => take(store, '', after, 400 - after));
      await fill(store, 150);
      watchers.push(take(store, '', 0, 400));
      await fill(store, 150);
      for (const [index, watcher] of watchers.entries()) {
        const after = starts[index] ?? 0;
        const revisions = (await watcher).map((batch) => batch.revision);
        expect(revisions).toEqual(Array.from({ length: 400 - after }, (_, offset) => after + offset + 1));
      }
    },
  },
  {
    name: 'list, then watch from its revision, rebuilds the state exactly, under concurrent commits',
    async run(open) {
      const store = await open();
      const total = 300;
      const writes = together(total, (index) =>
        store.commit(change({ [`k/${index % 20}`]: index % 5 === 0 ? null : `${index}`, last: `${index}` })),
      );
      const { revision, entries } = await store.list('k/');
      const state = new Map(entries.map((entry) => [entry.key, entry]));
      const final = Math.max(...(await writes));
      const end = new AbortController();
      await store.commit(change({ 'k/end': 'x' }));
      for await (const batch of store.watch('k/', revision, end.signal)) {
        for (const key of batch.deletes) state.delete(key);
        for (const entry of batch.puts) state.set(entry.key, entry);
        if (batch.revision === final + 1) break;
      }
      end.abort();
      const rebuilt = [...state.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
      expect(rebuilt).toEqual((await store.list('k/')).entries);
    },
  },
  {
    name: 'a long past is delivered whole',
    async run(open) {
      const store = await open();
      await fill(store, 2_500);
      const batches = await take(store, 'k/', 0, 2_500);
      expect(batches.map((batch) => batch.revision)).toEqual(
        Array.from({ length: 2_500 }, (_, index) => index + 1),
      );
    },
  },
  {
    name: 'a large past is delivered whole',
    async run(open) {
      const store = await open();
      const value = 'x'.repeat(1024 * 1024);
      for (let round = 0; round < 12; round++) await store.commit(change({ [`big/${round % 2}`]: value }));
      const batches = await take(store, '', 0, 12);
      expect(batches.map((batch) => batch.revision)).toEqual(
        Array.from({ length: 12 }, (_, index) => index + 1),
      );
      expect(batches.every((batch) => batch.puts[0]?.value.byteLength === value.length)).toBe(true);
    },
  },
  {
    name: 'waits for a revision that is not there yet',
    async run(open) {
      const store = await open();
      const batches = take(store, '', 3, 1);
      for (let round = 1; round <= 5; round++) await store.commit(change({ a: `${round}` }));
      expect((await batches).map(readable)).toEqual([{ revision: 4, puts: { a: '4' }, deletes: [] }]);
    },
  },
  {
    name: 'keeps exactly the last revisions it is told to, and says so about older ones',
    async run(open) {
      const store = await open({ keepRevisions: 10 });
      await fill(store, 600);
      await expectFailure(firstBatch(store, 0), 'compacted');
      await expectFailure(firstBatch(store, 589), 'compacted');
      expect((await take(store, '', 590, 10)).map((batch) => batch.revision)).toEqual(
        Array.from({ length: 10 }, (_, index) => 591 + index),
      );
      await store.commit(change({ a: '1' }));
      await expectFailure(firstBatch(store, 590), 'compacted');
    },
  },
  {
    name: 'a watcher that falls behind further than that is told, instead of missing something',
    async run(open) {
      const store = await open({ keepRevisions: 10 });
      const end = new AbortController();
      const watch = store.watch('', 0, end.signal)[Symbol.asyncIterator]();
      await store.commit(change({ a: '1' }));
      expect((await watch.next()).value).toMatchObject({ revision: 1 });
      await fill(store, 700);
      await expectFailure(drain(watch), 'compacted');
      end.abort();
    },
  },
  {
    name: 'ends quietly when aborted: before it starts, while it waits, and between two batches',
    async run(open) {
      const store = await open();
      await fill(store, 3);

      const before = store.watch('', 0, AbortSignal.abort())[Symbol.asyncIterator]();
      expect((await before.next()).done).toBe(true);

      const end = new AbortController();
      const waiting = store.watch('', 3, end.signal)[Symbol.asyncIterator]();
      const next = waiting.next();
      await store.get('any');
      end.abort();
      expect((await next).done).toBe(true);

      const second = new AbortController();
      const between = store.watch('', 0, second.signal)[Symbol.asyncIterator]();
      expect((await between.next()).done).toBe(false);
      second.abort();
      expect((await between.next()).done).toBe(true);
    },
  },
  {
    name: 'a watcher that does not read holds nobody up',
    async run(open) {
      const store = await open();
      const end = new AbortController();
      const idle = store.watch('', 0, end.signal)[Symbol.asyncIterator]();
      await store.commit(change({ a: '0' }));
      await idle.next();
      await fill(store, 300);
      expect((await take(store, '', 300, 1)).map((batch) => batch.revision)).toEqual([301]);
      expect((await idle.next()).value).toMatchObject({ revision: 2 });
      end.abort();
    },
  },
];

async function drain(watch: AsyncIterator<Batch>): Promise<void> {
  while ((await watch.next()).done !== true);
}
