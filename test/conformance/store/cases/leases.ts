import { expect } from 'vitest';
import { change, contents, eventually, expectFailure, keys, leased, readable, take } from '../case.ts';
import type { StoreCase } from '../case.ts';

// Long enough that nothing lapses on a slow machine unless a case wants it to.
const longMs = 60_000;

export const leaseCases: readonly StoreCase[] = [
  {
    name: 'all keys of a lapsed lease vanish in one commit',
    async run(open) {
      const store = await open();
      const lease = await store.lease(500);
      await store.commit(leased(lease.id, { 'n/1': 'x', 'm/2': 'x' }));
      await store.commit(leased(lease.id, { 'n/3': 'x' }));
      await store.commit(change({ 'n/free': 'x' }));
      expect((await take(store, '', 3, 1)).map(readable)).toEqual([
        { revision: 4, puts: {}, deletes: ['m/2', 'n/1', 'n/3'] },
      ]);
      expect(await keys(store, '')).toEqual(['n/free']);
    },
  },
  {
    name: 'keys live for the time to live, and longer when the lease is kept alive',
    async run(open) {
      const store = await open();
      const kept = await store.lease(700);
      const left = await store.lease(900);
      await store.commit(leased(kept.id, { kept: 'x' }));
      await store.commit(leased(left.id, { left: 'x' }));
      const begun = performance.now();
      await eventually(async () => {
        await kept.keepAlive();
        expect(await store.get('left')).toBeUndefined();
      });
      // Granted a little before the clock was read.
      expect(performance.now() - begun).toBeGreaterThan(750);
      expect(await keys(store, '')).toEqual(['kept']);
      await eventually(async () => expect(await store.get('kept')).toBeUndefined());
    },
  },
  {
    name: 'a revoked lease takes its keys along before revoke resolves',
    async run(open) {
      const store = await open();
      const lease = await store.lease(longMs);
      const other = await store.lease(longMs);
      await store.commit(leased(lease.id, { a: 'x', b: 'x' }));
      await store.commit(leased(other.id, { c: 'x' }));
      await lease.revoke();
      expect(await keys(store, '')).toEqual(['c']);
      expect((await store.list('')).revision).toBe(3);
      await lease.revoke();
      expect((await store.list('')).revision).toBe(3);
    },
  },
  {
    name: 'a lapsed or revoked lease cannot be kept alive or written with',
    async run(open) {
      const store = await open();
      const lapsed = await store.lease(300);
      await store.commit(leased(lapsed.id, { a: 'x' }));
      await eventually(async () => expect(await store.get('a')).toBeUndefined());
      const revoked = await store.lease(longMs);
      await revoked.revoke();
      for (const lease of [lapsed, revoked]) {
        await expectFailure(lease.keepAlive(), 'lease-expired');
        await expectFailure(store.commit(leased(lease.id, { b: 'x' })), 'lease-expired');
      }
      await expectFailure(store.commit(leased('no-such-lease', { b: 'x' })), 'lease-expired');
      expect(await keys(store, '')).toEqual([]);
    },
  },
  {
    name: 'a key belongs to the lease it was last written with, if any',
    async run(open) {
      const store = await open();
      const first = await store.lease(longMs);
      const second = await store.lease(longMs);
      await store.commit(leased(first.id, { freed: 'x', moved: 'x', gone: 'x', again: 'x' }));
      await store.commit(change({ freed: 'y', again: null }));
      await store.commit(change({ again: 'y' }));
      await store.commit(leased(second.id, { moved: 'y' }));
      await first.revoke();
      expect(await contents(store, '')).toEqual({ freed: 'y', moved: 'y', again: 'y' });
      await second.revoke();
      expect(await contents(store, '')).toEqual({ freed: 'y', again: 'y' });
    },
  },
  {
    name: 'the end of a lease without keys uses up no revision',
    async run(open) {
      const store = await open();
      await store.commit(change({ a: 'x' }));
      await (await store.lease(longMs)).revoke();
      expect((await store.list('')).revision).toBe(1);
    },
  },
  {
    name: 'lease ids differ, and a time to live below 100 ms or none at all is refused',
    async run(open) {
      const store = await open();
      expect((await store.lease(100)).id).not.toBe((await store.lease(100)).id);
      for (const ttlMs of [99, 0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
        await expectFailure(store.lease(ttlMs), 'invalid-change');
      }
    },
  },
];
