import { afterAll, beforeAll } from 'vitest';
import { Cleanup } from './cleanup.ts';
import { Api } from './service-api.ts';
import { type RunningService, Services } from './service.ts';

export interface OwnService {
  readonly cleanup: Cleanup;
  /** There from the first test on. */
  readonly api: Api;
  readonly service: RunningService;
}

/** For the top of a test file: a service of its own, started before its tests; what they add to `cleanup` ends with it. */
export function ownService(): OwnService {
  const cleanup = new Cleanup();
  let parts: { readonly service: RunningService; readonly api: Api } | undefined;
  const there = () => {
    if (!parts) throw new Error('the service starts before the first test, not before that');
    return parts;
  };
  beforeAll(async () => {
    const service = await cleanup.add(new Services()).start();
    parts = { service, api: cleanup.add(new Api(service)) };
  });
  afterAll(() => cleanup.run());
  return {
    cleanup,
    get api() {
      return there().api;
    },
    get service() {
      return there().service;
    },
  };
}
