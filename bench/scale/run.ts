/** Calls at a fixed rate, each measured from when it was due: a slow answer does not excuse the calls behind it. */
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { OpenLoop } from '../../src/cli/demo/open-loop.ts';
import type { Api } from '../../test/support/service-api.ts';
import type { Call } from './calls.ts';

export const CALLS_PER_SECOND = 50;

export interface CallRecord {
  readonly name: string;
  readonly kind: Call['kind'];
  /** From the due time to the whole answer. */
  readonly ms: number;
  /** How late this process began it. */
  readonly lagMs: number;
  /** Why it failed. */
  readonly failure?: string;
}

/** Resolves when every call has been answered. */
export async function runCalls(api: Api, next: () => Call, seconds: number): Promise<readonly CallRecord[]> {
  const loop = new OpenLoop(CALLS_PER_SECOND, hostNowMs());
  const endMs = hostNowMs() + seconds * 1_000;
  const records: CallRecord[] = [];
  const underWay = new Set<Promise<void>>();

  const begin = (dueMs: number): void => {
    const { name, kind, action, parameters } = next();
    const lagMs = hostNowMs() - dueMs;
    const done = (failure?: unknown): void => {
      const ms = hostNowMs() - dueMs;
      records.push({ name, kind, ms, lagMs, ...(failure !== undefined && { failure: String(failure) }) });
    };
    const call = api.call(action, parameters).then(
      () => done(),
      (error: unknown) => done(error),
    );
    underWay.add(call);
    void call.finally(() => underWay.delete(call));
  };
  await new Promise<void>((resolve) => {
    const tick = (): void => {
      for (const dueMs of loop.due(hostNowMs())) begin(dueMs);
      if (hostNowMs() >= endMs) resolve();
      else setTimeout(tick, Math.max(0, loop.nextMs - hostNowMs()));
    };
    tick();
  });
  await Promise.all(underWay);
  return records;
}
