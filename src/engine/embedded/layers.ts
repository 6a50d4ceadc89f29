/**
 * One forwarder of two: a lane for TCP and UDP, and one for HTTP and HTTPS, which runs on Node's own event loop and is
 * loaded with the first listener that needs it.
 */
import { isHttp, isTransport } from '../../domain/plan-types.ts';
import { InTurn } from '../../lib/in-turn.ts';
import type { Observed } from '../engine.ts';
import { Forwarder } from './forwarder.ts';
import type { ForwardingLane } from './lane.ts';
import type { Surroundings } from './listener.ts';
import type { ChangeOutcome, PlanChange } from './plan-change.ts';
import type { StatsChange } from './stats-change.ts';

/** The lane, and HTTP beside it. */
export function withHttp(transport: ForwardingLane, around: Surroundings): ForwardingLane {
  return new Layers(transport, async () => {
    const { httpListeners } = await import('./http/http-listeners.ts');
    return new Forwarder(around, httpListeners);
  });
}

export class Layers implements ForwardingLane {
  readonly #transport: ForwardingLane;
  readonly #openHttp: () => Promise<ForwardingLane>;
  #http: ForwardingLane | undefined;
  readonly #changes = new InTurn();

  constructor(transport: ForwardingLane, openHttp: () => Promise<ForwardingLane>) {
    this.#transport = transport;
    this.#openHttp = openHttp;
  }

  get revision(): number {
    return this.#transport.revision;
  }

  get closing(): boolean {
    return this.#transport.closing;
  }

  change(change: PlanChange): Promise<ChangeOutcome> {
    return this.#changes.do(() => this.#bringIntoForce(change));
  }

  async observe(): Promise<Observed> {
    const observed = await Promise.all(this.#lanes().map(async (lane) => lane.observe()));
    return { revision: this.revision, listeners: observed.flatMap(({ listeners }) => listeners) };
  }

  async statsChange(everything: boolean): Promise<StatsChange> {
    const changes = await Promise.all(this.#lanes().map(async (lane) => lane.statsChange(everything)));
    return { set: changes.flatMap(({ set }) => set), remove: changes.flatMap(({ remove }) => remove) };
  }

  async ping(): Promise<void> {
    await Promise.all(this.#lanes().map(async (lane) => lane.ping()));
  }

  async freePorts(): Promise<void> {
    await Promise.all(this.#lanes().map(async (lane) => lane.freePorts()));
  }

  async close(drainMs?: number): Promise<void> {
    await Promise.all(this.#lanes().map(async (lane) => lane.close(drainMs)));
  }

  #lanes(): readonly ForwardingLane[] {
    return this.#http ? [this.#transport, this.#http] : [this.#transport];
  }

  async #bringIntoForce(change: PlanChange): Promise<ChangeOutcome> {
    if (!this.closing && change.set.some(isHttp)) this.#http ??= await this.#openHttp();
    if (!this.#http) return this.#transport.change(change);
    const outcome = await this.#tell(change);
    if (!Object.values(outcome.failures).some(({ code }) => code === 'port-in-use')) return outcome;
    // A port may have gone from one to the other with this change: by now both have let go of theirs.
    const again = await this.#tell({ revision: change.revision, set: [], remove: [], complete: false });
    return { ...again, cutConnections: outcome.cutConnections };
  }

  /** A key that is no longer of a layer goes there. */
  async #tell(change: PlanChange): Promise<ChangeOutcome> {
    const [http, transport] = [change.set.filter(isHttp), change.set.filter(isTransport)];
    const without = (others: PlanChange['set']): PlanChange['remove'] =>
      change.complete ? [] : [...change.remove, ...others.map(({ key }) => key)];
    const outcomes = await Promise.all([
      this.#transport.change({ ...change, set: transport, remove: without(http) }),
      this.#http?.change({ ...change, set: http, remove: without(transport) }),
    ]);
    return outcomes.reduce<ChangeOutcome>(
      (all, each) => ({
        revision: change.revision,
        failures: { ...all.failures, ...each?.failures },
        cutConnections: all.cutConnections + (each?.cutConnections ?? 0),
      }),
      { revision: change.revision, failures: {}, cutConnections: 0 },
    );
  }
}
