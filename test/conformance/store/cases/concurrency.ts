import { expect } from 'vitest';
import { isConflict } from '../../../../src/store/store.ts';
import type { Precondition, Store } from '../../../../src/store/store.ts';
import { change, contents, keys, text, together } from '../case.ts';
import type { StoreCase } from '../case.ts';

/** Adds one to a counter by read, compare and commit, as often as it takes. */
async function increment(store: Store, key: string): Promise<void> {
  for (;;) {
    const entry = await store.get(key);
    const precondition: Precondition =
      entry === undefined ? { kind: 'absent', key } : { kind: 'unchanged', key, revision: entry.revision };
    try {
      await store.commit(change({ [key]: `${Number(text(entry?.value) ?? 0) + 1}` }, precondition));
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
}

export const concurrencyCases: readonly StoreCase[] = [
  {
    name: 'concurrent commits get distinct revisions without holes, and all are kept',
    async run(open) {
      const store = await open();
      const revisions = await together(500, (index) => store.commit(change({ [`k/${index}`]: `${index}` })));
      expect([...revisions].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 500 }, (_, index) => index + 1),
      );
      const { entries } = await store.list('k/');
      expect(entries.length).toBe(500);
      for (const entry of entries) expect(revisions[Number(text(entry.value))]).toBe(entry.revision);
    },
  },
  {
    name: 'of concurrent creators of one key exactly one wins, and the losers leave nothing',
    async run(open) {
      const store = await open();
      const results = await together(50, async (index) => {
        const mine = { owner: `${index}`, [`trace/${index}`]: 'x' };
        return store.commit(change(mine, { kind: 'absent', key: 'owner' })).then(
          () => 'won',
          (error: unknown) => (isConflict(error) ? 'lost' : error),
        );
      });
      expect(results.filter((result) => result === 'won').length).toBe(1);
      expect(results.filter((result) => result === 'lost').length).toBe(49);
      const winner = results.indexOf('won');
      expect(await contents(store, '')).toEqual({ owner: `${winner}`, [`trace/${winner}`]: 'x' });
    },
  },
  {
    name: 'no increment is lost between concurrent read-compare-commit loops',
    async run(open) {
      const store = await open();
      await together(8, async () => {
        for (let round = 0; round < 10; round++) await increment(store, 'counter');
      });
      expect(await contents(store, '')).toEqual({ counter: '80' });
    },
  },
  {
    name: 'a failing change between good ones harms none of them',
    async run(open) {
      const store = await open();
      await store.commit(change({ taken: 'x' }));
      const results = await Promise.allSettled(
        Array.from({ length: 60 }, (_, index) =>
          index % 3 === 1
            ? store.commit(change({ [`k/${index}`]: 'x', taken: null }, { kind: 'absent', key: 'taken' }))
            : store.commit(change({ [`k/${index}`]: 'x' })),
        ),
      );
      expect(results.map((result) => result.status)).toEqual(
        Array.from({ length: 60 }, (_, index) => (index % 3 === 1 ? 'rejected' : 'fulfilled')),
      );
      expect((await keys(store, 'k/')).length).toBe(40);
      expect((await store.list('')).revision).toBe(41);
    },
  },
  {
    name: 'a list never shows half of a change',
    async run(open) {
      const store = await open();
      const writes = (async () => {
        for (let round = 1; round <= 200; round++) {
          await store.commit(change({ 'pair/left': `${round}`, 'pair/right': `${round}` }));
        }
      })();
      const reads = together(200, async () => {
        const { entries, revision } = await store.list('pair/');
        expect(entries[0]?.value).toEqual(entries[1]?.value);
        expect(Math.max(0, ...entries.map((entry) => entry.revision))).toBe(revision);
      });
      await Promise.all([writes, reads]);
      expect(await contents(store, 'pair/')).toEqual({ 'pair/left': '200', 'pair/right': '200' });
    },
  },
  {
    name: 'what was acknowledged is read at once',
    async run(open) {
      const store = await open();
      await together(20, async (index) => {
        for (let round = 0; round < 10; round++) {
          const revision = await store.commit(change({ [`k/${index}`]: `${round}` }));
          const [entry, list] = await Promise.all([store.get(`k/${index}`), store.list(`k/${index}`)]);
          expect(entry?.revision).toBe(revision);
          expect(list.revision).toBeGreaterThanOrEqual(revision);
        }
      });
    },
  },
];
