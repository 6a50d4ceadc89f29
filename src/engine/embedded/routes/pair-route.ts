/** Master-slave group: new connections go to the active target; on a failed connect the group's rule decides. */
import type { PlannedPair } from '../../../domain/plan-types.ts';
import type { Client } from '../client.ts';
import type { TargetBook, TargetState } from '../target-state.ts';
import type { Route, RouteStep } from './route.ts';

/** Rule `hold`: how often whoever is active is tried again while the plan stays the same. */
const holdRetryMs = 200;

export class PairRoute implements Route {
  readonly serving: readonly TargetState[];
  readonly holding: readonly TargetState[];
  readonly planned: ReadonlySet<TargetState>;
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
    this.planned = new Set([this.#active, this.#standby].filter((target) => target !== undefined));
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
    if (!this.#active) return { kind: 'refuse' };
    const rule = this.#pair.onConnectFailure;
    if (rule.kind === 'hold') return this.#hold(this.#active, failed, waitedMs, rule.maxMs);
    if (!failed.has(this.#active)) return { kind: 'try', target: this.#active };
    const standby = rule.kind === 'fallback' ? this.#fallbackTarget() : undefined;
    return standby && !failed.has(standby) ? { kind: 'try', target: standby } : { kind: 'refuse' };
  }

  #hold(active: TargetState, failed: ReadonlySet<TargetState>, waitedMs: number, maxMs: number): RouteStep {
    const leftMs = maxMs - waitedMs;
    if (leftMs <= 0) return { kind: 'refuse' };
    if (!failed.has(active)) return { kind: 'try', target: active, withinMs: leftMs };
    return { kind: 'wait', ms: Math.min(holdRetryMs, leftMs) };
  }

  /** A spare known bad is tried only when the active one is known bad too: probes may be wrong, a try costs nothing. */
  #fallbackTarget(): TargetState | undefined {
    const bothBad = this.#active?.planned.healthy === false;
    return this.#standby && (this.#standby.planned.healthy || bothBad) ? this.#standby : undefined;
  }
}
