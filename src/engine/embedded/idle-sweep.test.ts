import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../lib/fake-clock.ts';
import { IdleSweep } from './idle-sweep.ts';

/** Things that are idle since a time, and go when the sweep says so. */
function scene(): { clock: FakeClock; sweep: IdleSweep; idleSinceMs: number[] } {
  const clock = new FakeClock();
  const idleSinceMs: number[] = [];
  const sweep = new IdleSweep(clock, (limitMs) => {
    const left = idleSinceMs.filter((since) => since > limitMs);
    idleSinceMs.splice(0, idleSinceMs.length, ...left);
    return left.length > 0;
  });
  return { clock, sweep, idleSinceMs };
}

describe('IdleSweep', () => {
  it('finds what is idle in time, an eighth late at most', () => {
    const { clock, sweep, idleSinceMs } = scene();
    sweep.setTimeoutMs(800);
    idleSinceMs.push(clock.monotonic());
    sweep.wake();
    clock.advance(799);
    expect(idleSinceMs).toHaveLength(1);
    clock.advance(101);
    expect(idleSinceMs).toHaveLength(0);
    // Nothing left to watch: it rests, and is woken by the next one.
    idleSinceMs.push(clock.monotonic());
    clock.advance(10_000);
    expect(idleSinceMs).toHaveLength(1);
    sweep.wake();
    clock.advance(1000);
    expect(idleSinceMs).toHaveLength(0);
  });

  it('follows a change of the time-out at once, and stops on demand', () => {
    const { clock, sweep, idleSinceMs } = scene();
    sweep.setTimeoutMs(3_600_000);
    idleSinceMs.push(clock.monotonic());
    sweep.wake();
    clock.advance(1000);
    sweep.setTimeoutMs(500);
    clock.advance(100);
    expect(idleSinceMs).toHaveLength(0);

    idleSinceMs.push(clock.monotonic());
    sweep.wake();
    sweep.stop();
    clock.advance(10_000);
    expect(idleSinceMs).toHaveLength(1);
  });

  it('never finds anything idle without a time-out', () => {
    const { clock, sweep, idleSinceMs } = scene();
    idleSinceMs.push(clock.monotonic());
    sweep.wake();
    clock.advance(100_000_000);
    expect(idleSinceMs).toHaveLength(1);
  });
});
