/** A UDP listener: keeps a bounded table of client flows and answers from its own address. */
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { BindFailure, ListenerStats, ObservedListener } from '../engine.ts';
import { Admission } from '../admission.ts';
import { clientOf } from './client.ts';
import { ListenerCounters } from './counters.ts';
import { IdleSweep } from './idle-sweep.ts';
import { observedOf, statsOf } from './listener.ts';
import type { ForwardingListener, Surroundings } from './listener.ts';
import { ListenerEvidence } from './listener-evidence.ts';
import { ListenerLimits } from './listener-limits.ts';
import { QuicConnections } from './quic-connections.ts';
import { makeRoute } from './routes/make-route.ts';
import type { Route } from './routes/route.ts';
import { TargetBook } from './target-state.ts';
import { UdpFlow } from './udp-flow.ts';
import type { FlowOwner } from './udp-flow.ts';
import { isBindFailure } from './tcp-sockets.ts';
import type { UdpPeer, UdpPort, UdpSockets } from './udp-sockets.ts';

/** Each flow holds a descriptor, and a process seldom has more than 20,000. */
export const defaultMaxFlows = 16_384;
/** A flow moves to the young end of the table at most this often: exact order is not worth a Map write a datagram. */
const reorderMs = 100;

export class UdpListener implements ForwardingListener, FlowOwner {
  planned: PlannedTransportListener;
  route: Route;
  quic: QuicConnections | undefined;
  readonly clock: Clock;
  readonly evidence: ListenerEvidence;
  readonly counters = new ListenerCounters();
  readonly limits: ListenerLimits;
  readonly openConnections = 0;
  readonly sockets: UdpSockets;
  readonly #around: Surroundings;
  readonly #maxFlows: number;
  readonly #book = new TargetBook();
  /** Oldest first, by last use within `reorderMs`. */
  readonly #flows = new Map<string, UdpFlow>();
  readonly #idle: IdleSweep;
  #admission: Admission;
  #port: UdpPort | undefined;
  #stats: ListenerStats | undefined;

  constructor(
    planned: PlannedTransportListener,
    around: Surroundings,
    sockets: UdpSockets,
    maxFlows: number = defaultMaxFlows,
  ) {
    this.planned = planned;
    this.#around = around;
    this.sockets = sockets;
    this.#admission = Admission.of(planned.access);
    this.#maxFlows = maxFlows;
    this.clock = around.clock;
    this.evidence = new ListenerEvidence(planned.key, around.publish, around.clock);
    this.limits = new ListenerLimits(around.clock, planned.limits);
    this.route = makeRoute(planned.backend, this.#book, around.clock);
    this.quic = usesQuic(planned) ? new QuicConnections() : undefined;
    this.#idle = new IdleSweep(around.clock, (idleSinceMs) => {
      for (const flow of this.#flows.values()) {
        if (flow.activeAtMs <= idleSinceMs) this.abandon(flow);
      }
      return this.#flows.size > 0;
    });
    this.#idle.setTimeoutMs(planned.udpFlowTimeoutMs);
  }

  get bound(): boolean {
    return this.#port !== undefined;
  }

  async bind(): Promise<BindFailure | undefined> {
    const outcome = await this.sockets.bind(this.planned, {
      received: (datagram, from) => this.#receive(datagram, from),
      failed: (error) => this.#around.log('udp_listener_error', { key: this.planned.key, error }),
    });
    if (isBindFailure(outcome)) return outcome;
    this.#port = outcome;
    return undefined;
  }

  apply(planned: PlannedTransportListener): number {
    const before = this.route;
    this.planned = planned;
    this.limits.set(planned.limits);
    this.route = makeRoute(planned.backend, this.#book, this.clock, before);
    this.quic = usesQuic(planned) ? (this.quic ?? new QuicConnections()) : undefined;
    this.#idle.setTimeoutMs(planned.udpFlowTimeoutMs);
    let cut = this.#applyAccess(planned);
    for (const { target } of this.#flows.values()) {
      if (target && before.holds(target) && !this.route.holds(target)) cut++;
    }
    this.#book.prune(this.route.planned);
    return cut;
  }

  /** Flows have no end that could be waited for: they stop here. */
  stopAccepting(): void {
    this.close();
  }

  close(): number {
    const cut = this.#flows.size;
    for (const flow of this.#flows.values()) flow.close();
    this.#flows.clear();
    this.#idle.stop();
    this.#port?.close();
    this.#port = undefined;
    return cut;
  }

  observe(): ObservedListener {
    return observedOf(this, this.route);
  }

  stats(): ListenerStats {
    this.#stats = statsOf(this, this.#flows.size, this.counters, this.#book, this.#stats);
    return this.#stats;
  }

  reply(datagram: Buffer, to: UdpPeer): void {
    if (!this.limits.toClients.admits(datagram.length)) return;
    this.counters.toClient(datagram.length);
    this.#port?.send(datagram, to);
  }

  abandon(flow: UdpFlow): void {
    flow.close();
    this.#flows.delete(flow.key);
  }

  #applyAccess({ access, closeDisallowed }: PlannedTransportListener): number {
    this.#admission = this.#admission.after(access);
    if (!closeDisallowed) return 0;
    const out = [...this.#flows.values()].filter(({ client }) => !this.#admission.admits(client));
    for (const flow of out) this.abandon(flow);
    return out.length;
  }

  #receive(datagram: Buffer, from: UdpPeer): void {
    const known = this.#flows.get(from.key);
    if (!known && !this.#admission.admits(from)) return;
    this.counters.fromClient(datagram.length);
    if (!this.limits.fromClients.admits(datagram.length)) return;
    if (!known && !this.limits.admits(this.#flows.size)) {
      this.counters.droppedConnections++;
      return;
    }
    const flow = known ?? this.#newFlow(datagram, from);
    this.#place(flow);
    flow.forward(datagram);
    if (known) return;
    if (!flow.target) {
      // Nobody may have this client's datagrams: not worth a place in the table.
      this.abandon(flow);
      return;
    }
    this.counters.newConnections++;
    this.#idle.wake();
    this.#evictOverflow();
  }

  #newFlow(datagram: Buffer, from: UdpPeer): UdpFlow {
    return new UdpFlow(clientOf(from, this.planned, this.quic?.nameOf(datagram)), from, this);
  }

  /** At the young end, unless it has been put there a moment ago. */
  #place(flow: UdpFlow): void {
    const nowMs = this.clock.monotonic();
    if (nowMs - flow.placedAtMs <= reorderMs) return;
    flow.placedAtMs = nowMs;
    this.#flows.delete(flow.key);
    this.#flows.set(flow.key, flow);
  }

  #evictOverflow(): void {
    if (this.#flows.size <= this.#maxFlows) return;
    for (const oldest of this.#flows.values()) {
      this.abandon(oldest);
      return;
    }
  }
}

function usesQuic({ backend }: PlannedTransportListener): boolean {
  return backend.kind === 'pool' && backend.scheduler === 'qch';
}
