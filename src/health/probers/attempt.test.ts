import { describe, expect, it, vi } from 'vitest';
import type { ProbeOutcome } from '../../domain/health.ts';
import { FakeClock } from '../../lib/fake-clock.ts';
import { VirtualTime, settle, spec } from '../test-support.ts';
import { attempt, finishWithError, startDeadline } from './attempt.ts';

const { signal } = new AbortController();

describe('attempt', () => {
  it('answers once, closes once, and measures with the monotonic clock', async () => {
    const clock = new VirtualTime();
    const close = vi.fn();
    const report = attempt(clock, spec(), signal, (finish) => {
      clock.setTimer(7, () => finish('refused', 'first'));
      clock.setTimer(8, () => finish('ok', 'second'));
      return { close };
    });
    await clock.run(8);
    expect(clock.pendingTimers).toBe(0);
    await expect(report).resolves.toEqual({ outcome: 'refused', detail: 'first', durationMs: 7 });
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('closes even when the answer is there before the socket is handed over', async () => {
    const close = vi.fn();
    const report = attempt(new FakeClock(), spec(), signal, (finish) => {
      finish('ok');
      return { close };
    });
    await expect(report).resolves.toMatchObject({ outcome: 'ok' });
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('does not even start when it is aborted already', async () => {
    const start = vi.fn(() => ({ close: () => {} }));
    const report = attempt(new FakeClock(), spec(), AbortSignal.abort(), start);
    await expect(report).resolves.toMatchObject({ outcome: 'other', detail: 'aborted' });
    expect(start).not.toHaveBeenCalled();
  });

  it('takes what is thrown for an answer', async () => {
    const report = attempt(new FakeClock(), spec(), signal, () => {
      throw new Error('no such port');
    });
    await expect(report).resolves.toMatchObject({ outcome: 'other', detail: 'no such port' });
  });
});

describe('startDeadline', () => {
  /** Time passes while the event loop is stalled: the timer fires only when the stall ends. */
  class StalledClock extends FakeClock {
    stallMs = 0;
    override monotonic(): number {
      return super.monotonic() + this.stallMs;
    }
  }

  it('lets the event loop look at its sockets before it blames the target', async () => {
    const clock = new FakeClock();
    const expired = vi.fn();
    startDeadline(clock, 1000, expired);
    clock.advance(1000);
    expect(expired).not.toHaveBeenCalled();
    await settle();
    expect(expired).toHaveBeenCalledTimes(1);
  });

  it('grants the time again, once, when the process was stalled', async () => {
    const clock = new StalledClock();
    const expired = vi.fn();
    startDeadline(clock, 1000, expired);
    clock.stallMs = 3000;
    clock.advance(1999);
    await settle();
    expect(expired).not.toHaveBeenCalled();
    clock.stallMs = 9000;
    clock.advance(1);
    await settle();
    expect(expired).toHaveBeenCalledTimes(1);
  });

  it('can be cancelled at every stage', async () => {
    const clock = new FakeClock();
    const expired = vi.fn();
    const early = startDeadline(clock, 1000, expired);
    const late = startDeadline(clock, 1000, expired);
    early.cancel();
    clock.advance(1000);
    late.cancel();
    await settle();
    expect(expired).not.toHaveBeenCalled();
  });
});

describe('finishWithError', () => {
  it.each<[string, ProbeOutcome]>([
    ['ECONNREFUSED', 'refused'],
    ['ETIMEDOUT', 'timed-out'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['EHOSTDOWN', 'unreachable'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['EMFILE', 'not-probed'],
    ['EADDRNOTAVAIL', 'not-probed'],
  ])('%s means %s, and is the evidence', (code, outcome) => {
    const finish = vi.fn();
    finishWithError(finish, Object.assign(new Error('some text'), { code }));
    expect(finish).toHaveBeenCalledWith(outcome, code);
  });

  it('shows the message where there is no errno', () => {
    const finish = vi.fn();
    finishWithError(finish, new Error('some text'));
    expect(finish).toHaveBeenCalledWith('other', 'some text');
  });
});
