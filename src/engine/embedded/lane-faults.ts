/** Which lane the next engine process gets: one whose fast lane keeps failing goes on with the plain one. */
import type { Clock } from '../../lib/clock.ts';
import type { LaneChoice, LaneInUse } from './lane.ts';

const maxFaults = 3;
const withinMs = 600_000;

export interface NextLane {
  readonly lane: LaneChoice;
  readonly laneReason?: string;
}

export class LaneFaults {
  readonly #choice: LaneChoice;
  readonly #clock: Clock;
  /** When processes with the fast lane were lost, the last ones. */
  #lostAtMs: readonly number[] = [];

  constructor(choice: LaneChoice, clock: Clock) {
    this.#choice = choice;
    this.#clock = clock;
  }

  /** A process was lost that forwarded with this lane. What it died of is not known: all are held against the lane. */
  lost(lane: LaneInUse | undefined): void {
    if (lane?.name === 'fast')
      this.#lostAtMs = [...this.#lostAtMs, this.#clock.monotonic()].slice(-maxFaults);
  }

  next(): NextLane {
    const [first] = this.#lostAtMs;
    const often = first !== undefined && this.#lostAtMs.length === maxFaults;
    if (!often || this.#choice !== 'auto' || this.#clock.monotonic() - first > withinMs) {
      return { lane: this.#choice };
    }
    const laneReason = `the fast lane was lost ${maxFaults} times within ${withinMs / 60_000} minutes`;
    return { lane: 'plain', laneReason };
  }
}
