import { describe, expect, it } from 'vitest';
import { FakeClock } from '../lib/fake-clock.ts';
import { ProbePlaces } from './probe-places.ts';

function setUp(limits: { maxBusy: number; maxOpen: number; holdMs: number }) {
  const clock = new FakeClock();
  const places = new ProbePlaces(clock, limits);
  const started: string[] = [];
  const request = (name: string, urgent = false) => places.request(() => started.push(name), urgent);
  return { clock, places, started, request };
}

describe('ProbePlaces', () => {
  it('starts at most maxBusy, the rest in order of arrival as places become free', () => {
    const { started, request } = setUp({ maxBusy: 2, maxOpen: 10, holdMs: 250 });
    const [a, b] = ['a', 'b', 'c', 'd'].map((name) => request(name));
    expect(started).toEqual(['a', 'b']);
    b?.leave();
    expect(started).toEqual(['a', 'b', 'c']);
    a?.leave();
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('frees one place only, however often it is left', () => {
    const { started, request } = setUp({ maxBusy: 1, maxOpen: 10, holdMs: 250 });
    const a = request('a');
    request('b');
    request('c');
    a.leave();
    a.leave();
    expect(started).toEqual(['a', 'b']);
  });

  it('serves urgent requests before all that wait', () => {
    const { started, request } = setUp({ maxBusy: 1, maxOpen: 10, holdMs: 250 });
    const a = request('a');
    request('b');
    request('c', true);
    a.leave();
    expect(started).toEqual(['a', 'c']);
  });

  it('forgets a request that stopped waiting', () => {
    const { started, request } = setUp({ maxBusy: 1, maxOpen: 10, holdMs: 250 });
    const a = request('a');
    const b = request('b');
    request('c');
    b.leave();
    a.leave();
    expect(started).toEqual(['a', 'c']);
  });

  it('takes places back from silent probes for those that wait', () => {
    const { clock, started, request } = setUp({ maxBusy: 2, maxOpen: 10, holdMs: 250 });
    request('a');
    clock.advance(100);
    request('b');
    request('c');
    request('d');
    clock.advance(149);
    expect(started).toEqual(['a', 'b']);
    clock.advance(1);
    expect(started).toEqual(['a', 'b', 'c']);
    clock.advance(100);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('never opens more than maxOpen, silent ones included', () => {
    const { clock, started, request } = setUp({ maxBusy: 1, maxOpen: 2, holdMs: 10 });
    const a = request('a');
    request('b');
    request('c');
    clock.advance(1000);
    expect(started).toEqual(['a', 'b']);
    a.leave();
    clock.advance(1000);
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('starts nobody after it was closed', () => {
    const { clock, places, started, request } = setUp({ maxBusy: 1, maxOpen: 2, holdMs: 10 });
    const a = request('a');
    request('b');
    places.close();
    a.leave();
    clock.advance(1000);
    expect(started).toEqual(['a']);
  });
});
