/**
 * The plan, kept up to date: a listener is planned again when it, a verdict or an election that it was planned by has
 * changed. One whose plan comes out as before keeps the same object, by which everybody behind sees that nothing is to
 * be done for it.
 */
import type { Election } from '../domain/election.ts';
import type { ProbeKey, Verdict } from '../domain/health.ts';
import {
  carriesTraffic,
  type Elections,
  planListener,
  type PlanSettings,
  type Verdicts,
} from '../domain/plan.ts';
import type { ListenerKey, PlannedListener } from '../domain/plan-types.ts';
import type { ResolvedListener } from '../domain/resolve.ts';

interface Known {
  readonly resolved: ResolvedListener;
  readonly verdicts: ReadonlyMap<ProbeKey, Verdict | undefined>;
  readonly elections: ReadonlyMap<ListenerKey, Election | undefined>;
  /** Undefined: it has no port open. */
  readonly planned: PlannedListener | undefined;
}

export class Planner {
  readonly #settings: PlanSettings;
  readonly #known = new Map<ListenerKey, Known>();

  constructor(settings: PlanSettings) {
    this.#settings = settings;
  }

  /** The listeners of the plan, and whether any differs from those of the call before. */
  plan(
    listeners: ReadonlyMap<ListenerKey, ResolvedListener>,
    health: Verdicts,
    elections: Elections,
  ): { readonly planned: readonly PlannedListener[]; readonly differs: boolean } {
    const planned: PlannedListener[] = [];
    let differs = false;
    for (const [key, resolved] of listeners) {
      const before = this.#known.get(key);
      const now =
        before?.resolved === resolved && stillHolds(before, health, elections)
          ? before
          : planOne(resolved, health, elections, this.#settings, before?.planned);
      if (now !== before) this.#known.set(key, now);
      differs ||= now.planned !== before?.planned;
      if (now.planned) planned.push(now.planned);
    }
    return { planned, differs: this.#forget(listeners) || differs };
  }

  /** Whether one of those that are gone had a port open. */
  #forget(listeners: ReadonlyMap<ListenerKey, ResolvedListener>): boolean {
    let hadPort = false;
    if (this.#known.size === listeners.size) return hadPort;
    for (const [key, { planned }] of this.#known) {
      if (listeners.has(key)) continue;
      this.#known.delete(key);
      hadPort ||= planned !== undefined;
    }
    return hadPort;
  }
}

function stillHolds(known: Known, health: Verdicts, elections: Elections): boolean {
  for (const [key, verdict] of known.verdicts) if (health.get(key)?.verdict !== verdict) return false;
  for (const [key, election] of known.elections) if (elections.get(key) !== election) return false;
  return true;
}

function planOne(
  resolved: ResolvedListener,
  health: Verdicts,
  elections: Elections,
  settings: PlanSettings,
  before: PlannedListener | undefined,
): Known {
  const verdicts = new Map<ProbeKey, Verdict | undefined>();
  const consulted = new Map<ListenerKey, Election | undefined>();
  const notingHealth: Verdicts = {
    get(key) {
      const record = health.get(key);
      verdicts.set(key, record?.verdict);
      return record;
    },
  };
  const notingElections: Elections = {
    get(key) {
      const election = elections.get(key);
      consulted.set(key, election);
      return election;
    },
  };
  const fresh = carriesTraffic(resolved)
    ? planListener(resolved, notingHealth, notingElections, settings)
    : undefined;
  const same = before && fresh && JSON.stringify(before) === JSON.stringify(fresh);
  return { resolved, verdicts, elections: consulted, planned: same ? before : fresh };
}
