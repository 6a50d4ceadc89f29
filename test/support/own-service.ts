import { afterAll, beforeAll } from 'vitest';
import { Cleanup } from './cleanup.ts';
import { Api } from './service-api.ts';
import { Services } from './service.ts';

export interface OwnService {
  readonly cleanup: Cleanup;
  /** There from the first test on. */
  readonly api: Api;
}

/** For the top of a test file: a service of its own, started before its tests; what they add to `cleanup` ends with it. */
export function ownService(): OwnService {
  const cleanup = new Cleanup();
  let api: Api | undefined;
  beforeAll(async () => {
    api = cleanup.add(new Api(await cleanup.add(new Services()).start()));
  });
  afterAll(() => cleanup.run());
  return {
    cleanup,
    get api() {
      if (!api) throw new Error('the service starts before the first test, not before that');
      return api;
    },
  };
}
