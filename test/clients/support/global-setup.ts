/** Makes every client library ready, once, before the suites; they ask for theirs with `inject`. */
import type { TestProject } from 'vitest/node';
import { makeGo } from './go.ts';
import { makeJava } from './java.ts';
import { makePython } from './python.ts';

async function makeAll() {
  const [python, go, java] = await Promise.all([makePython(), makeGo(), makeJava()]);
  return { ...python, ...go, ...java };
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide('clients', await makeAll());
}

declare module 'vitest' {
  interface ProvidedContext {
    clients: Awaited<ReturnType<typeof makeAll>>;
  }
}
