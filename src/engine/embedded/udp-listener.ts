/** A UDP listener: keeps a bounded table of client flows and answers from its own address. */
import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { PlannedListener } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { BindFailure, ListenerStats, ObservedListener } from '../engine.ts';
import { Admission } from './admission.ts';
import { clientOf } from './client.ts';
import { ListenerCounters } from './counters.ts';
import { IdleSweep } from './idle-sweep.ts';
import { bindUdp } from './listen.ts';
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
import { literalLookup } from './udp-upstream.ts';

/** Each flow holds a descriptor, and a process seldom has more than 20,000. */
export const defaultMaxFlows = 16_384;
/** A flow moves to the young end of the table at most this often: exact order is not worth a Map write a datagram. */
const reorderMs = 100;

export class UdpListener implements ForwardingListener, FlowOwner {
  planned: PlannedListener;
  route: Route;
  quic: QuicConnections | undefined;
  readonly clock: Clock;
  readonly evidence: ListenerEvidence;
  readonly counters = new ListenerCounters();
  readonly limits: ListenerLimits;
  readonly openConnections = 0;
  readonly #around: Surroundings;
  readonly #maxFlows: number;
  readonly #book = new TargetBook();
  /** Oldest first, by last use within `reorderMs`. */
  readonly #flows = new Map<string, UdpFlow>();
  readonly #idle: IdleSweep;
  #admission: Admission;
  #socket: Socket | undefined;

  constructor(planned: PlannedListener, around: Surroundings, maxFlows: number = defaultMaxFlows) {
    this.planned = planned;
    this.#around = around;
    this.#admission = new Admission(planned.access);
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
    return this.#socket !== undefined;
  }

  async bind(): Promise<BindFailure | undefined> {
    const ipv6Only = isIPv6(this.planned.address);
    const socket = createSocket({ type: ipv6Only ? 'udp6' : 'udp4', ipv6Only, lookup: literalLookup });
    const failure = await bindUdp(socket, this.planned);
    if (failure) return failure;
    socket.on('message', (datagram, from) => this.#receive(datagram, from));
    socket.on('error', (error) => {
      this.#around.log('udp_listener_error', { key: this.planned.key, error: error.message });
    });
    this.#socket = socket;
    return undefined;
  }

  apply(planned: PlannedListener): number {
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
    this.#socket?.close();
    this.#socket = undefined;
    return cut;
  }

  observe(): ObservedListener {
    return observedOf(this, this.route);
  }

  stats(): ListenerStats {
    return statsOf(this, this.#flows.size, this.counters, this.#book);
  }

  reply(datagram: Buffer, port: number, address: string): void {
    if (!this.limits.toClients.admits(datagram.length)) return;
    this.counters.toClient(datagram.length);
    this.#socket?.send(datagram, port, address);
  }

  abandon(flow: UdpFlow): void {
    flow.close();
    this.#flows.delete(flow.key);
  }

  #applyAccess({ access, closeDisallowed }: PlannedListener): number {
    this.#admission = this.#admission.after(access);
    if (!closeDisallowed) return 0;
    const out = [...this.#flows.values()].filter(({ client }) => !this.#admission.admits(client.address));
    for (const flow of out) this.abandon(flow);
    return out.length;
  }

  #receive(datagram: Buffer, from: RemoteInfo): void {
    const key = `${from.address} ${from.port}`;
    const known = this.#flows.get(key);
    if (!known && !this.#admission.admits(from.address)) return;
    this.counters.fromClient(datagram.length);
    if (!this.limits.fromClients.admits(datagram.length)) return;
    if (!known && !this.limits.admits(this.#flows.size)) {
      this.counters.droppedConnections++;
      return;
    }
    const flow = known ?? this.#newFlow(key, datagram, from);
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

  #newFlow(key: string, datagram: Buffer, from: RemoteInfo): UdpFlow {
    return new UdpFlow(key, clientOf(from, this.planned, this.quic?.nameOf(datagram)), from.port, this);
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

function usesQuic({ backend }: PlannedListener): boolean {
  return backend.kind === 'pool' && backend.scheduler === 'qch';
}
