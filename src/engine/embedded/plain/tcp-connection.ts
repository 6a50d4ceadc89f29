/**
 * One client connection of a TCP listener: looks for a target, then carries bytes both ways until both directions have
 * ended. Each side is read only as fast as the other one takes it; an end and a reset are passed on as what they are.
 */
import type { Socket } from 'node:net';
import type { Client } from '../client.ts';
import { Dial } from '../dial.ts';
import { proxyHeader } from '../proxy-protocol.ts';
import type { TargetState } from '../target-state.ts';
import type { ConnectionOwner, ForwardedConnection } from '../tcp-sockets.ts';
import { nodeConnector } from './connector.ts';
import { confirmEnd, resetSocket } from './socket-endings.ts';
import { TcpDirection } from './tcp-direction.ts';

/** What a client may send before it has a target; then it is read no further. */
const earlyLimitBytes = 64 * 1024;

export class TcpConnection implements ForwardedConnection {
  target: TargetState | undefined;
  lost = false;
  activeAtMs: number;

  readonly #client: Socket;
  readonly #owner: ConnectionOwner;
  readonly from: Client;
  /** While the client has no target. */
  #dial: Dial<Socket> | undefined;
  #upstream: Socket | undefined;
  #toUpstream: TcpDirection | undefined;
  #toClient: TcpDirection | undefined;
  #early: Buffer[] = [];
  #earlyBytes = 0;
  #clientEnded = false;
  #openSides = 1;
  #over = false;

  constructor(client: Socket, from: Client, owner: ConnectionOwner) {
    this.#client = client;
    this.#owner = owner;
    this.from = from;
    this.activeAtMs = owner.clock.monotonic();
    this.#dial = new Dial(from, owner, nodeConnector, {
      connected: (upstream, target) => this.#join(upstream, target),
      refused: () => {
        this.cut();
        owner.refused(this);
      },
    });
  }

  start(): void {
    const client = this.#client;
    client.on('data', (chunk: Buffer) => this.#fromClient(chunk));
    client.on('end', () => {
      confirmEnd(client, () => {
        this.#clientEnded = true;
        this.#toUpstream?.end();
      });
    });
    client.on('error', () => this.cut());
    client.on('close', () => this.#sideClosed());
    // Read at once, not when the target is there: only a reader learns that a waiting client has gone away.
    client.resume();
    this.#dial?.step();
  }

  routeChanged(): void {
    if (!this.#over) this.#dial?.routeChanged();
  }

  cut(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#dial?.cancel();
    this.#early = [];
    this.#toUpstream?.stop();
    this.#toClient?.stop();
    resetSocket(this.#client);
    if (this.#upstream) resetSocket(this.#upstream);
    return true;
  }

  #fromClient(chunk: Buffer): void {
    this.#owner.counters.fromClient(chunk.length);
    if (this.#toUpstream) {
      this.#toUpstream.push(chunk);
      return;
    }
    this.#early.push(chunk);
    this.#earlyBytes += chunk.length;
    if (this.#earlyBytes >= earlyLimitBytes) this.#client.pause();
  }

  #join(upstream: Socket, target: TargetState): void {
    this.#dial = undefined;
    this.#upstream = upstream;
    this.#openSides++;
    this.target = target;
    const { clock, counters, limits } = this.#owner;
    const moved = (): void => {
      this.activeAtMs = clock.monotonic();
    };
    moved();
    const toUpstream = new TcpDirection(this.#client, upstream, limits.fromClients, moved);
    const toClient = new TcpDirection(upstream, this.#client, limits.toClients, moved);
    this.#toUpstream = toUpstream;
    this.#toClient = toClient;
    upstream.on('data', (chunk: Buffer) => {
      counters.toClient(chunk.length);
      toClient.push(chunk);
    });
    upstream.on('end', () => confirmEnd(upstream, () => toClient.end()));
    upstream.on('error', () => this.cut());
    upstream.on('close', () => this.#sideClosed());
    this.#owner.route.served(this.from, target);
    this.#owner.established(this, target);
    this.#begin(upstream, toUpstream);
  }

  /** Who the client is, if the server is to know, and what it said while it waited, its end included; in one write. */
  #begin(upstream: Socket, toUpstream: TcpDirection): void {
    const early = this.#early;
    this.#early = [];
    // Whatever holds the client back from here on is the direction's affair.
    this.#client.resume();
    upstream.cork();
    if (this.#owner.proxyProtocolV2) upstream.write(this.#proxyHeader());
    for (const chunk of early) toUpstream.push(chunk);
    upstream.uncork();
    if (this.#clientEnded) toUpstream.end();
  }

  #proxyHeader(): Buffer {
    const { remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 } = this.#client;
    return proxyHeader(
      { address: remoteAddress, port: remotePort },
      { address: localAddress, port: localPort },
    );
  }

  #sideClosed(): void {
    this.#openSides--;
    if (this.#openSides > 0) return;
    this.#over = true;
    this.#owner.ended(this);
  }
}
