/** What becomes of the store when its thread dies. Everything else is shown on the real thread by the conformance suite. */
import { expect, it } from 'vitest';
import type { Store } from '../store.ts';
import { openSqliteStore } from './store.ts';

/** A thread that says it has the database open, and does `onMessage` for everything it is asked. */
function open(onMessage: string): Promise<Store> {
  const program = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', () => { ${onMessage} });
    parentPort.postMessage({ kind: 'ready', file: '/data/store.db', revision: 0, leftoverLeases: [] });
  `;
  return openSqliteStore({
    directory: '/data',
    workerUrl: new URL(`data:text/javascript,${encodeURIComponent(program)}`),
  });
}

it.each([
  ['throws', "throw new Error('out of luck')", /has stopped \(out of luck\)/],
  ['exits', 'process.exit(3)', /has stopped \(exit code 3\)/],
])('reports a thread that %s to every caller and watcher', async (_how, onMessage, message) => {
  const store = await open(onMessage);
  const watching = store.watch('', 0, new AbortController().signal)[Symbol.asyncIterator]().next();
  const put = { kind: 'put' as const, key: 'a', value: new Uint8Array(1) };
  const calls = [
    store.commit({ preconditions: [], writes: [put] }),
    store.get('a'),
    store.list(''),
    watching,
  ];
  for (const result of await Promise.allSettled(calls)) {
    expect(result).toMatchObject({
      status: 'rejected',
      reason: { name: 'StoreError', code: 'io', retryable: false },
    });
    expect(result.status === 'rejected' && String(result.reason)).toMatch(message);
  }
  await expect(store.get('a')).rejects.toMatchObject({ code: 'io' });
  await expect(store.close()).rejects.toMatchObject({ code: 'io' });
  await expect(store.get('a')).rejects.toMatchObject({ code: 'closed' });
});
