import { expect, test } from 'vitest';
import { text } from '../contract/params.ts';
import { integerField, textField } from '../contract/result.ts';
import { keys, prefixes } from '../domain/keys.ts';
import { MemoryStore } from '../store/memory/store.ts';
import { StoreError, type Change, type Store } from '../store/store.ts';
import { TOKEN_LIFE_MS } from './client-tokens.ts';
import { sweepExpired } from './sweep.ts';
import { PipelineBench, tinyAction } from './test-support.ts';
import { WriteQueues } from './write-queues.ts';

/** Any record will do. */
const record = { parametersHash: '', response: null, createdMs: 0 };

/** A memory store whose commits fail with a conflict as often as is asked. */
class Contended {
  readonly inner = new MemoryStore();
  commits = 0;
  conflictsLeft: number;

  constructor(conflicts: number) {
    this.conflictsLeft = conflicts;
  }

  asStore(): Store {
    const { inner } = this;
    return {
      get: (key) => inner.get(key),
      list: (prefix) => inner.list(prefix),
      keys: (prefix) => inner.keys(prefix),
      watch: (prefix, after, signal) => inner.watch(prefix, after, signal),
      lease: (ttlMs) => inner.lease(ttlMs),
      close: () => inner.close(),
      commit: async (change: Change) => {
        this.commits += 1;
        if (this.conflictsLeft > 0) {
          this.conflictsLeft -= 1;
          throw new StoreError('conflict', 'someone was quicker');
        }
        return inner.commit(change);
      },
    };
  }
}

function counting() {
  const runs = { count: 0 };
  const create = tinyAction(
    {
      name: 'CreateThing',
      params: { Name: text({ optional: true }), ClientToken: text({ optional: true, maxLength: 64 }) },
      result: { Id: textField(), Run: integerField() },
    },
    async ({ Name = '' }, { tx, random }) => {
      runs.count += 1;
      const id = `${Name}-${random(1_000_000)}`;
      tx.put('clientTokens', keys.address(id), record);
      return { Id: id, Run: runs.count };
    },
  );
  return { create, runs };
}

test('a handler is run again after each conflict', async () => {
  const { create, runs } = counting();
  const contended = new Contended(5);
  const bench = new PipelineBench([create], { store: contended.asStore() });
  expect(await bench.document('CreateThing')).toMatchObject({ Run: 6 });
  expect(runs.count).toBe(6);
  expect((await contended.inner.list('')).entries).toHaveLength(1);
});

test('conflicts without end are a failure that clients retry, after a bounded number of runs', async () => {
  const { create, runs } = counting();
  const bench = new PipelineBench([create], { store: new Contended(1_000).asStore() });
  expect(await bench.document('CreateThing')).toMatchObject({ Code: 'ServiceUnavailable' });
  expect(runs.count).toBe(20);
});

test('changes of many load balancers at once that depend on the same list all succeed', async () => {
  const inner = new MemoryStore();
  const slow: Store = {
    get: (key) => inner.get(key),
    list: (prefix) => inner.list(prefix),
    keys: (prefix) => inner.keys(prefix),
    watch: (prefix, after, signal) => inner.watch(prefix, after, signal),
    lease: (ttlMs) => inner.lease(ttlMs),
    close: () => inner.close(),
    // As a disk does, it lets others read before it has written.
    commit: async (change) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      return inner.commit(change);
    },
  };
  const create = tinyAction(
    { name: 'CreateThing', params: { LoadBalancerId: text() }, result: {} },
    async ({ LoadBalancerId: id }, { tx }) => {
      await tx.list('clientTokens', prefixes.addresses);
      tx.put('clientTokens', keys.address(id), record);
      return {};
    },
  );
  const bench = new PipelineBench([create], { store: slow });
  const calls = Array.from({ length: 80 }, (_, n) =>
    bench.call('CreateThing', { LoadBalancerId: `lb-${n}` }),
  );
  expect((await Promise.all(calls)).filter(({ status }) => status !== 200)).toEqual([]);
});

test('a call without writes commits nothing', async () => {
  const contended = new Contended(0);
  const look = tinyAction({ name: 'SetNothing', params: {}, result: {} }, async (_params, { tx }) => {
    await tx.get('addresses', keys.address('x'));
    return {};
  });
  const bench = new PipelineBench([look], { store: contended.asStore() });
  expect((await bench.call('SetNothing')).status).toBe(200);
  expect(contended.commits).toBe(0);
});

test('changes of one load balancer wait for each other, those of others do not', async () => {
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  let inAllThree = (): void => undefined;
  const gate = new Promise<void>((resolve) => (inAllThree = resolve));
  const set = tinyAction(
    { name: 'SetThing', params: { LoadBalancerId: text() }, result: {} },
    async ({ LoadBalancerId: id }) => {
      running.set(id, (running.get(id) ?? 0) + 1);
      most.set(id, Math.max(most.get(id) ?? 0, running.get(id) ?? 0));
      if (running.size === 3) inAllThree();
      await gate;
      await new Promise(setImmediate);
      running.set(id, (running.get(id) ?? 0) - 1);
      return {};
    },
  );
  const bench = new PipelineBench([set]);
  const ids = Array.from({ length: 12 }, (_, index) => `lb-${index % 3}`);
  const answers = await Promise.all(ids.map((id) => bench.call('SetThing', { LoadBalancerId: id })));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect([...most.values()]).toEqual([1, 1, 1]);
});

test('queues refuse more than they can hold, and vanish when empty', async () => {
  const queues = new WriteQueues({ maxWaiting: 1 });
  let release = (): void => undefined;
  const first = queues.run('lb-1', () => new Promise<void>((resolve) => (release = resolve)));
  const second = queues.run('lb-1', async () => 'second');
  await expect(queues.run('lb-1', async () => 'third')).rejects.toThrow(
    /more than 1 changes of lb-1 are waiting/,
  );
  expect(queues.size).toBe(1);
  release();
  await first;
  expect(await second).toBe('second');
  expect(queues.size).toBe(0);
});

test('a task that fails does not hold up the next', async () => {
  const queues = new WriteQueues();
  const failed = queues.run('lb-1', () => Promise.reject(new Error('no')));
  const next = queues.run('lb-1', async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('ClientToken: the same call again has the first answer, with a RequestId of its own', async () => {
  const { create, runs } = counting();
  const bench = new PipelineBench([create]);
  const first = await bench.document('CreateThing', { Name: 'n', ClientToken: 't' });
  const again = await bench.document('CreateThing', { Name: 'n', ClientToken: 't', Unknown: 'ignored' });
  expect(again).toEqual({ ...Object(first), RequestId: expect.any(String) });
  expect(again).not.toEqual(first);
  expect(runs.count).toBe(1);
});

test('ClientToken: an empty one is none', async () => {
  const { create, runs } = counting();
  const bench = new PipelineBench([create]);
  await bench.document('CreateThing', { ClientToken: '' });
  await bench.document('CreateThing', { ClientToken: '' });
  expect(runs.count).toBe(2);
});

test('ClientToken: with other parameters it is refused', async () => {
  const { create } = counting();
  const bench = new PipelineBench([create]);
  await bench.document('CreateThing', { Name: 'n', ClientToken: 't' });
  expect(await bench.document('CreateThing', { Name: 'm', ClientToken: 't' })).toMatchObject({
    Code: 'IdempotentParameterMismatch',
  });
});

test('ClientToken: calls at the same time are carried out once', async () => {
  const { create } = counting();
  const bench = new PipelineBench([create]);
  const calls = Array.from({ length: 8 }, () =>
    bench.document('CreateThing', { Name: 'n', ClientToken: 't' }),
  );
  const ids = (await Promise.all(calls)).map((answer) => Reflect.get(Object(answer), 'Id'));
  expect(new Set(ids).size).toBe(1);
  expect((await bench.store.list('addresses/')).entries).toHaveLength(1);
});

test('ClientToken: two servers on one store, one of which was started later', async () => {
  const { create, runs } = counting();
  const store = new MemoryStore();
  const before = await new PipelineBench([create], { store }).document('CreateThing', { ClientToken: 't' });
  const after = await new PipelineBench([create], { store }).document('CreateThing', { ClientToken: 't' });
  expect(Reflect.get(Object(after), 'Id')).toBe(Reflect.get(Object(before), 'Id'));
  expect(runs.count).toBe(1);
});

test('ClientToken: a call that failed leaves no record', async () => {
  const { create, runs } = counting();
  const contended = new Contended(20);
  const bench = new PipelineBench([create], { store: contended.asStore() });
  expect(await bench.document('CreateThing', { ClientToken: 't' })).toMatchObject({
    Code: 'ServiceUnavailable',
  });
  expect(await bench.document('CreateThing', { ClientToken: 't' })).toMatchObject({ Run: runs.count });
});

test('ClientToken: forgotten after a day, and swept then', async () => {
  const { create, runs } = counting();
  const bench = new PipelineBench([create]);
  await bench.document('CreateThing', { ClientToken: 't' });
  bench.clock.advance(TOKEN_LIFE_MS - 1);
  expect(await sweepExpired(bench.store, bench.clock.now())).toBe(0);
  await bench.document('CreateThing', { ClientToken: 't' });
  expect(runs.count).toBe(1);
  bench.clock.advance(1);
  await bench.document('CreateThing', { ClientToken: 't' });
  expect(runs.count).toBe(2);
  expect(await sweepExpired(bench.store, bench.clock.now())).toBe(0);
  expect(await sweepExpired(bench.store, bench.clock.now() + TOKEN_LIFE_MS)).toBe(1);
  expect((await bench.store.list('client-tokens/')).entries).toEqual([]);
});
