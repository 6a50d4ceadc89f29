import { expect } from 'vitest';
import { change, expectFailure, leased, take, together } from '../case.ts';
import type { StoreCase } from '../case.ts';

export const closeCases: readonly StoreCase[] = [
  {
    name: 'every call after close rejects with closed',
    async run(open) {
      const store = await open();
      const lease = await store.lease(60_000);
      await store.commit(leased(lease.id, { a: '1' }));
      await store.close();
      await expectFailure(store.get('a'), 'closed');
      await expectFailure(store.list(''), 'closed');
      await expectFailure(store.commit(change({ a: '2' })), 'closed');
      await expectFailure(take(store, '', 0, 1), 'closed');
      await expectFailure(store.lease(1_000), 'closed');
      await expectFailure(lease.keepAlive(), 'closed');
      await expectFailure(lease.revoke(), 'closed');
    },
  },
  {
    name: 'close ends watches quietly and may be called again',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: '1' }));
      const signal = new AbortController().signal;
      const waiting = store.watch('', 1, signal)[Symbol.asyncIterator]();
      const next = waiting.next();
      await store.get('a');
      await Promise.all([store.close(), store.close()]);
      expect((await next).done).toBe(true);
      await store.close();
    },
  },
  {
    name: 'commits made before close are settled by it: all of them, and truthfully',
    async run(open) {
      const store = await open();
      const commits = together(300, (index) => store.commit(change({ [`k/${index}`]: 'x' })));
      await store.close();
      expect((await commits).length).toBe(300);
    },
  },
];
