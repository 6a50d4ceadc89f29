/** Makes every client library ready, once, before the suites; they ask for theirs with `inject`. */
import type { TestProject } from 'vitest/node';
import { makeGo } from './go.ts';
import { makeJava } from './java.ts';
import { makePython } from './python.ts';

async function makeAll() {
  const [python, go, java] = await Promise.all([makePython(), makeGo(), makeJava()]);
  /** Programs as users write them. */
  const pairs = {
    'Python, alibabacloud-slb20140515': python.pairNew,
    'Python, aliyun-python-sdk-slb': python.pairOld,
    'Go, alibabacloud-go/slb-20140515': go.pairNew,
    'Go, alibaba-cloud-sdk-go': go.pairOld,
    'Java, com.aliyun:slb20140515': java.pairNew,
    'Java, aliyun-java-sdk-slb': java.pairOld,
  };
  return { ...python, ...go, ...java, pairs };
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide('clients', await makeAll());
}

declare module 'vitest' {
  interface ProvidedContext {
    clients: Awaited<ReturnType<typeof makeAll>>;
  }
}
