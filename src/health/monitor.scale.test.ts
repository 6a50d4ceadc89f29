import { describe, expect, it } from 'vitest';
import { VirtualTime, listen, monitorOf, script, scriptedProber, spec, specs } from './test-support.ts';

const CHECKS = 10_000;

function manyChecks() {
  return specs(
    ...Array.from({ length: CHECKS }, (_, i) => spec({ address: `192.0.2.${i % 250}`, port: 1000 + i })),
  );
}

function evenlySpread(): () => number {
  let seed = 0;
  return () => (seed = (seed + 0.618_033_988_7) % 1);
}

// Ten thousand checks in virtual time take real seconds on a busy machine.
describe('ten thousand checks', { timeout: 60_000 }, () => {
  it('have verdicts within a little more than a second, without a burst', async () => {
    const clock = new VirtualTime();
    const prober = scriptedProber(clock, script('ok'), 2);
    const monitor = monitorOf(clock, prober, { random: evenlySpread() });
    const heard = listen(monitor);
    monitor.setChecks(manyChecks());
    await clock.run(1100);
    expect(heard.transitions).toHaveLength(CHECKS);
    expect(prober.load.peak).toBeLessThanOrEqual(200);
    await monitor.close();
  });

  it('never start more probes than there are places, even when all are due together', async () => {
    const clock = new VirtualTime();
    const prober = scriptedProber(clock, script('ok'), 5);
    const monitor = monitorOf(clock, prober);
    const heard = listen(monitor);
    monitor.setChecks(manyChecks());
    await clock.run(105);
    expect(prober.load.peak).toBe(512);
    expect(heard.transitions).toHaveLength(CHECKS);
    await monitor.close();
  });

  it('are not kept waiting by a thousand silent targets', async () => {
    const clock = new VirtualTime();
    const prober = scriptedProber(clock, (probe) => (probe < 1000 ? 'hang' : 'ok'), 5);
    const monitor = monitorOf(clock, prober);
    const heard = listen(monitor);
    monitor.setChecks(manyChecks());
    await clock.run(700);
    expect(heard.transitions).toHaveLength(CHECKS - 1000);
    await monitor.close();
  });
});
