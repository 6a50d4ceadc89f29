import { describe, expect, it } from 'vitest';
import type { Clock, Timer } from '../../lib/clock.ts';
import { FakeClock } from '../../lib/fake-clock.ts';
import { Bandwidth } from './bandwidth.ts';
import type { Sender } from './bandwidth.ts';

/** Has as much to send as it is told. */
class Source implements Sender {
  sent = 0;
  grants: number[] = [];
  left: number;

  constructor(left = Infinity) {
    this.left = left;
  }

  get waiting(): boolean {
    return this.left > 0;
  }

  grant(limitBytes: number): number {
    const bytes = Math.min(limitBytes, this.left);
    this.left -= bytes;
    this.sent += bytes;
    this.grants.push(bytes);
    return bytes;
  }
}

/** Counts the timers that are set. */
class CountingClock extends FakeClock {
  timers = 0;

  override setTimer(ms: number, fn: () => void) {
    this.timers++;
    return super.setTimer(ms, fn);
  }
}

/** Whatever is to happen happens so much later. */
class LateTimers implements Clock {
  readonly #clock: FakeClock;
  readonly #lateMs: number;

  constructor(clock: FakeClock, lateMs: number) {
    this.#clock = clock;
    this.#lateMs = lateMs;
  }

  now(): number {
    return this.#clock.now();
  }

  monotonic(): number {
    return this.#clock.monotonic();
  }

  setTimer(ms: number, fn: () => void): Timer {
    return this.#clock.setTimer(ms + this.#lateMs, fn);
  }
}

/** 8 Mbit/s = 1,000 bytes a millisecond. */
const MBPS = 8;

describe('bandwidth of who waits in line', () => {
  it.each([1, 8, 100, 5120])('%i Mbit/s are held to within 1 % over two seconds', (mbps) => {
    const clock = new FakeClock();
    const bandwidth = new Bandwidth(clock, mbps);
    const sources = [new Source(), new Source(), new Source()];
    clock.advance(1000);
    for (const source of sources) bandwidth.wait(source);
    clock.advance(500);
    const before = sources.map(({ sent }) => sent);
    clock.advance(2000);
    const sent = sources.map((source, n) => source.sent - (before[n] ?? 0));
    const sum = sent.reduce((a, b) => a + b, 0);
    expect(sum / ((mbps * 1e6) / 8) / 2).toBeCloseTo(1, 1);
    expect(Math.abs(sum / ((mbps * 2e6) / 8) - 1)).toBeLessThan(0.01);
    for (const each of sent) expect(Math.abs((each * 3) / sum - 1)).toBeLessThan(0.05);
  });

  it('gives a slice at a time, so that a newcomer with little to send need not wait for those with much', () => {
    const clock = new FakeClock();
    const bandwidth = new Bandwidth(clock, MBPS);
    const greedy = [new Source(), new Source()];
    for (const source of greedy) bandwidth.wait(source);
    clock.advance(500);
    const modest = new Source(100);
    bandwidth.wait(modest);
    clock.advance(25);
    expect(modest.sent).toBe(100);
  });

  it('loses nothing that is earned while the timer is late', () => {
    const clock = new FakeClock();
    const bandwidth = new Bandwidth(clock, MBPS);
    const source = new Source();
    bandwidth.wait(source);
    for (let n = 0; n < 10; n++) clock.advance(200);
    expect(source.sent).toBeGreaterThan(1_950_000);
    expect(source.sent).toBeLessThanOrEqual(2_050_000);
  });

  it('loses nothing to a late timer either when who waits has less than was earned meanwhile', () => {
    const clock = new FakeClock();
    const bandwidth = new Bandwidth(new LateTimers(clock, 400), MBPS);
    bandwidth.take(50_000);
    const source = new Source(1_000);
    bandwidth.wait(source);
    clock.advance(405);
    expect(source.sent).toBe(1_000);
    expect(bandwidth.take(Infinity)).toBeGreaterThan(390_000);
  });

  it('lets everybody go at once when the limit goes, and at the new rate when it changes', () => {
    const clock = new FakeClock();
    const bandwidth = new Bandwidth(clock, 1);
    const source = new Source(10_000_000);
    bandwidth.wait(source);
    clock.advance(1000);
    bandwidth.setMbps(80);
    const before = source.sent;
    clock.advance(100);
    expect(source.sent - before).toBeGreaterThan(900_000);
    bandwidth.setMbps(null);
    expect(source.left).toBe(0);
  });

  it('forgets who leaves the line, and then has no timer', () => {
    const clock = new CountingClock();
    const bandwidth = new Bandwidth(clock, MBPS);
    const source = new Source();
    bandwidth.wait(source);
    bandwidth.leave(source);
    const { timers } = clock;
    clock.advance(1000);
    expect(source.sent).toBe(0);
    expect(clock.timers).toBe(timers);
  });
});

describe('bandwidth of who need not wait', () => {
  it('passes a burst, then what has been earned, and needs no timer', () => {
    const clock = new CountingClock();
    const bandwidth = new Bandwidth(clock, MBPS);
    expect(bandwidth.take(30_000)).toBe(30_000);
    expect(bandwidth.take(30_000)).toBe(20_000);
    expect(bandwidth.take(30_000)).toBe(0);
    clock.advance(10);
    expect(bandwidth.take(30_000)).toBe(10_000);
    clock.advance(10_000);
    expect(bandwidth.take(Infinity)).toBe(50_000);
    expect(clock.timers).toBe(0);
  });

  it('does not overtake who waits', () => {
    const bandwidth = new Bandwidth(new FakeClock(), MBPS);
    bandwidth.wait(new Source());
    expect(bandwidth.take(100)).toBe(0);
  });

  it('without a limit passes everything', () => {
    const clock = new CountingClock();
    const bandwidth = new Bandwidth(clock, null);
    expect(bandwidth.take(1e9)).toBe(1e9);
    expect(bandwidth.admits(1e9)).toBe(true);
    const source = new Source(1e9);
    bandwidth.wait(source);
    expect(source.sent).toBe(1e9);
    expect(clock.timers).toBe(0);
  });
});

describe('bandwidth of datagrams', () => {
  it.each([64, 1_000, 9_000, 60_000])('%i bytes each: held to within 3 % over ten seconds', (size) => {
    const clock = new FakeClock();
    const bandwidth = new Bandwidth(clock, MBPS);
    let passed = 0;
    for (let ms = 0; ms < 10_000; ms++) {
      clock.advance(1);
      // Twice what may pass.
      for (let offered = 0; offered < 2_000; offered += size) if (bandwidth.admits(size)) passed += size;
    }
    expect(Math.abs(passed / 10_000_000 - 1)).toBeLessThan(0.03);
  });
});
