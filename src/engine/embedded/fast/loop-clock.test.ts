import { describe, expect, it } from 'vitest';
import { LoopClock } from './loop-clock.ts';

function makeClock(): { clock: LoopClock; at: (ms: number) => LoopClock } {
  let nowMs = 0;
  const clock = new LoopClock(() => nowMs);
  return {
    clock,
    at(ms) {
      nowMs = ms;
      clock.tick();
      return clock;
    },
  };
}

describe('LoopClock', () => {
  it('runs timers in the order in which they are due, however they were set and cancelled', () => {
    const { clock, at } = makeClock();
    const fired: number[] = [];
    const delays = Array.from({ length: 200 }, (_, n) => (n * 7919) % 1009);
    const timers = delays.map((ms) => clock.setTimer(ms, () => fired.push(ms)));
    timers.forEach((timer, n) => n % 3 === 0 && timer.cancel());
    timers[3]?.cancel();
    const expected = delays.filter((_, n) => n % 3 !== 0).sort((a, b) => a - b);
    expect(clock.untilNextMs).toBe(expected[0]);
    at(500).fire();
    expect(fired).toEqual(expected.filter((ms) => ms <= 500));
    at(2000).fire();
    expect(fired).toEqual(expected);
    expect(clock.untilNextMs).toBe(Infinity);
  });

  it('does not run a timer that another one, due at the same time, has cancelled', () => {
    const { clock, at } = makeClock();
    const fired: string[] = [];
    clock.setTimer(1, () => second.cancel());
    const second = clock.setTimer(2, () => fired.push('cancelled'));
    clock.setTimer(3, () => fired.push('third'));
    expect(at(5).fire()).toBe(true);
    expect(fired).toEqual(['third']);
    expect(clock.fire()).toBe(false);
  });

  it('leaves what is set by a timer to the next time', () => {
    const { clock, at } = makeClock();
    let runs = 0;
    const again = (): void => {
      runs++;
      clock.setTimer(0, again);
    };
    clock.setTimer(0, again);
    at(1).fire();
    expect(runs).toBe(1);
    at(2).fire();
    expect(runs).toBe(2);
  });
});
