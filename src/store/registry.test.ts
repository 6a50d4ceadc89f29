import { expect, it } from 'vitest';
import { openStore, storeAddressForms } from './registry.ts';

const options = { workerUrl: new URL('file:///nowhere/store-worker.js') };

it('opens a memory store', async () => {
  const store = await openStore('memory:', options);
  expect(await store.list('')).toEqual({ revision: 0, entries: [] });
  await store.close();
});

it.each([
  '',
  'memory',
  'memory:something',
  'sqlite:',
  'sqlite://',
  'etcd://localhost',
  'constructor:x',
  '/var/lib/x',
])('rejects %j and says what it understands', async (address) => {
  const failure: unknown = await openStore(address, options).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'StoreError', code: 'io', subject: address, retryable: false });
  for (const form of storeAddressForms) expect(String(failure)).toContain(form);
});
