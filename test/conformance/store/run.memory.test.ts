import { afterEach, describe, it } from 'vitest';
import { MemoryStore } from '../../../src/store/memory/store.ts';
import { storeCases } from './suite.ts';

describe('memory store', () => {
  const opened: MemoryStore[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  it.each(storeCases.map((one) => [one.name, one] as const))('%s', (_name, one) =>
    one.run(async (options) => {
      const store = new MemoryStore(options);
      opened.push(store);
      return store;
    }),
  );
});
