import { expect, it } from 'vitest';
import { FakeClock } from '../../lib/fake-clock.ts';
import { LaneFaults } from './lane-faults.ts';

const fast = { name: 'fast', reason: '' } as const;
const plain = { name: 'plain', reason: '' } as const;

it('goes on with the plain lane when the fast one was lost three times within ten minutes', () => {
  const clock = new FakeClock();
  const faults = new LaneFaults('auto', clock);
  faults.lost(fast);
  faults.lost(plain);
  faults.lost(undefined);
  faults.lost(fast);
  expect(faults.next()).toEqual({ lane: 'auto' });
  faults.lost(fast);
  expect(faults.next()).toEqual({
    lane: 'plain',
    laneReason: 'the fast lane was lost 3 times within 10 minutes',
  });
  clock.advance(600_001);
  expect(faults.next()).toEqual({ lane: 'auto' });
});

it('counts only what lies within ten minutes', () => {
  const clock = new FakeClock();
  const faults = new LaneFaults('auto', clock);
  faults.lost(fast);
  clock.advance(600_001);
  faults.lost(fast);
  faults.lost(fast);
  expect(faults.next()).toEqual({ lane: 'auto' });
  faults.lost(fast);
  expect(faults.next().lane).toBe('plain');
});

it.each(['fast', 'plain'] as const)('obeys somebody who wants %s and nothing else', (choice) => {
  const faults = new LaneFaults(choice, new FakeClock());
  for (let n = 0; n < 5; n++) faults.lost(fast);
  expect(faults.next()).toEqual({ lane: choice });
});
