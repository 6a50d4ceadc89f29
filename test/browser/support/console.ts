/** For the top of a browser test: a service, a browser, and pages that are signed in. */
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Cleanup } from '../../support/cleanup.ts';
import { Api } from '../../support/service-api.ts';
import { type RunningService, Services } from '../../support/service.ts';
import { type Look, TestBrowser, type TestPage, wide } from './browser.ts';

export interface OwnConsole {
  readonly cleanup: Cleanup;
  readonly api: Api;
  readonly service: RunningService;
  /** `path` below `/console`; signed in by access key unless told otherwise. */
  open(path?: string, options?: { readonly look?: Look; readonly signIn?: boolean }): Promise<TestPage>;
}

export function ownConsole(): OwnConsole {
  const cleanup = new Cleanup();
  const pages: TestPage[] = [];
  let parts: { service: RunningService; api: Api; browser: TestBrowser } | undefined;
  const there = () => {
    if (!parts) throw new Error('service and browser start before the first test, not before that');
    return parts;
  };
  beforeAll(async () => {
    const service = await cleanup.add(new Services()).start();
    parts = { service, api: cleanup.add(new Api(service)), browser: cleanup.add(await TestBrowser.start()) };
  });
  afterEach(async ({ task }) => {
    const opened = pages.splice(0);
    const failed = task.result?.state === 'fail';
    if (failed)
      for (const [index, page] of opened.entries()) await page.screenshot(`failed-${task.id}-${index}`);
    for (const page of opened) await page.close();
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
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
    async open(path = '/', { look = wide, signIn = true } = {}) {
      const { browser, service } = there();
      const opened = await browser.open(look);
      pages.push(opened);
      await opened.page.goto(`${service.endpoint}/console${path}`);
      if (signIn) await signInAt(opened, service);
      return opened;
    },
  };
}

/** By the form, as a person does. */
export async function signInAt({ page }: TestPage, service: RunningService): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(service.accessKeyId);
  await page.locator('input[autocomplete=current-password]').fill(service.accessKeySecret);
  await page.locator('button[type=submit]').click();
  await page.locator('#content').waitFor();
}
