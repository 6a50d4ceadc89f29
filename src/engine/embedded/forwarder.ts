/**
 * Brings changes of the plan into force on its listeners, one change after another. The same in the engine process and
 * inside the caller's own.
 */
import type { ListenerKey, PlannedListener } from '../../domain/plan-types.ts';
import { samePlanned } from '../../domain/same-planned.ts';
import { sleep } from '../../lib/clock.ts';
import { InTurn } from '../../lib/in-turn.ts';
import { EngineError } from '../engine.ts';
import type { BindFailure, ListenerStats, Observed } from '../engine.ts';
import type { ForwardingLane } from './lane.ts';
import type { ForwardingListener, Surroundings } from './listener.ts';
import type { ChangeOutcome, PlanChange } from './plan-change.ts';
import { StatsDiff } from './stats-change.ts';
import type { StatsChange } from './stats-change.ts';

const drainPollMs = 25;

/** Makes the listeners that a lane can carry. */
export type ListenerMaker = (planned: PlannedListener, around: Surroundings) => ForwardingListener;

export class Forwarder implements ForwardingLane {
  readonly #around: Surroundings;
  readonly #make: ListenerMaker;
  readonly #listeners = new Map<ListenerKey, ForwardingListener>();
  /** Those that could not be bound; every change tries them again. */
  readonly #unbound = new Set<ForwardingListener>();
  readonly #statsTold = new StatsDiff();
  #revision = 0;
  readonly #changes = new InTurn();
  #closed = false;

  constructor(around: Surroundings, make: ListenerMaker) {
    this.#around = around;
    this.#make = make;
  }

  get revision(): number {
    return this.#revision;
  }

  get closing(): boolean {
    return this.#closed;
  }

  change(change: PlanChange): Promise<ChangeOutcome> {
    if (this.#closed) return Promise.reject(new EngineError('closed', 'The engine has been closed.'));
    return this.#changes.do(() => this.#bringIntoForce(change));
  }

  observe(): Observed {
    return {
      revision: this.#revision,
      listeners: [...this.#listeners.values()].map((listener) => listener.observe()),
    };
  }

  ping(): void {
    // One loop forwards and answers: an answer is the proof.
  }

  statsChange(everything: boolean): StatsChange {
    if (everything) this.#statsTold.forget();
    return this.#statsTold.changeTo(this.#stats());
  }

  async freePorts(): Promise<void> {
    this.#closed = true;
    await this.#changes.settled();
    for (const listener of this.#listeners.values()) listener.stopAccepting();
  }

  async close(drainMs = 0): Promise<void> {
    await this.freePorts();
    const { clock } = this.#around;
    const listeners = [...this.#listeners.values()];
    const untilMs = clock.monotonic() + drainMs;
    while (clock.monotonic() < untilMs && listeners.some((listener) => listener.openConnections > 0)) {
      await sleep(clock, Math.min(drainPollMs, untilMs - clock.monotonic()));
    }
    for (const listener of listeners) listener.close();
    this.#listeners.clear();
  }

  #stats(): readonly ListenerStats[] {
    return [...this.#listeners.values()].flatMap((listener) => listener.stats());
  }

  async #bringIntoForce(change: PlanChange): Promise<ChangeOutcome> {
    const set = new Map(change.set.map((planned) => [planned.key, planned]));
    // Ports are freed before new ones are taken, so that two listeners may swap theirs in one plan.
    let cutConnections = this.#removeGone(change, set);
    for (const next of set.values()) {
      const current = this.#listeners.get(next.key);
      if (!current) this.#add(next);
      else if (!samePlanned(current.planned, next)) cutConnections += current.apply(next);
    }
    this.#revision = change.revision;
    // What listens already follows the plan from here on; only now is there something to wait for.
    const failures = await this.#bindUnbound();
    return { revision: change.revision, failures, cutConnections };
  }

  #removeGone(change: PlanChange, set: ReadonlyMap<ListenerKey, PlannedListener>): number {
    const moved = [...set.values()].filter((next) => {
      const current = this.#listeners.get(next.key);
      return current && !isSamePlace(current.planned, next);
    });
    const missing = change.complete
      ? [...this.#listeners.keys()].filter((key) => !set.has(key))
      : change.remove;
    let cut = 0;
    for (const key of [...missing, ...moved.map((next) => next.key)]) {
      const listener = this.#listeners.get(key);
      if (!listener) continue;
      cut += listener.close();
      this.#unbound.delete(listener);
      this.#listeners.delete(key);
    }
    return cut;
  }

  #add(planned: PlannedListener): void {
    const listener = this.#make(planned, this.#around);
    this.#listeners.set(planned.key, listener);
    this.#unbound.add(listener);
  }

  async #bindUnbound(): Promise<Record<ListenerKey, BindFailure>> {
    const failures: Record<ListenerKey, BindFailure> = {};
    const bind = async (listener: ForwardingListener): Promise<void> => {
      const failure = await listener.bind();
      const { key } = listener.planned;
      if (!failure) this.#unbound.delete(listener);
      else {
        failures[key] = failure;
        this.#around.log('bind_failed', { key, code: failure.code, message: failure.message });
      }
    };
    await Promise.all([...this.#unbound].map(bind));
    return failures;
  }
}

function isSamePlace(a: PlannedListener, b: PlannedListener): boolean {
  return a.protocol === b.protocol && a.address === b.address && a.port === b.port;
}
