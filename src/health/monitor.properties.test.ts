/** Invariant: no verdict without its evidence, and none later than the documented window plus one interval. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unhealthyWindowMs } from '../domain/health.ts';
import { VirtualTime, listen, monitorOf, scriptedProber, spec, specs } from './test-support.ts';
import type { Behaviour } from './test-support.ts';

const settings = fc.record({
  intervalMs: fc.integer({ min: 1, max: 50 }).map((s) => s * 1000),
  timeoutMs: fc.integer({ min: 1, max: 300 }).map((s) => s * 1000),
  healthyThreshold: fc.integer({ min: 1, max: 10 }),
  unhealthyThreshold: fc.integer({ min: 1, max: 10 }),
});
const random = fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })).map((stream) => () => {
  const { value } = stream.next();
  return typeof value === 'number' ? value : 0;
});

describe('vendor detection', () => {
  it('finds a fault that stays within the window plus one interval', async () => {
    const fault = fc.constantFrom<Behaviour>('refused', 'hang');
    const when = fc.integer({ min: 2000, max: 200_000 });
    const latencies = fc.integer({ min: 0, max: 900 });
    await fc.assert(
      fc.asyncProperty(
        settings,
        fault,
        when,
        latencies,
        random,
        async (set, kind, faultMs, latencyMs, rnd) => {
          const clock = new VirtualTime();
          const prober = scriptedProber(clock, () => (clock.monotonic() > faultMs ? kind : 'ok'), latencyMs);
          const monitor = monitorOf(clock, prober, { random: rnd });
          const heard = listen(monitor);
          monitor.setChecks(specs(spec(set)));
          await clock.run(faultMs);
          expect(heard.transitions).toMatchObject([{ to: 'healthy' }]);
          await clock.run(unhealthyWindowMs(set) + set.intervalMs);
          expect(heard.transitions).toMatchObject([{}, { to: 'unhealthy', results: set.unhealthyThreshold }]);
          await monitor.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('changes its mind only after the threshold of consecutive results, from any script', async () => {
    const steps = fc.array(fc.constantFrom<Behaviour>('ok', 'ok', 'refused', 'hang', 'throw'), {
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(settings, steps, random, async (set, list, rnd) => {
        const clock = new VirtualTime();
        const prober = scriptedProber(clock, (probe) => list[probe] ?? 'ok');
        const monitor = monitorOf(clock, prober, { random: rnd });
        const said: boolean[] = [];
        const changes: string[] = [];
        monitor.onResult((_key, result) => said.push(result.outcome === 'ok'));
        monitor.onTransition(({ to }) => changes.push(`${said.length} ${to}`));
        monitor.setChecks(specs(spec(set)));
        await clock.run(list.length * (set.intervalMs + Math.max(set.timeoutMs, set.intervalMs)));
        expect(said.length).toBeGreaterThanOrEqual(list.length);
        expect(changes).toEqual(expectedChanges(said, set));
        await monitor.close();
      }),
      { numRuns: 60 },
    );
  });
});

/** The rule in other words: the last n results agree with each other and not with the verdict. */
function expectedChanges(
  said: readonly boolean[],
  set: { readonly healthyThreshold: number; readonly unhealthyThreshold: number },
): string[] {
  const changes: string[] = [];
  let healthy: boolean | undefined;
  said.forEach((good, i) => {
    const needed = healthy === undefined ? 1 : good ? set.healthyThreshold : set.unhealthyThreshold;
    const agree = i + 1 >= needed && said.slice(i + 1 - needed, i + 1).every((one) => one === good);
    if (good === healthy || !agree) return;
    healthy = good;
    changes.push(`${i + 1} ${good ? 'healthy' : 'unhealthy'}`);
  });
  return changes;
}
