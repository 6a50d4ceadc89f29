/**
 * The rhythm of one check: wait, take a place, probe, report, wait again. Probes of one check never overlap. It
 * knows nothing about verdicts.
 */
import type { ProbeSpec } from '../domain/health.ts';
import { gapMs, type Pace, paceOf, missesAfter } from '../domain/pace.ts';
import type { Clock } from '../lib/clock.ts';
import { runGuarded } from './guarded-probe.ts';
import type { Prober } from './monitor-types.ts';
import { ProbeAbort } from './probe-abort.ts';
import type { Place, ProbePlaces } from './probe-places.ts';
import type { OnReport, ProbeReport } from './prober-types.ts';
import { awake, type Sleeper, type WakeUps } from './wake-ups.ts';

/** What all checks of a thread share. */
export interface CheckSurroundings {
  readonly clock: Clock;
  readonly places: ProbePlaces;
  readonly wakeUps: WakeUps;
}

export class CheckLoop implements Sleeper {
  dueMs = 0;
  order = 0;
  heapIndex = awake;
  readonly #around: CheckSurroundings;
  readonly #prober: Prober;
  readonly #spec: ProbeSpec;
  readonly #pace: Pace;
  readonly #onReport: OnReport;
  #place: Place | undefined;
  #running: ProbeAbort | undefined;
  #againAtOnce = false;
  #shortenMs = 0;
  /** Without another outcome in between. */
  #misses = 0;
  #lastTriggerMs = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(around: CheckSurroundings, prober: Prober, spec: ProbeSpec, onReport: OnReport) {
    this.#around = around;
    this.#prober = prober;
    this.#pace = paceOf(spec);
    const { timeoutMs } = this.#pace;
    this.#spec = timeoutMs === spec.timeoutMs ? spec : { ...spec, timeoutMs };
    this.#onReport = onReport;
  }

  /** Once. The gap after the first probe is `shortenMs` shorter than the others. */
  start(firstDelayMs: number, shortenMs: number): void {
    this.#shortenMs = shortenMs;
    this.#wait(firstDelayMs);
  }

  /**
   * A probe at once, before everything that waits; if one is running, right after it, because it may have seen
   * the target before it fell, or instead of it, where it would take silence for health. At most one per interval,
   * so that a storm of client failures does not become one of probes.
   */
  trigger(): void {
    const nowMs = this.#around.clock.monotonic();
    if (this.#stopped || nowMs - this.#lastTriggerMs < this.#pace.intervalMs) return;
    this.#lastTriggerMs = nowMs;
    if (this.#running && !silenceIsHealth(this.#spec)) {
      this.#againAtOnce = true;
      return;
    }
    // Asked before the target fell, it would wait for the whole time-out and then speak for the target.
    this.#running?.abort();
    this.#running = undefined;
    this.#around.wakeUps.cancel(this);
    this.#place?.leave();
    this.#takePlace(true);
  }

  /** Aborts a running probe, whose result then counts for nothing. */
  stop(): void {
    this.#stopped = true;
    this.#around.wakeUps.cancel(this);
    this.#running?.abort();
    this.#place?.leave();
  }

  wake(): void {
    this.#takePlace(false);
  }

  #wait(ms: number): void {
    this.#around.wakeUps.after(ms, this);
  }

  #takePlace(urgent: boolean): void {
    this.#place = this.#around.places.request(() => this.#probe(), urgent);
  }

  #probe(): void {
    this.#running = new ProbeAbort();
    const { clock } = this.#around;
    runGuarded(clock, this.#prober, this.#spec, this.#running, (report) => this.#ended(report));
  }

  #ended(report: ProbeReport): void {
    this.#running = undefined;
    this.#place?.leave();
    this.#place = undefined;
    this.#misses = missesAfter(this.#misses, report.outcome);
    const shortenMs = this.#shortenMs;
    this.#shortenMs = 0;
    // The next probe is planned before anybody hears of this one: a listener may stop or trigger the check.
    if (this.#againAtOnce) {
      this.#againAtOnce = false;
      this.#wait(0);
    } else {
      this.#wait(gapMs(this.#pace, this.#misses, this.#spec.unhealthyThreshold, shortenMs));
    }
    this.#onReport(report, this.#around.clock.now());
  }
}

function silenceIsHealth({ check }: ProbeSpec): boolean {
  return check.kind === 'udp' && check.expect === null;
}
