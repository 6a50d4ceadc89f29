import { describe, expect, it } from 'vitest';
import { StoreError } from '../store.ts';
import { GroupWriter } from './group-writer.ts';
import type { Operation, Outcome } from './protocol.ts';

function operation(lease: string): Operation {
  return { kind: 'expire', lease };
}

/** A database that answers when told to. */
class SlowDatabase {
  readonly groups: string[][] = [];
  readonly applied: number[] = [];
  readonly writer = new GroupWriter(
    (operations) => this.#apply(operations),
    (_operation, { revision }) => this.applied.push(revision),
  );
  #revision = 0;
  #answer: ((fail?: StoreError) => void) | undefined;

  async answer(fail?: StoreError): Promise<void> {
    await turns();
    this.#answer?.(fail);
    await turns();
  }

  #apply(operations: readonly Operation[]): Promise<readonly Outcome[]> {
    this.groups.push(operations.map((one) => (one.kind === 'expire' ? one.lease : '')));
    return new Promise((resolve, reject) => {
      this.#answer = (fail) =>
        fail === undefined ? resolve(operations.map((one) => this.#outcome(one))) : reject(fail);
    });
  }

  #outcome(one: Operation): Outcome {
    if (one.kind === 'expire' && one.lease === 'bad') {
      return { kind: 'failed', failure: { code: 'conflict', message: 'no', subject: 'k', retryable: false } };
    }
    const changed = one.kind !== 'expire' || one.lease !== 'noop';
    if (changed) this.#revision += 1;
    return { kind: 'done', revision: this.#revision, changed, deletes: [] };
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe('group commit', () => {
  it('takes what comes in one turn as one group, and what comes meanwhile as the next', async () => {
    const database = new SlowDatabase();
    const first = ['a', 'b'].map((name) => database.writer.submit(operation(name)));
    await turns();
    const second = ['c', 'd', 'e'].map((name) => database.writer.submit(operation(name)));
    await turns();
    expect(database.groups).toEqual([['a', 'b']]);
    await database.answer();
    expect(await Promise.all(first)).toEqual([1, 2]);
    expect(database.groups).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    await database.answer();
    expect(await Promise.all(second)).toEqual([3, 4, 5]);
    expect(database.applied).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives each its own outcome, and reports only what changed something', async () => {
    const database = new SlowDatabase();
    const results = Promise.allSettled(
      ['a', 'bad', 'noop', 'b'].map((name) => database.writer.submit(operation(name))),
    );
    await database.answer();
    expect(await results).toMatchObject([
      { value: 1 },
      { reason: { name: 'StoreError', code: 'conflict', subject: 'k' } },
      { value: 1 },
      { value: 2 },
    ]);
    expect(database.applied).toEqual([1, 2]);
  });

  it('goes on after a group failed as a whole', async () => {
    const database = new SlowDatabase();
    const failed = Promise.allSettled(['a', 'b'].map((name) => database.writer.submit(operation(name))));
    await database.answer(new StoreError('io', 'gone'));
    expect((await failed).map((result) => result.status)).toEqual(['rejected', 'rejected']);
    const next = database.writer.submit(operation('c'));
    await database.answer();
    expect(await next).toBe(1);
  });

  it('bounds a group, and is drained only after the last one', async () => {
    const database = new SlowDatabase();
    const all = Promise.all(
      Array.from({ length: 300 }, (_, index) => database.writer.submit(operation(`${index}`))),
    );
    let drained = false;
    const draining = database.writer.drained().then(() => (drained = true));
    await database.answer();
    expect(database.groups.map((group) => group.length)).toEqual([256, 44]);
    expect(drained).toBe(false);
    await database.answer();
    await draining;
    expect((await all).length).toBe(300);
  });
});
