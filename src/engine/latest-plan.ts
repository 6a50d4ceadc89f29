/** Plans are brought into force one after another; of those that wait, only the latest. */
import type { ForwardingPlan } from '../domain/plan-types.ts';
import type { Applied } from './engine.ts';

interface Waiting {
  plan: ForwardingPlan;
  readonly applied: Promise<Applied>;
}

export class LatestPlan {
  readonly #bring: (plan: ForwardingPlan) => Promise<Applied>;
  #latest: ForwardingPlan | undefined;
  #waiting: Waiting | undefined;
  /** Settles, never rejects, when the plan before has been dealt with. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(bring: (plan: ForwardingPlan) => Promise<Applied>) {
    this.#bring = bring;
  }

  /** The one that was asked for last. */
  get latest(): ForwardingPlan | undefined {
    return this.#latest;
  }

  /** A plan overtaken while it waited resolves with what was done for the one that overtook it. */
  apply(plan: ForwardingPlan): Promise<Applied> {
    this.#latest = plan;
    if (this.#waiting) {
      this.#waiting.plan = plan;
      return this.#waiting.applied;
    }
    const waiting: Waiting = {
      plan,
      applied: this.#before.then(() => {
        this.#waiting = undefined;
        return this.#bring(waiting.plan);
      }),
    };
    this.#waiting = waiting;
    this.#before = waiting.applied.catch(() => undefined);
    return waiting.applied;
  }
}
