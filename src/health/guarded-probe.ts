/** One call of a prober, made safe: always answered, exactly once, whatever the prober does. */
import type { ProbeSpec } from '../domain/health.ts';
import type { Clock } from '../lib/clock.ts';
import type { Prober } from './monitor-types.ts';
import type { ProbeAbort } from './probe-abort.ts';
import type { ProbeReport } from './prober-types.ts';
import { messageOf } from '../lib/message-of.ts';

const GRACE_MS = 1000;

/**
 * `onDone` is called once, never inside this call, unless `abort` comes first. Probers keep their own
 * time-outs (and grant a target the time that a stalled process took from it); the guard, at twice that, is for
 * one that has forgotten to, because a check whose probe never ends would never fail.
 */
export function runGuarded(
  clock: Clock,
  prober: Prober,
  spec: ProbeSpec,
  abort: ProbeAbort,
  onDone: (report: ProbeReport) => void,
): void {
  const startedMs = clock.monotonic();
  let over = false;

  const finish = (report: ProbeReport): void => {
    if (over) return;
    over = true;
    guard.cancel();
    if (!abort.aborted) onDone(report);
  };
  const failed = (outcome: ProbeReport['outcome'], detail: string): ProbeReport => ({
    outcome,
    detail,
    durationMs: clock.monotonic() - startedMs,
  });

  const guard = clock.setTimer(2 * spec.timeoutMs + GRACE_MS, () => {
    finish(failed('timed-out', 'the probe did not end by itself'));
    abort.abort();
  });
  abort.addEventListener('abort', () => guard.cancel());
  // The executor turns a prober that throws instead of returning a promise into a rejection.
  void new Promise<ProbeReport>((resolve) => resolve(prober.probe(spec, abort))).then(
    finish,
    (error: unknown) => finish(failed('other', messageOf(error))),
  );
}
