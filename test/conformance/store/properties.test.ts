/** Random bursts of changes, reads and restarts: every store does what the model does. */
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../src/store/memory/store.ts';
import { isConflict } from '../../../src/store/store.ts';
import type { Change, Precondition, Store, Write } from '../../../src/store/store.ts';
import { bytes, readable, take, text } from './case.ts';
import { Model } from './model.ts';
import { Sandbox } from './sqlite-support.ts';

const key = fc.constantFrom('a', 'a/1', 'a/2', 'a/2/x', 'ab/1', 'b/1', 'b/2');
const prefixes = ['', 'a', 'a/', 'ab/', 'b/1', 'c/'];
/** Counted back from the newest, so that most are about something that exists. */
const age = fc.integer({ min: -1, max: 6 });

const write = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('put' as const), key, value: fc.string({ maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
);
const precondition = fc.oneof(
  fc.record({ kind: fc.constant('absent' as const), key }),
  fc.record({ kind: fc.constant('unchanged' as const), key, age }),
  fc.record({ kind: fc.constant('current' as const), key }),
  fc.record({ kind: fc.constant('prefix-unchanged' as const), prefix: fc.constantFrom(...prefixes), age }),
);
const sketch = fc.record({
  preconditions: fc.array(precondition, { maxLength: 2 }),
  writes: fc.uniqueArray(write, { maxLength: 3, selector: (one) => one.key }),
});
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('burst' as const),
      sketches: fc.array(sketch, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);
const steps = fc.array(step, { maxLength: 25 });

type Sketch = typeof sketch extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function toChange({ preconditions, writes }: Sketch, model: Model): Change {
  const past = (back: number): number => Math.max(0, model.revision - back);
  return {
    preconditions: preconditions.map((one): Precondition => {
      if (one.kind === 'absent') return one;
      if (one.kind === 'current') {
        return { kind: 'unchanged', key: one.key, revision: model.entries.get(one.key)?.revision ?? 0 };
      }
      if (one.kind === 'unchanged') return { kind: one.kind, key: one.key, revision: past(one.age) };
      return { kind: one.kind, prefix: one.prefix, revision: past(one.age) };
    }),
    writes: writes.map((one): Write => (one.kind === 'put' ? { ...one, value: bytes(one.value) } : one)),
  };
}

async function outcome(commit: Promise<number>): Promise<number | 'conflict'> {
  return commit.catch((error: unknown) => {
    if (isConflict(error)) return 'conflict';
    throw error;
  });
}

async function expectSame(store: Store, model: Model): Promise<void> {
  for (const prefix of prefixes) {
    const { revision, entries } = await store.list(prefix);
    expect(revision).toBe(model.revision);
    expect(entries.map((entry) => [entry.key, text(entry.value), entry.revision])).toEqual(
      model.list(prefix),
    );
  }
  expect((await store.get('a/1'))?.revision).toBe(model.entries.get('a/1')?.revision);
}

/** Both stores apply concurrent commits in the order of the calls. */
async function expectSameResults(store: Store, model: Model, sketches: readonly Sketch[]): Promise<void> {
  const changes = sketches.map((drawn) => toChange(drawn, model));
  const results = await Promise.all(changes.map((change) => outcome(store.commit(change))));
  expect(results).toEqual(changes.map((change) => model.commit(change)));
}

/** Runs the steps on both. */
async function compare(
  open: () => Promise<Store>,
  restart: (store: Store) => Promise<Store>,
  plan: readonly Step[],
): Promise<void> {
  const model = new Model();
  let store = await open();
  try {
    for (const one of plan) {
      if (one.kind === 'restart') store = await restart(store);
      else await expectSameResults(store, model, one.sketches);
      await expectSame(store, model);
    }
    const batches = model.revision === 0 ? [] : await take(store, '', 0, model.revision);
    expect(batches.map(readable)).toEqual(model.history);
  } finally {
    await store.close();
  }
}

describe('a store under random commands does what the model does', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await Sandbox.create();
  });

  afterEach(() => sandbox.clear());

  it('in memory', async () => {
    const open = async (): Promise<Store> => new MemoryStore();
    const restart = async (store: Store): Promise<Store> => store;
    await fc.assert(
      fc.asyncProperty(steps, (plan) => compare(open, restart, plan)),
      { numRuns: 300 },
    );
  });

  it('in SQLite, restarts included', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const directory = await sandbox.folder();
        const open = (): Promise<Store> => sandbox.open({ directory });
        const restart = async (store: Store): Promise<Store> => {
          await store.close();
          return open();
        };
        await compare(open, restart, plan);
      }),
      { numRuns: 40 },
    );
  });
});
