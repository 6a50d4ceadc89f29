/** Master-slave group: new connections go to the active target; on a failed connect the group's rule decides. */
import { pairStep } from '../../../domain/pair-step.ts';
import type { PlannedPair } from '../../../domain/plan-types.ts';
import type { Client } from '../client.ts';
import type { TargetBook, TargetState } from '../target-state.ts';
import type { Route, RouteStep } from './route.ts';

export class PairRoute implements Route {
  readonly serving: readonly TargetState[];
  readonly holding: readonly TargetState[];
  readonly planned: readonly TargetState[];
  readonly epoch: number;
  readonly #pair: PlannedPair;
  readonly #active: TargetState | undefined;
  readonly #standby: TargetState | undefined;

  constructor(pair: PlannedPair, book: TargetBook) {
    this.#pair = pair;
    this.#active = pair.active && book.intern(pair.active);
    this.#standby = pair.standby && book.intern(pair.standby);
    this.epoch = pair.epoch;
    this.serving = this.#active ? [this.#active] : [];
    this.holding = this.serving;
    this.planned = this.serving.concat(this.#standby ?? []);
  }

  serves(target: TargetState): boolean {
    return target === this.#active;
  }

  /** Of the standby nobody takes connections away: they fell back to it. */
  holds(target: TargetState): boolean {
    return this.serves(target);
  }

  next(_client: Client, failed: ReadonlySet<TargetState>, waitedMs: number): RouteStep {
    return this.#step(failed, waitedMs);
  }

  keeps(target: TargetState, failed: ReadonlySet<TargetState>): boolean {
    const step = this.#step(failed, 0);
    return step.kind === 'try' && step.target === target;
  }

  served(): void {
    // A pair remembers no clients: persistence must never pin to a server that lost its role.
  }

  #step(failed: ReadonlySet<TargetState>, waitedMs: number): RouteStep {
    const now = {
      onConnectFailure: this.#pair.onConnectFailure,
      activeHealthy: this.#active?.planned.healthy,
      standbyHealthy: this.#standby?.planned.healthy,
    };
    const seated = { active: this.#active, standby: this.#standby };
    const step = pairStep(
      now,
      (seat) => {
        const target = seated[seat];
        return target !== undefined && failed.has(target);
      },
      waitedMs,
    );
    if (step.kind !== 'try') return step;
    const { seat, ...rest } = step;
    const target = seated[seat];
    return target ? { ...rest, target } : { kind: 'refuse' };
  }
}
