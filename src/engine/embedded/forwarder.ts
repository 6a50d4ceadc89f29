/**
 * Brings plans into force: finds what is new, changed and gone, and has the listeners do it. The same in the engine
 * process and inside the caller's own. Plans are applied one after another; while one is being applied only the
 * latest of those that wait matters.
 */
import type { ForwardingPlan, ListenerKey, PlannedListener } from '../../domain/plan-types.ts';
import { sleep } from '../../lib/clock.ts';
import { EngineError } from '../engine.ts';
import type { Applied, ListenerOutcome, ListenerStats, Observed } from '../engine.ts';
import type { ForwardingListener, Surroundings } from './listener.ts';
import { TcpListener } from './tcp-listener.ts';
import { UdpListener } from './udp-listener.ts';

const drainPollMs = 25;

interface WaitingPlan {
  plan: ForwardingPlan;
  readonly applied: Promise<Applied>;
}

export class Forwarder {
  readonly #around: Surroundings;
  readonly #listeners = new Map<ListenerKey, ForwardingListener>();
  #revision = 0;
  #waiting: WaitingPlan | undefined;
  /** Settles, never rejects, when the last plan handed in has been applied. */
  #lastApplied: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Of the last plan applied; 0 = none. */
  get revision(): number {
    return this.#revision;
  }

  /** Has been told to close, and takes no more plans. */
  get closing(): boolean {
    return this.#closed;
  }

  /** A plan overtaken while it waited resolves with what was done for the one that overtook it. */
  apply(plan: ForwardingPlan): Promise<Applied> {
    if (this.#closed) return Promise.reject(new EngineError('closed', 'The engine has been closed.'));
    if (this.#waiting) {
      this.#waiting.plan = plan;
      return this.#waiting.applied;
    }
    const waiting: WaitingPlan = {
      plan,
      applied: this.#lastApplied.then(() => {
        this.#waiting = undefined;
        return this.#bringIntoForce(waiting.plan);
      }),
    };
    this.#waiting = waiting;
    this.#lastApplied = waiting.applied.catch(() => undefined);
    return waiting.applied;
  }

  observe(): Observed {
    return {
      revision: this.#revision,
      listeners: [...this.#listeners.values()].map((listener) => listener.observe()),
    };
  }

  stats(): readonly ListenerStats[] {
    return [...this.#listeners.values()].map((listener) => listener.stats());
  }

  /** Stops accepting; what is established goes on. Nothing can be applied afterwards. */
  async freePorts(): Promise<void> {
    this.#closed = true;
    await this.#lastApplied;
    for (const listener of this.#listeners.values()) listener.stopAccepting();
  }

  /** Frees every port at once; resolves when the connections have ended or, after `drainMs`, have been reset. */
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

  async #bringIntoForce(plan: ForwardingPlan): Promise<Applied> {
    const planned = new Map(plan.listeners.map((listener) => [listener.key, listener]));
    let cutConnections = this.#removeVanished(planned);
    for (const next of planned.values()) {
      const current = this.#listeners.get(next.key);
      if (!current) this.#listeners.set(next.key, this.#make(next));
      else if (!isSame(current.planned, next)) cutConnections += current.apply(next);
    }
    this.#revision = plan.revision;
    // What listens already follows the plan from here on; only now is there something to wait for.
    const listeners = await Promise.all(
      [...this.#listeners].map(([key, each]) => this.#ensureBound(key, each)),
    );
    return { revision: plan.revision, listeners, cutConnections };
  }

  /** Ports are freed before new ones are taken, so that two listeners may swap theirs in one plan. */
  #removeVanished(planned: ReadonlyMap<ListenerKey, PlannedListener>): number {
    let cut = 0;
    for (const [key, listener] of this.#listeners) {
      const next = planned.get(key);
      if (next && isSamePlace(listener.planned, next)) continue;
      cut += listener.close();
      this.#listeners.delete(key);
    }
    return cut;
  }

  #make(planned: PlannedListener): ForwardingListener {
    return planned.protocol === 'tcp'
      ? new TcpListener(planned, this.#around)
      : new UdpListener(planned, this.#around);
  }

  async #ensureBound(key: ListenerKey, listener: ForwardingListener): Promise<ListenerOutcome> {
    if (listener.bound) return { key };
    const failure = await listener.bind();
    if (!failure) return { key };
    this.#around.log('bind-failed', { key, code: failure.code, message: failure.message });
    return { key, failure };
  }
}

/** Compared as text, which is several times quicker than by structure; a needless difference costs one idle `apply`. */
function isSame(a: PlannedListener, b: PlannedListener): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isSamePlace(a: PlannedListener, b: PlannedListener): boolean {
  return a.protocol === b.protocol && a.address === b.address && a.port === b.port;
}
