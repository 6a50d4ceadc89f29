/**
 * Who serves requests of an HTTP listener: its own group, or that of one of its rules. Has the route, the targets with
 * their idle connections, the exchanges under way, and what is counted and told of them.
 */
import type { PlannedRule } from '../../../domain/plan-types.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { ListenerStats } from '../../engine.ts';
import { ListenerCounters } from '../counters.ts';
import type { DialSurroundings } from '../dial.ts';
import { Established } from '../established.ts';
import type { Cuttable } from '../established.ts';
import { ListenerEvidence } from '../listener-evidence.ts';
import { statsOf } from '../listener.ts';
import type { Surroundings } from '../listener.ts';
import { makeRoute } from '../routes/make-route.ts';
import type { Route } from '../routes/route.ts';
import { TargetBook } from '../target-state.ts';
import type { TargetState } from '../target-state.ts';
import { markOf } from './cookies.ts';
import { IdleConnections } from './idle-connections.ts';
import type { UpstreamConnection } from './upstream-connection.ts';

/** Of a rule, or of a listener with its own group in the place of a rule's. */
export interface PlannedBacking extends Omit<PlannedRule, 'domain' | 'url'> {
  readonly cookieSecret: string;
}

/** A request under way: looks for a target, then is at it. */
export interface BackedExchange extends Cuttable {
  routeChanged(): void;
  /** Ends it with its client's connection. */
  abort(): void;
}

export class Backing implements DialSurroundings {
  planned: PlannedBacking;
  route: Route;
  readonly clock: Clock;
  readonly evidence: ListenerEvidence;
  /** A rule's: of exchanges, as if each were a connection. */
  readonly counters: ListenerCounters;
  readonly idle: IdleConnections;
  /** Without a target yet. */
  readonly waiting = new Set<BackedExchange>();
  readonly exchanges: Established<BackedExchange>;
  readonly #book = new TargetBook();
  #marks: ReadonlyMap<string, TargetState>;
  readonly #isRule: boolean;
  #stats: ListenerStats | undefined;

  /** `counters`: those of the listener, whose own group this is. */
  constructor(planned: PlannedBacking, { clock, publish }: Surroundings, counters?: ListenerCounters) {
    this.planned = planned;
    this.#isRule = counters === undefined;
    this.counters = counters ?? new ListenerCounters();
    this.clock = clock;
    this.evidence = new ListenerEvidence(planned.key, publish, clock);
    this.idle = new IdleConnections(clock);
    this.exchanges = new Established(clock);
    this.route = makeRoute(planned.backend, this.#book, clock);
    this.#marks = this.#markTargets();
  }

  get connectTimeoutMs(): number {
    return this.planned.connectTimeoutMs;
  }

  /** Says how many exchanges were cut. */
  apply(planned: PlannedBacking): number {
    const before = { route: this.route, onTargetLost: this.planned.onTargetLost };
    this.planned = planned;
    this.route = makeRoute(planned.backend, this.#book, this.clock, before.route);
    this.#marks = this.#markTargets();
    this.idle.keepOnly((target) => this.route.holds(target));
    const cut = this.exchanges.follow(before, { route: this.route, onTargetLost: planned.onTargetLost });
    for (const exchange of this.waiting) exchange.routeChanged();
    this.#book.prune(this.route.planned);
    return cut;
  }

  /** The rule is gone: who still waits looks again, what is under way follows the rule's policy. */
  retire(): number {
    return this.apply({ ...this.planned, backend: nobody });
  }

  close(): void {
    this.idle.keepOnly(() => false);
    for (const exchange of [...this.exchanges, ...this.waiting]) exchange.abort();
    this.exchanges.close();
  }

  began(exchange: BackedExchange, target: TargetState): void {
    this.waiting.delete(exchange);
    this.exchanges.add(exchange);
    target.activeConnections++;
    target.newConnections++;
    if (this.#isRule) this.counters.newConnections++;
    if (this.route.epoch !== undefined && !this.route.serves(target)) this.counters.fallbacks++;
  }

  /** It is at this target no longer, whatever comes next. */
  left(exchange: BackedExchange, target: TargetState): void {
    if (this.exchanges.delete(exchange)) target.activeConnections--;
  }

  /** What a connection is good for when its exchange has ended. */
  giveBack(connection: UpstreamConnection): void {
    if (this.route.holds(connection.target)) this.idle.give(connection);
    else connection.destroy();
  }

  markOf(target: TargetState): string {
    return markOf(target.id, this.planned.cookieSecret);
  }

  /** Only one that takes new requests. */
  marked(mark: string | undefined): TargetState | undefined {
    return mark === undefined ? undefined : this.#marks.get(mark);
  }

  /** With the client's own connections in the place of requests, where it is the listener's own. */
  stats(activeConnections = this.exchanges.size): ListenerStats {
    this.#stats = statsOf(this, activeConnections, this.counters, this.#book, this.#stats);
    return this.#stats;
  }

  #markTargets(): ReadonlyMap<string, TargetState> {
    if (this.planned.persistence.kind === 'off') return new Map();
    return new Map(this.route.serving.map((target) => [this.markOf(target), target]));
  }
}

const nobody: PlannedBacking['backend'] = {
  kind: 'pool',
  scheduler: 'rr',
  persistenceTimeoutMs: 0,
  targets: [],
};
