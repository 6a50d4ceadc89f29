/** All load balancers at a glance, worked out once for everybody who watches. */
import type { BalancerSummary } from '../../contract/events.ts';
import type { LiveView } from '../../domain/live-view.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import { figuresOf, summaryOf } from './picture.ts';

/** Many changes within it are told as one. */
const STATE_MS = 200;
/** Figures change all the time. */
const FIGURES_MS = 2_000;

/** JSON by load balancer, so that those who may see only some get their part of it. */
export interface Update {
  readonly event: 'balancers' | 'figures';
  readonly parts: ReadonlyMap<string, string>;
}

type Listener = (update: Update) => void;

export class BalancersTopic {
  readonly #live: LiveView;
  readonly #clock: Clock;
  readonly #listeners = new Set<Listener>();
  /** What was told last. */
  readonly #told = new Map<string, { readonly state: string; figures: string }>();
  readonly #stale = { state: new Set<string>(), figures: new Set<string>() };
  readonly #timers: { state?: Timer | undefined; figures?: Timer | undefined } = {};
  #unwatch: (() => void) | undefined;

  constructor(live: LiveView, clock: Clock) {
    this.#live = live;
    this.#clock = clock;
  }

  /** Everything as it is now, and from then on what differs, until the function that comes back is called. */
  subscribe(listener: Listener): { readonly now: Update; readonly end: () => void } {
    if (this.#listeners.size === 0) this.#begin();
    const now = this.snapshot();
    this.#listeners.add(listener);
    return {
      now,
      end: () => {
        if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#end();
      },
    };
  }

  /** What has changed a moment ago is told to the others first, so that nobody misses it. */
  snapshot(): Update {
    this.#tell('state');
    const parts = new Map<string, string>();
    for (const [id, { state, figures }] of this.#told) parts.set(id, together(state, figures));
    return { event: 'balancers', parts };
  }

  #begin(): void {
    for (const id of this.#live.loadBalancers.keys()) this.#look(id);
    this.#unwatch = this.#live.watch({
      stateChanged: (ids) => this.#later('state', ids, STATE_MS),
      trafficChanged: (ids) => this.#later('figures', ids, FIGURES_MS),
    });
  }

  #end(): void {
    this.#unwatch?.();
    for (const what of ['state', 'figures'] as const) {
      this.#timers[what]?.cancel();
      this.#timers[what] = undefined;
      this.#stale[what].clear();
    }
    this.#told.clear();
  }

  #later(what: 'state' | 'figures', ids: ReadonlySet<string>, afterMs: number): void {
    for (const id of ids) this.#stale[what].add(id);
    this.#timers[what] ??= this.#clock.setTimer(afterMs, () => this.#tell(what));
  }

  #tell(what: 'state' | 'figures'): void {
    this.#timers[what]?.cancel();
    this.#timers[what] = undefined;
    const stale = [...this.#stale[what]];
    this.#stale[what].clear();
    const parts = new Map(stale.flatMap((id) => this.#differs(what, id)));
    const update: Update = { event: what === 'state' ? 'balancers' : 'figures', parts };
    if (parts.size > 0) for (const listener of this.#listeners) listener(update);
  }

  /** Nothing when it is as it was told. */
  #differs(what: 'state' | 'figures', id: string): readonly (readonly [id: string, json: string])[] {
    const told = this.#told.get(id);
    if (what === 'figures') {
      if (!told) return [];
      const figures = JSON.stringify(figuresOf(id, this.#live));
      if (figures === told.figures) return [];
      told.figures = figures;
      return [[id, figures]];
    }
    this.#look(id);
    const now = this.#told.get(id);
    if (now?.state === told?.state) return [];
    return [[id, now ? together(now.state, now.figures) : 'null']];
  }

  #look(id: string): void {
    const loadBalancer = this.#live.loadBalancers.get(id);
    if (!loadBalancer) {
      this.#told.delete(id);
      return;
    }
    const { figures, ...state } = summaryOf(loadBalancer, this.#live);
    this.#told.set(id, {
      state: JSON.stringify(state satisfies Omit<BalancerSummary, 'figures'>),
      figures: JSON.stringify(figures),
    });
  }
}

function together(state: string, figures: string): string {
  return `${state.slice(0, -1)},"figures":${figures}}`;
}
