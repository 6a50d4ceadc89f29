/** What a listener may carry, as the plan has it; a change cuts and stalls nothing that is established. */
import type { PlannedLimits } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import { Allowance } from './allowance.ts';
import { Bandwidth } from './bandwidth.ts';

export class ListenerLimits {
  readonly fromClients: Bandwidth;
  readonly toClients: Bandwidth;
  readonly #clock: Clock;
  #limits: PlannedLimits;
  #newConnections: Allowance | undefined;

  constructor(clock: Clock, limits: PlannedLimits) {
    this.#clock = clock;
    this.#limits = limits;
    this.fromClients = new Bandwidth(clock, limits.bandwidthMbps);
    this.toClients = new Bandwidth(clock, limits.bandwidthMbps);
    this.#newConnections = allowanceOf(limits);
  }

  set(limits: PlannedLimits): void {
    const before = this.#limits;
    this.#limits = limits;
    if (before.bandwidthMbps !== limits.bandwidthMbps) {
      this.fromClients.setMbps(limits.bandwidthMbps);
      this.toClients.setMbps(limits.bandwidthMbps);
    }
    if (before.newConnectionsPerSecond !== limits.newConnectionsPerSecond) {
      this.#newConnections = allowanceOf(limits);
    }
  }

  /** Whether one more connection may come while there are `open`; it counts as come then. */
  admits(open: number): boolean {
    const { maxConnections } = this.#limits;
    if (maxConnections !== null && open >= maxConnections) return false;
    return this.#newConnections?.spend(this.#clock.monotonic()) ?? true;
  }
}

/** A second's worth may come at once: clients come in bursts, and nobody means to spread them over a second. */
function allowanceOf({ newConnectionsPerSecond: rate }: PlannedLimits): Allowance | undefined {
  return rate === null ? undefined : new Allowance(rate, rate);
}
