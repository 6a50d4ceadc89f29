/** Where checks run: in this thread, as here, or in one of their own (`thread/`). The monitor need not know. */
import type { ProbeSpec } from '../domain/health.ts';
import type { Clock } from '../lib/clock.ts';
import { CheckLoop, type CheckSurroundings } from './check-loop.ts';
import { defaultProbeLimits, type ProbeLimits, ProbePlaces } from './probe-places.ts';
import type { OnReport, Probers } from './prober-types.ts';
import { WakeUps } from './wake-ups.ts';

/** How a check begins. */
export interface Beginning {
  readonly firstDelayMs: number;
  /** The gap after the first probe is so much shorter than the others. */
  readonly shortenMs: number;
}

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
  readonly #around: CheckSurroundings;
  readonly #probers: Probers;

  constructor(clock: Clock, probers: Probers, limits: ProbeLimits = defaultProbeLimits) {
    this.#around = { clock, places: new ProbePlaces(clock, limits), wakeUps: new WakeUps(clock) };
    this.#probers = probers;
  }

  start(spec: ProbeSpec, { firstDelayMs, shortenMs }: Beginning, onReport: OnReport): RunningCheck {
    const loop = new CheckLoop(this.#around, this.#probers[spec.check.kind], spec, onReport);
    loop.start(firstDelayMs, shortenMs);
    return loop;
  }

  close(): Promise<void> {
    this.#around.places.close();
    return Promise.resolve();
  }
}
