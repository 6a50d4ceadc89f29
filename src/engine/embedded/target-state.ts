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
  /** A list: nearly all are of two, and a map of two takes as much room as everything else of a listener's targets. */
  #targets: TargetState[] = [];

  /** The state of a planned target; the plan's weight and health are taken over. */
  intern(planned: PlannedTarget): TargetState {
    const { id, address, port } = planned;
    // The same id at another address is another machine: connections to the old address have lost their target.
    const known = this.#targets.find(
      (one) => one.planned.address === address && one.planned.port === port && one.id === id,
    );
    if (known) {
      known.planned = planned;
      return known;
    }
    const state = new TargetState(planned);
    // What is pushed gets room for sixteen more.
    this.#targets = this.#targets.concat(state);
    return state;
  }

  /** Forgets the oldest targets that are neither in the plan nor in use, when there are too many. */
  prune(planned: readonly TargetState[]): void {
    let tooMany = this.#targets.length - rememberedTargets;
    if (tooMany <= 0) return;
    this.#targets = this.#targets.filter((state) => {
      const forgotten = tooMany > 0 && !planned.includes(state) && state.activeConnections === 0;
      if (forgotten) tooMany -= 1;
      return !forgotten;
    });
  }

  /** Whether the statistics are these still. A target at two addresses is looked at anew each time. */
  isAsIn(stats: readonly TargetStats[]): boolean {
    if (stats.length !== this.#targets.length) return false;
    for (let n = 0; n < stats.length; n += 1) {
      const [before, state] = [stats[n], this.#targets[n]];
      if (!before || !state || !sameValues<TargetStats>(before, state)) return false;
    }
    return true;
  }

  /** One line per id: a target that changed its address keeps its name in the statistics. */
  stats(): readonly TargetStats[] {
    const byId = new Map<string, TargetStats>();
    for (const state of this.#targets) {
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
