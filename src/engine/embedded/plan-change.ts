/**
 * What is new in a plan. A plan may hold ten thousand listeners of which one changes; comparing them is the control
 * side's work, so that the engine, which forwards meanwhile, has only the change to read and to carry out.
 */
import type { ForwardingPlan, ListenerKey, PlannedListener } from '../../domain/plan-types.ts';
import { samePlanned } from '../../domain/same-planned.ts';
import type { Applied, BindFailure } from '../engine.ts';

export interface PlanChange {
  readonly revision: number;
  /** Listeners that are new or differ. */
  readonly set: readonly PlannedListener[];
  /** True: nothing is known of what was there before, so whatever is not in `set` goes. */
  readonly complete: boolean;
  /** Listeners that go; empty when complete. */
  readonly remove: readonly ListenerKey[];
}

export interface ChangeOutcome {
  readonly revision: number;
  /** Of every listener that is not bound now, whether this change touched it or not. */
  readonly failures: Readonly<Record<ListenerKey, BindFailure>>;
  readonly cutConnections: number;
}

/** Remembers what one engine has been told. */
export class PlanDiff {
  #told: ReadonlyMap<ListenerKey, PlannedListener> | undefined;

  /** What to tell the engine so that it has this plan; taken as told from here on. */
  changeTo(plan: ForwardingPlan): PlanChange {
    const before = this.#told;
    const after = new Map(plan.listeners.map((planned) => [planned.key, planned]));
    this.#told = after;
    const set = plan.listeners.filter((planned) => !samePlanned(before?.get(planned.key), planned));
    const remove = before ? [...before.keys()].filter((key) => !after.has(key)) : [];
    return { revision: plan.revision, set, remove, complete: before === undefined };
  }

  /** The last change may not have arrived: the next one is complete. */
  forget(): void {
    this.#told = undefined;
  }
}

/** Has the engine behind `send` bring a plan into force, telling it only what is new to it. */
export async function tellPlan(
  told: PlanDiff,
  plan: ForwardingPlan,
  send: (change: PlanChange) => Promise<ChangeOutcome>,
): Promise<Applied> {
  try {
    return appliedOf(plan, await send(told.changeTo(plan)));
  } catch (error) {
    told.forget();
    throw error;
  }
}

/** The outcome of a change as that of the whole plan. */
function appliedOf(plan: ForwardingPlan, outcome: ChangeOutcome): Applied {
  const { revision, failures, cutConnections } = outcome;
  const listeners = plan.listeners.map(({ key }) => {
    const failure = failures[key];
    return failure ? { key, failure } : { key };
  });
  return { revision, listeners, cutConnections };
}
