/** What all probers have in common: one answer, one time-out, one abort, and a socket closed on every path. */
import type { ProbeOutcome, ProbeSpec } from '../../domain/health.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import { connectOutcome, errorCode, isLocalShortage } from '../../net/socket-errors.ts';
import type { ProbeSignal } from '../probe-abort.ts';
import type { ProbeReport } from '../prober-types.ts';
import { messageOf } from '../../lib/message-of.ts';

export type Finish = (outcome: ProbeOutcome, detail?: string) => void;

export interface Attempt {
  /** Closes the socket; called exactly once, after the answer is known. */
  close(): void;
  /** What the end of the time means; without it, `timed-out`. */
  atTimeout?(): { readonly outcome: ProbeOutcome; readonly detail: string };
}

/** Never rejects: what `start` throws is an answer too. The first call of `finish` counts. */
export function attempt(
  clock: Clock,
  spec: ProbeSpec,
  signal: ProbeSignal,
  start: (finish: Finish) => Attempt,
): Promise<ProbeReport> {
  return new Promise((resolve) => {
    const startedMs = clock.monotonic();
    let report: ProbeReport | undefined;
    let current: Attempt | undefined;
    let deadline: Timer | undefined;

    const finish: Finish = (outcome, detail = '') => {
      if (report) return;
      report = { outcome, detail, durationMs: clock.monotonic() - startedMs };
      deadline?.cancel();
      signal.removeEventListener('abort', onAbort);
      current?.close();
      resolve(report);
    };
    const onAbort = (): void => finish('other', 'aborted');
    const onTimeout = (): void => {
      const meaning = current?.atTimeout?.();
      finish(meaning?.outcome ?? 'timed-out', meaning?.detail ?? `no answer within ${spec.timeoutMs} ms`);
    };

    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      current = start(finish);
    } catch (error) {
      return finish('other', messageOf(error));
    }
    if (report) current.close();
    else deadline = startDeadline(clock, spec.timeoutMs, onTimeout);
  });
}

const STALL_MS = 100;

/**
 * A time-out that blames the target only for its own silence. When this process was stalled, the timer fires
 * before the event loop has looked at the sockets: an answer may be waiting there. So the loop turns once more,
 * and after a long stall, in which a several-step exchange could not go on, the target gets its time again, once.
 */
export function startDeadline(clock: Clock, ms: number, onExpired: () => void): Timer {
  let immediate: NodeJS.Immediate | undefined;
  const expire = (): void => {
    immediate = setImmediate(onExpired);
  };
  const dueMs = clock.monotonic() + ms;
  let timer = clock.setTimer(ms, () => {
    const lateMs = clock.monotonic() - dueMs;
    if (lateMs > Math.max(STALL_MS, ms / 4)) timer = clock.setTimer(ms, expire);
    else expire();
  });
  return {
    cancel: () => {
      timer.cancel();
      clearImmediate(immediate);
    },
  };
}

/**
 * The outcome that an error of a socket stands for, with its errno as evidence. What this machine lacks (descriptors,
 * ports, memory) says nothing about the target.
 */
export function finishWithError(finish: Finish, error: Error): void {
  const detail = errorCode(error) || error.message;
  finish(isLocalShortage(error) ? 'not-probed' : connectOutcome(error), detail);
}
