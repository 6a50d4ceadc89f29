import { afterEach, describe, it } from 'vitest';
import { MemoryStore } from '../../../src/store/memory/store.ts';
import { openMirror } from '../../../src/store/mirror.ts';
import type { Store } from '../../../src/store/store.ts';
import { storeCases } from './suite.ts';

/** One that no case writes under, and all that they do. */
const PREFIXES = ['elsewhere/', ''];

describe('a store read from memory', () => {
  const opened: Store[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  it.each(storeCases.map((one) => [one.name, one] as const))('%s', (_name, one) =>
    one.run(async (options) => {
      const store = await openMirror(new MemoryStore(options), PREFIXES);
      opened.push(store);
      return store;
    }),
  );
});
