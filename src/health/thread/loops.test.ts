import { createServer } from 'node:net';
import type { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { bundle } from '../../../test/support/build-worker.ts';
import { Cleanup } from '../../../test/support/cleanup.ts';
import { eventually, throughout } from '../../../test/support/eventually.ts';
import { systemClock } from '../../lib/clock.ts';
import { spec } from '../test-support.ts';
import { startHealthThread, ThreadCheckLoops } from './loops.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

async function setUp() {
  const url = await bundle('src/health/thread/worker.ts', 'health-worker');
  const threads: Worker[] = [];
  const failures: unknown[] = [];
  const loops = cleanup.add(
    new ThreadCheckLoops({
      clock: systemClock,
      random: () => 0,
      onFailure: (error) => failures.push(error),
      startThread: () => {
        const thread = startHealthThread(url);
        threads.push(thread);
        return thread;
      },
    }),
  );
  const server = createServer((socket) => socket.destroy());
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  cleanup.add({ close: () => server.close() });
  const outcomes: string[] = [];
  const check = (intervalMs: number) =>
    loops.start(
      spec({ address: '127.0.0.1', port, intervalMs, timeoutMs: 1_000 }),
      { firstDelayMs: 0, shortenMs: 0 },
      ({ outcome }) => outcomes.push(outcome),
    );
  return { check, outcomes, server, threads, failures };
}

it('probes in its own thread, reports here, and follows trigger and stop', async () => {
  const { check, outcomes, server } = await setUp();
  const often = check(20);
  await eventually(() => expect(outcomes.length).toBeGreaterThan(3));
  expect(new Set(outcomes)).toEqual(new Set(['ok']));
  server.close();
  await eventually(() => expect(outcomes.at(-1)).toBe('refused'));
  often.stop();
  const seen = outcomes.length;
  await throughout(() => expect(outcomes).toHaveLength(seen), 'nothingHappens');
  const seldom = check(3_600_000);
  await eventually(() => expect(outcomes).toHaveLength(seen + 1));
  seldom.trigger();
  await eventually(() => expect(outcomes).toHaveLength(seen + 2));
});

it('goes on in another thread when the thread ends', async () => {
  const { check, outcomes, threads } = await setUp();
  check(3_600_000);
  await eventually(() => expect(outcomes).toHaveLength(1));
  await threads[0]?.terminate();
  await eventually(() => expect(outcomes).toEqual(['ok', 'ok']));
  expect(threads).toHaveLength(2);
});
