/** Where checks run: in this thread, as here, or in one of their own (`thread/`). The monitor need not know. */
import type { ProbeSpec } from '../domain/health.ts';
import type { Clock } from '../lib/clock.ts';
import { CheckLoop } from './check-loop.ts';
import { defaultProbeLimits, type ProbeLimits, ProbePlaces } from './probe-places.ts';
import type { ProbeReport, Probers } from './prober-types.ts';

/** How a check begins. */
export interface Beginning {
  readonly firstDelayMs: number;
  /** The gap after the first probe is so much shorter than the others. */
  readonly shortenMs: number;
}

/** `atMs`: wall time at the end of the probe. */
export type OnReport = (report: ProbeReport, atMs: number) => void;

export interface RunningCheck {
  /** See `CheckLoop`. */
  trigger(): void;
  /** Nothing is reported from here on. */
  stop(): void;
}

export interface CheckLoops {
  /** `onReport` is never called inside this call. */
  start(spec: ProbeSpec, beginning: Beginning, onReport: OnReport): RunningCheck;
  /** No check starts another probe. */
  close(): Promise<void>;
}

export class LocalCheckLoops implements CheckLoops {
  readonly #clock: Clock;
  readonly #probers: Probers;
  readonly #places: ProbePlaces;

  constructor(clock: Clock, probers: Probers, limits: ProbeLimits = defaultProbeLimits) {
    this.#clock = clock;
    this.#probers = probers;
    this.#places = new ProbePlaces(clock, limits);
  }

  start(spec: ProbeSpec, { firstDelayMs, shortenMs }: Beginning, onReport: OnReport): RunningCheck {
    const clock = this.#clock;
    const loop = new CheckLoop(clock, this.#places, this.#probers[spec.check.kind], spec, (report) =>
      onReport(report, clock.now()),
    );
    loop.start(firstDelayMs, shortenMs);
    return loop;
  }

  close(): Promise<void> {
    this.#places.close();
    return Promise.resolve();
  }
}
