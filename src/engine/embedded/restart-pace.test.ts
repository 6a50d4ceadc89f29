import { expect, it } from 'vitest';
import { FakeClock } from '../../lib/fake-clock.ts';
import { RestartPace } from './restart-pace.ts';

it('restarts at once the first time, later and later in a crash loop, and at once again after a good run', () => {
  const clock = new FakeClock();
  const pace = new RestartPace(clock);
  const delays: number[] = [];
  for (let crash = 0; crash < 9; crash++) {
    const delayMs = pace.nextDelayMs();
    delays.push(delayMs);
    clock.advance(delayMs + 50);
  }
  expect(delays).toEqual([0, 100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  clock.advance(10_000);
  expect(pace.nextDelayMs()).toBe(0);
});
