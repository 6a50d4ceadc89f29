import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../lib/fake-clock.ts';
import { Persistence } from './persistence.ts';

const always = (): boolean => true;

describe('Persistence', () => {
  it('keeps a source with its target while it keeps coming within the time-out', () => {
    const clock = new FakeClock();
    const pins = new Persistence<string>(clock, 1000);
    expect(pins.find('10.0.0.1', always)).toBeUndefined();
    pins.remember('10.0.0.1', 'a');
    clock.advance(999);
    expect(pins.find('10.0.0.1', always)).toBe('a');
    pins.remember('10.0.0.1', 'a');
    clock.advance(999);
    expect(pins.find('10.0.0.1', always)).toBe('a');
    expect(pins.find('10.0.0.2', always)).toBeUndefined();
    clock.advance(1);
    expect(pins.find('10.0.0.1', always)).toBeUndefined();
  });

  it('forgets a pin to a target that may not be used, for good', () => {
    const pins = new Persistence<string>(new FakeClock(), 1000);
    pins.remember('10.0.0.1', 'lost');
    expect(pins.find('10.0.0.1', (target) => target !== 'lost')).toBeUndefined();
    expect(pins.find('10.0.0.1', always)).toBeUndefined();
  });

  it('is bounded: the source seen longest ago goes first', () => {
    const pins = new Persistence<string>(new FakeClock(), 1000, 2);
    pins.remember('10.0.0.1', 'a');
    pins.remember('10.0.0.2', 'b');
    pins.remember('10.0.0.1', 'a');
    pins.remember('10.0.0.3', 'c');
    expect(pins.size).toBe(2);
    expect(pins.find('10.0.0.1', always)).toBe('a');
    expect(pins.find('10.0.0.2', always)).toBeUndefined();
    expect(pins.find('10.0.0.3', always)).toBe('c');
  });

  it('pins nothing when it is off, and forgets all when it is switched off', () => {
    const pins = new Persistence<string>(new FakeClock(), 1000);
    pins.remember('10.0.0.1', 'a');
    pins.setTimeoutMs(0);
    pins.remember('10.0.0.2', 'a');
    pins.setTimeoutMs(1000);
    expect(pins.size).toBe(0);
    expect(pins.find('10.0.0.1', always)).toBeUndefined();
  });
});
