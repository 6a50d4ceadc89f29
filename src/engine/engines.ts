/**
 * The engines at work, each with its share of the plan: a listener goes to the first that carries its protocol and can
 * do what it asks for. The last one carries what is left, so it must be able to carry everything. Where an interface
 * is to have the listeners' addresses, they come and go around each plan.
 */
import type { ForwardingPlan, ListenerKey, PlannedListener } from '../domain/plan-types.ts';
import type { AddressKeeper } from './addresses/keeper.ts';
import type { Applied, EngineName, ForwardingEngine, ListenerStats, Observed, Suspect } from './engine.ts';

export interface Carrier {
  readonly engine: ForwardingEngine;
  /** What it is meant for. None: it gets an empty plan, so that it lets go of what an earlier service left with it. */
  readonly protocols: readonly PlannedListener['protocol'][];
}

export class Engines {
  readonly all: readonly ForwardingEngine[];
  readonly #carriers: readonly Carrier[];
  readonly #last: ForwardingEngine;
  /** Plans share what has not changed: of ten thousand listeners one is asked about. */
  readonly #known = new WeakMap<PlannedListener, ForwardingEngine>();
  readonly #addresses: AddressKeeper | undefined;
  #carrierOf: ReadonlyMap<ListenerKey, ForwardingEngine> = new Map();

  /** `last` carries what no other does. Without `addresses` the machine has to have those of the listeners. */
  constructor(last: ForwardingEngine, carriers: readonly Carrier[] = [], addresses?: AddressKeeper) {
    this.#last = last;
    this.#addresses = addresses;
    this.#carriers = carriers;
    this.all = [...carriers.map(({ engine }) => engine), last];
  }

  /** Who has this listener, by the last plan. */
  nameOf(key: ListenerKey): EngineName {
    return (this.#carrierOf.get(key) ?? this.#last).name;
  }

  /** As of one engine; rejects when one of them could not be reached, but each of the others has its share then. */
  async apply(plan: ForwardingPlan): Promise<Applied> {
    if (this.#addresses === undefined) return this.#forward(plan);
    return this.#addresses.bring(plan, (each) => this.#forward(each));
  }

  async observe(): Promise<Observed> {
    const observed = await Promise.all(this.all.map((engine) => engine.observe()));
    return {
      revision: Math.max(...observed.map(({ revision }) => revision)),
      listeners: observed.flatMap(({ listeners }) => listeners),
    };
  }

  async stats(): Promise<readonly ListenerStats[]> {
    const stats = await Promise.all(this.all.map((engine) => engine.stats()));
    return stats.flat();
  }

  /** See `ForwardingEngine.suspect`. */
  suspect(suspects: readonly Suspect[]): void {
    for (const engine of this.all) {
      const own = suspects.filter(({ key }) => (this.#carrierOf.get(key) ?? this.#last) === engine);
      if (own.length > 0) engine.suspect?.(own);
    }
  }

  async close(options: { readonly drainMs?: number } = {}): Promise<void> {
    fulfilled(await Promise.allSettled(this.all.map((engine) => engine.close(options))));
    // An engine that could not be closed forwards on, to clients who must find it.
    await this.#addresses?.close();
  }

  async #forward(plan: ForwardingPlan): Promise<Applied> {
    // Most have one engine, and a switch waits for nothing here then.
    if (this.#carriers.length === 0) return this.#last.apply(plan);
    const carrierOf = new Map(plan.listeners.map((listener) => [listener.key, this.#carrierFor(listener)]));
    this.#carrierOf = carrierOf;
    const outcomes = await Promise.allSettled(
      this.all.map((engine) => {
        const listeners = plan.listeners.filter(({ key }) => carrierOf.get(key) === engine);
        return engine.apply({ revision: plan.revision, listeners });
      }),
    );
    const applied = fulfilled(outcomes);
    return {
      revision: plan.revision,
      listeners: applied.flatMap(({ listeners }) => listeners),
      cutConnections: applied.reduce((sum, { cutConnections }) => sum + cutConnections, 0),
    };
  }

  #carrierFor(listener: PlannedListener): ForwardingEngine {
    const known = this.#known.get(listener);
    if (known !== undefined) return known;
    const able = this.#carriers.find(
      ({ engine, protocols }) =>
        protocols.includes(listener.protocol) && engine.refuses(listener) === undefined,
    );
    const engine = able?.engine ?? this.#last;
    this.#known.set(listener, engine);
    return engine;
  }
}

/** What all resolved with. Throws the first reason when one did not. */
function fulfilled<T>(outcomes: readonly PromiseSettledResult<T>[]): readonly T[] {
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
