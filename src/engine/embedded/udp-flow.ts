/**
 * The datagrams of one client address and port. A flow stays with its target while that one serves, and moves with the
 * next datagram once it does not; nothing is sent to a target that has lost its place.
 */
import type { Clock } from '../../lib/clock.ts';
import { connectOutcome, isLocalShortage } from '../../net/socket-errors.ts';
import type { Client } from './client.ts';
import type { ListenerCounters } from './counters.ts';
import type { ListenerEvidence } from './listener-evidence.ts';
import type { QuicConnections } from './quic-connections.ts';
import type { Route } from './routes/route.ts';
import type { TargetState } from './target-state.ts';
import type { UdpPeer, UdpSockets, UdpUpstream } from './udp-sockets.ts';

/** A flow that fell back to the standby tries the active target again this much later, if no plan comes before. */
const fallbackMs = 1000;
/** Of a burst that is refused this many datagrams are sent again, if they are no older than this. */
const resendLimit = 16;
const resendWithinMs = 100;

interface SentDatagram {
  readonly datagram: Buffer;
  /** For evidence. */
  readonly atMs: number;
}

export interface FlowOwner {
  readonly clock: Clock;
  readonly evidence: ListenerEvidence;
  readonly counters: ListenerCounters;
  readonly route: Route;
  /** Only where the scheduler goes by QUIC connections. */
  readonly quic: QuicConnections | undefined;
  readonly sockets: UdpSockets;
  reply(datagram: Buffer, to: UdpPeer): void;
  /** The flow cannot go on, for want of something on this machine. */
  abandon(flow: UdpFlow): void;
}

export class UdpFlow {
  activeAtMs: number;
  /** When it was put at the young end of its table. */
  placedAtMs = -Infinity;
  readonly client: Client;
  readonly #peer: UdpPeer;
  readonly #owner: FlowOwner;
  readonly #failed = new Set<TargetState>();
  #upstream: UdpUpstream | undefined;
  /** The last one left; it may still answer for a moment. */
  #retired: UdpUpstream | undefined;
  /** Sent since the target last showed by an answer that it lives, oldest first. */
  #unanswered: SentDatagram[] = [];
  /** A target that never answers is sent only its last datagram again: the ones before may well have arrived. */
  #answers = false;
  /** Where and how long the flow may stay although its target does not serve. */
  #fallback: { readonly route: Route; readonly untilMs: number } | undefined;

  constructor(client: Client, peer: UdpPeer, owner: FlowOwner) {
    this.client = client;
    this.#peer = peer;
    this.#owner = owner;
    this.activeAtMs = owner.clock.monotonic();
  }

  get key(): string {
    return this.#peer.key;
  }

  get target(): TargetState | undefined {
    return this.#upstream?.target;
  }

  /** Sends a datagram of the client where the plan in force wants it; drops it when nobody may have it. */
  forward(datagram: Buffer): void {
    this.activeAtMs = this.#owner.clock.monotonic();
    const { quicConnection } = this.client;
    if (quicConnection !== undefined) this.#owner.quic?.heardClient(datagram, quicConnection);
    if (this.#upstream && !this.#mayStay(this.#upstream.target)) this.#leave();
    if (!this.#upstream) {
      this.#failed.clear();
      const target = this.#choose();
      if (!target) {
        this.#owner.counters.failedConnections++;
        return;
      }
      this.#join(target);
    }
    this.#send(datagram);
  }

  close(): void {
    this.#leave();
    this.#retired?.close();
  }

  #send(datagram: Buffer): void {
    const upstream = this.#upstream;
    if (!upstream) return;
    if (this.#unanswered.length >= (this.#answers ? resendLimit : 1)) this.#unanswered.shift();
    this.#unanswered.push({ datagram, atMs: this.#owner.clock.monotonic() });
    upstream.send(datagram);
    this.#owner.evidence.served(upstream.target, this.#owner.route);
  }

  #mayStay(target: TargetState): boolean {
    const { route, clock } = this.#owner;
    if (route.holds(target)) return true;
    return this.#fallback?.route === route && clock.monotonic() < this.#fallback.untilMs;
  }

  #choose(): TargetState | undefined {
    const step = this.#owner.route.next(this.client, this.#failed, 0);
    return step.kind === 'try' ? step.target : undefined;
  }

  #join(target: TargetState): void {
    const { route, sockets } = this.#owner;
    const upstream: UdpUpstream = sockets.connect(target, {
      reply: (datagram) => this.#reply(datagram),
      failed: (error, unsent) => {
        if (upstream === this.#upstream) this.#targetFailed(upstream, error, unsent);
      },
    });
    this.#upstream = upstream;
    target.activeConnections++;
    target.newConnections++;
    route.served(this.client, target);
  }

  #leave(): void {
    const upstream = this.#upstream;
    if (!upstream) return;
    this.#upstream = undefined;
    this.#unanswered = [];
    upstream.target.activeConnections--;
    this.#retired?.close();
    this.#retired = upstream;
    upstream.retire(this.#owner.clock);
  }

  #reply(datagram: Buffer): void {
    this.activeAtMs = this.#owner.clock.monotonic();
    this.#unanswered = [];
    this.#answers = true;
    this.#failed.clear();
    const { quicConnection } = this.client;
    if (quicConnection !== undefined) this.#owner.quic?.heardServer(datagram, quicConnection);
    this.#owner.reply(datagram, this.#peer);
  }

  #targetFailed(upstream: UdpUpstream, error: unknown, unsent: Buffer | undefined): void {
    const { clock, evidence, route, counters } = this.#owner;
    if (isLocalShortage(error)) return this.#owner.abandon(this);
    const nowMs = clock.monotonic();
    const lost = this.#unanswered.filter(({ atMs }) => nowMs - atMs <= resendWithinMs);
    evidence.connectFailed(upstream.target, connectOutcome(error), nowMs - (lost.at(-1)?.atMs ?? nowMs));
    this.#unanswered = [];
    this.#failed.add(upstream.target);
    const next = this.#choose();
    if (!next) {
      // Nobody else may have it: the socket stays, for a new one for each datagram would be refused as well.
      this.#failed.clear();
      return;
    }
    this.#leave();
    this.#join(next);
    if (!route.serves(next)) {
      this.#fallback = { route, untilMs: nowMs + fallbackMs };
      counters.fallbacks++;
    }
    // An error that a send brings is that of an earlier datagram; the one at hand has not left at all.
    for (const { datagram } of lost) this.#send(datagram);
    if (unsent && !lost.some(({ datagram }) => datagram === unsent)) this.#send(unsent);
  }
}
