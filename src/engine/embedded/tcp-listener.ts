/** A TCP listener: accepts clients, and carries out on its connections what a new plan says about their targets. */
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { BindFailure, ListenerStats, ObservedListener } from '../engine.ts';
import { Admission } from '../admission.ts';
import { ListenerCounters } from './counters.ts';
import { Established, cutEach } from './established.ts';
import { IdleSweep } from './idle-sweep.ts';
import { observedOf, statsOf } from './listener.ts';
import type { ForwardingListener, Surroundings } from './listener.ts';
import { ListenerEvidence } from './listener-evidence.ts';
import { ListenerLimits } from './listener-limits.ts';
import { makeRoute } from './routes/make-route.ts';
import type { Route } from './routes/route.ts';
import { TargetBook } from './target-state.ts';
import type { TargetState } from './target-state.ts';
import { isBindFailure } from './tcp-sockets.ts';
import type {
  ArrivedClient,
  ConnectionOwner,
  ForwardedConnection,
  PortEvents,
  TcpPort,
  TcpSockets,
} from './tcp-sockets.ts';

export class TcpListener implements ForwardingListener, ConnectionOwner, PortEvents {
  planned: PlannedTransportListener;
  route: Route;
  readonly clock: Clock;
  readonly evidence: ListenerEvidence;
  readonly counters = new ListenerCounters();
  readonly limits: ListenerLimits;
  readonly #around: Surroundings;
  readonly #sockets: TcpSockets;
  readonly #book = new TargetBook();
  /** Clients that have no target yet. */
  readonly #waiting = new Set<ForwardedConnection>();
  readonly #established: Established<ForwardedConnection>;
  readonly #idle: IdleSweep;
  #admission: Admission;
  #port: TcpPort | undefined;
  #stats: ListenerStats | undefined;

  constructor(planned: PlannedTransportListener, around: Surroundings, sockets: TcpSockets) {
    this.planned = planned;
    this.#around = around;
    this.#sockets = sockets;
    this.#admission = Admission.of(planned.access);
    this.clock = around.clock;
    this.evidence = new ListenerEvidence(planned.key, around.publish, around.clock);
    this.limits = new ListenerLimits(around.clock, planned.limits);
    this.route = makeRoute(planned.backend, this.#book, around.clock);
    this.#established = new Established(around.clock);
    this.#idle = new IdleSweep(around.clock, (idleSinceMs) => {
      for (const connection of this.#established) {
        if (connection.activeAtMs <= idleSinceMs) connection.cut();
      }
      return this.#established.size > 0;
    });
    this.#idle.setTimeoutMs(planned.establishedTimeoutMs);
  }

  get bound(): boolean {
    return this.#port !== undefined;
  }

  get openConnections(): number {
    return this.#established.size + this.#waiting.size;
  }

  get connectTimeoutMs(): number {
    return this.planned.connectTimeoutMs;
  }

  get proxyProtocolV2(): boolean {
    return this.planned.proxyProtocolV2;
  }

  async bind(): Promise<BindFailure | undefined> {
    const outcome = await this.#sockets.listen(this.planned, this);
    if (isBindFailure(outcome)) return outcome;
    this.#port = outcome;
    return undefined;
  }

  apply(planned: PlannedTransportListener): number {
    const before = { route: this.route, onTargetLost: this.planned.onTargetLost };
    this.planned = planned;
    this.limits.set(planned.limits);
    this.route = makeRoute(planned.backend, this.#book, this.clock, before.route);
    this.#idle.setTimeoutMs(planned.establishedTimeoutMs);
    let cut = this.#established.follow(before, { route: this.route, onTargetLost: planned.onTargetLost });
    cut += this.#applyAccess(planned);
    for (const connection of this.#waiting) connection.routeChanged();
    this.#book.prune(this.route.planned);
    return cut;
  }

  stopAccepting(): void {
    this.#port?.close();
    this.#port = undefined;
  }

  close(): number {
    this.stopAccepting();
    this.#idle.stop();
    const cut = this.#established.close();
    for (const connection of this.#waiting) connection.cut();
    return cut;
  }

  observe(): ObservedListener {
    return observedOf(this, this.route);
  }

  stats(): ListenerStats {
    this.#stats = statsOf(this, this.#established.size, this.counters, this.#book, this.#stats);
    return this.#stats;
  }

  established(connection: ForwardedConnection, target: TargetState): void {
    this.#waiting.delete(connection);
    this.#established.add(connection);
    this.counters.newConnections++;
    target.newConnections++;
    target.activeConnections++;
    if (this.route.epoch !== undefined && !this.route.serves(target)) this.counters.fallbacks++;
    this.evidence.served(target, this.route);
    this.#idle.wake();
  }

  refused(): void {
    this.counters.failedConnections++;
  }

  ended(connection: ForwardedConnection): void {
    this.#waiting.delete(connection);
    if (this.#established.delete(connection) && connection.target) connection.target.activeConnections--;
  }

  acceptFailed(error: string): void {
    this.#around.log('accept_failed', { key: this.planned.key, error });
  }

  arrived(client: ArrivedClient): void {
    if (!this.#admission.admits(client.from)) {
      client.reset();
      return;
    }
    if (!this.limits.admits(this.openConnections)) {
      this.counters.droppedConnections++;
      client.reset();
      return;
    }
    const connection = client.serve(this);
    this.#waiting.add(connection);
    connection.start();
  }

  /** A client without a target has nothing established that could go on. */
  #applyAccess({ access, closeDisallowed }: PlannedTransportListener): number {
    this.#admission = this.#admission.after(access);
    const isOut = ({ from }: ForwardedConnection): boolean => !this.#admission.admits(from);
    cutEach(this.#waiting, isOut);
    return closeDisallowed ? this.#established.cutEach(isOut) : 0;
  }
}
