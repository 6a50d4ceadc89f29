/**
 * One target of one listener, as long as a plan, a connection or a counter refers to it. The same object stands for
 * the target in every later plan, so that "is it the same target?" is a comparison of references.
 */
import type { PlannedTarget } from '../../domain/plan-types.ts';
import type { Timer } from '../../lib/clock.ts';
import type { TargetStats } from '../engine.ts';
import { Allowance } from './allowance.ts';
import { sameValues } from './same-values.ts';

export class TargetState {
  planned: PlannedTarget;
  activeConnections = 0;
  /** Connects under way. */
  connecting = 0;
  newConnections = 0;
  connectFailures = 0;
  /** It has lost its place, and its connections may go on until then. */
  drain: Timer | undefined;
  /** Thousands of refused connects a second say no more than fifty; `connectFailures` counts them all. */
  #evidenceAllowance: Allowance | undefined;

  constructor(planned: PlannedTarget) {
    this.planned = planned;
  }

  get evidenceAllowance(): Allowance {
    this.#evidenceAllowance ??= new Allowance(20, 50);
    return this.#evidenceAllowance;
  }

  get id(): string {
    return this.planned.id;
  }

  get weight(): number {
    return this.planned.weight;
  }

  get load(): number {
    return this.activeConnections + this.connecting;
  }
}

/** Targets that left the plan are remembered, for their counters, up to this many a listener. */
const rememberedTargets = 256;

export class TargetBook {
  readonly #byEndpoint = new Map<string, TargetState>();

  /** The state of a planned target; the plan's weight and health are taken over. */
  intern(planned: PlannedTarget): TargetState {
    // The same id at another address is another machine: connections to the old address have lost their target.
    // Joined it is one piece; a template would stay a chain of seven.
    const endpoint = [planned.id, planned.address, planned.port].join(' ');
    const known = this.#byEndpoint.get(endpoint);
    if (known) {
      known.planned = planned;
      return known;
    }
    const state = new TargetState(planned);
    this.#byEndpoint.set(endpoint, state);
    return state;
  }

  targets(): Iterable<TargetState> {
    return this.#byEndpoint.values();
  }

  /** Forgets the oldest targets that are neither in the plan nor in use, when there are too many. */
  prune(planned: readonly TargetState[]): void {
    if (this.#byEndpoint.size <= rememberedTargets) return;
    for (const [endpoint, state] of this.#byEndpoint) {
      if (this.#byEndpoint.size <= rememberedTargets) return;
      if (!planned.includes(state) && state.activeConnections === 0) this.#byEndpoint.delete(endpoint);
    }
  }

  /** Whether the statistics are these still. A target at two addresses is looked at anew each time. */
  isAsIn(stats: readonly TargetStats[]): boolean {
    if (stats.length !== this.#byEndpoint.size) return false;
    let n = 0;
    for (const state of this.#byEndpoint.values()) {
      const before = stats[n++];
      if (!before || !sameValues<TargetStats>(before, state)) return false;
    }
    return true;
  }

  /** One line per id: a target that changed its address keeps its name in the statistics. */
  stats(): readonly TargetStats[] {
    const byId = new Map<string, TargetStats>();
    for (const state of this.#byEndpoint.values()) {
      const { id, activeConnections, newConnections, connectFailures } = state;
      const other = byId.get(id);
      byId.set(id, {
        id,
        activeConnections: activeConnections + (other?.activeConnections ?? 0),
        newConnections: newConnections + (other?.newConnections ?? 0),
        connectFailures: connectFailures + (other?.connectFailures ?? 0),
      });
    }
    return [...byId.values()];
  }
}
