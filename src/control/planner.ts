/**
 * The plan, kept up to date. A listener whose plan comes out as before keeps the same object, by which everybody behind
 * sees that nothing is to be done for it.
 */
import { carriesTraffic, type PlanSecrets, planListener, type PlanSettings } from '../domain/plan.ts';
import type { Known } from '../domain/plan-route.ts';
import type { ListenerKey, PlannedListener } from '../domain/plan-types.ts';
import type { ResolvedListener } from '../domain/resolve.ts';
import { samePlanned } from '../domain/same-planned.ts';

export class Planner {
  readonly #settings: PlanSettings;
  readonly #secrets: PlanSecrets;
  readonly #planned = new Map<ListenerKey, PlannedListener>();

  constructor(settings: PlanSettings, secrets: PlanSecrets) {
    this.#settings = settings;
    this.#secrets = secrets;
  }

  get planned(): readonly PlannedListener[] {
    return [...this.#planned.values()];
  }

  /** Plans these anew; those that are no longer among the listeners go. Returns whether the plan is another one now. */
  update(
    keys: Iterable<ListenerKey>,
    listeners: ReadonlyMap<ListenerKey, ResolvedListener>,
    known: Known,
  ): boolean {
    let differs = false;
    for (const key of keys) {
      const before = this.#planned.get(key);
      const resolved = listeners.get(key);
      const after =
        resolved && carriesTraffic(resolved)
          ? planListener(resolved, known, this.#settings, this.#secrets)
          : undefined;
      if (samePlanned(before, after)) continue;
      differs = true;
      if (after) this.#planned.set(key, after);
      else this.#planned.delete(key);
    }
    return differs;
  }
}
