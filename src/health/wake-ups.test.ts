import { expect, test } from 'vitest';
import { awake, type Sleeper, WakeUps } from './wake-ups.ts';
import { VirtualTime } from './test-support.ts';

function setUp() {
  const clock = new VirtualTime();
  const wakeUps = new WakeUps(clock);
  const woken: [name: string, atMs: number][] = [];
  const sleeper = (name: string, onWake: () => void = () => undefined): Sleeper => ({
    dueMs: 0,
    order: 0,
    heapIndex: awake,
    wake() {
      woken.push([name, clock.monotonic()]);
      onWake();
    },
  });
  return { clock, wakeUps, woken, sleeper };
}

test('everybody is woken once, each at its time, with one timer for all', async () => {
  const { clock, wakeUps, woken, sleeper } = setUp();
  for (const ms of [70, 20, 90, 20, 10]) wakeUps.after(ms, sleeper(`${ms}`));
  expect(clock.pendingTimers).toBe(1);
  await clock.run(1_000);
  expect(woken).toEqual([
    ['10', 10],
    ['20', 20],
    ['20', 20],
    ['70', 70],
    ['90', 90],
  ]);
  expect(clock.pendingTimers).toBe(0);
});

test('who is cancelled sleeps on, whoever it is and when the others are due', async () => {
  const times = Array.from({ length: 60 }, (_, n) => (n * 37) % 61);
  for (const [cancelled] of times.entries()) {
    const { clock, wakeUps, woken, sleeper } = setUp();
    const sleepers = times.map((ms) => sleeper(`${ms}`));
    for (const [n, one] of sleepers.entries()) wakeUps.after(times[n] ?? 0, one);
    const [gone] = sleepers.splice(cancelled, 1);
    if (gone) wakeUps.cancel(gone);
    await clock.run(100);
    const expected = times.toSpliced(cancelled, 1).sort((a, b) => a - b);
    expect(woken).toEqual(expected.map((ms) => [`${ms}`, ms]));
  }
});

test('without anybody left there is no timer left', () => {
  const { clock, wakeUps, sleeper } = setUp();
  const only = sleeper('only');
  wakeUps.after(10, only);
  wakeUps.cancel(only);
  wakeUps.cancel(only);
  expect(clock.pendingTimers).toBe(0);
});

test('one that sleeps again while it is woken is woken again, and may cancel another that is due', async () => {
  const { clock, wakeUps, woken, sleeper } = setUp();
  const victim = sleeper('victim');
  const again = sleeper('again', () => {
    wakeUps.cancel(victim);
    if (clock.monotonic() < 30) wakeUps.after(10, again);
  });
  wakeUps.after(10, again);
  wakeUps.after(10, victim);
  await clock.run(100);
  expect(woken).toEqual([
    ['again', 10],
    ['again', 20],
    ['again', 30],
  ]);
});

test('of those that are due at once the first that fell asleep is the first, and parts of a millisecond count', async () => {
  const { clock, wakeUps, woken, sleeper } = setUp();
  for (const name of ['c', 'd', 'e', 'f']) wakeUps.after(10.6, sleeper(name));
  wakeUps.after(10.4, sleeper('b'));
  await clock.run(100);
  expect(woken).toEqual([
    ['b', 10.4],
    ['c', 10.6],
    ['d', 10.6],
    ['e', 10.6],
    ['f', 10.6],
  ]);
});
