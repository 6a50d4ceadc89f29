/** One client connection of a TCP listener: two sockets, and bytes both ways until both directions have ended. */
import type { Client } from '../client.ts';
import { Dial } from '../dial.ts';
import { proxyHeader } from '../proxy-protocol.ts';
import type { TargetState } from '../target-state.ts';
import type { ConnectionOwner, ForwardedConnection } from '../tcp-sockets.ts';
import { messageFlag } from '../../../net/libc/constants.ts';
import type { ConnectedSocket, TcpConnector } from './tcp-connector.ts';
import type { TcpMeans } from './tcp-means.ts';
import { TcpStream, streamEvents } from './tcp-stream.ts';
import type { StreamOwner } from './tcp-stream.ts';

export class FastConnection implements ForwardedConnection, StreamOwner {
  target: TargetState | undefined;
  lost = false;
  activeAtMs: number;
  readonly from: Client;
  readonly #means: TcpMeans;
  readonly #owner: ConnectionOwner;
  readonly #client: TcpStream;
  /** While the client has no target. */
  #dial: Dial<ConnectedSocket> | undefined;
  #upstream: TcpStream | undefined;
  #over = false;

  constructor(fd: number, from: Client, owner: ConnectionOwner, means: TcpMeans, connector: TcpConnector) {
    this.from = from;
    this.#owner = owner;
    this.#means = means;
    this.activeAtMs = owner.clock.monotonic();
    this.#client = new TcpStream(fd, means, this, owner.limits.fromClients);
    this.#dial = new Dial(from, owner, connector, {
      connected: (socket, target) => this.#join(socket, target),
      refused: () => {
        this.cut();
        owner.refused(this);
      },
    });
  }

  /** Nothing is read before there is a target; that the client has gone away is told all the same. */
  start(): void {
    this.#means.loop.watch(this.#client.fd, streamEvents, this.#client);
    this.#dial?.step();
  }

  routeChanged(): void {
    if (!this.#over) this.#dial?.routeChanged();
  }

  cut(): boolean {
    if (this.#over) return false;
    const { sockets } = this.#means;
    sockets.resetOnClose(this.#client.fd);
    if (this.#upstream) sockets.resetOnClose(this.#upstream.fd);
    this.#close();
    return true;
  }

  broken(): void {
    this.cut();
  }

  moved(from: TcpStream, bytes: number): void {
    this.activeAtMs = this.#means.loop.clock.monotonic();
    if (bytes === 0) return;
    const { counters } = this.#owner;
    if (from === this.#client) counters.fromClient(bytes);
    else counters.toClient(bytes);
  }

  ended(stream: TcpStream): void {
    const { peer } = stream;
    if (!peer) return;
    if (peer.finished) this.#close();
    else this.#means.sockets.endWriting(peer.fd);
  }

  #join({ fd, events }: ConnectedSocket, target: TargetState): void {
    const { loop, keepAlive } = this.#means;
    this.#dial = undefined;
    const upstream = new TcpStream(fd, this.#means, this, this.#owner.limits.toClients);
    this.#upstream = upstream;
    this.target = target;
    this.activeAtMs = loop.clock.monotonic();
    loop.handOver(fd, upstream);
    keepAlive.add(fd);
    this.#owner.route.served(this.from, target);
    this.#owner.established(this, target);
    if (this.#owner.proxyProtocolV2 && !this.#introduce(upstream)) return;
    upstream.peer = this.#client;
    this.#client.peer = upstream;
    this.#client.pump();
    if (!this.#over) upstream.ready(events);
  }

  /** Tells the server who the client is; false when the connection has broken. */
  #introduce(upstream: TcpStream): boolean {
    const { libc, sockets } = this.#means;
    const header = proxyHeader(this.from, sockets.localEndpoint(this.#client.fd));
    // What the client has said by now goes into the same segment.
    const flags = messageFlag.noSignal | (this.#client.readable ? messageFlag.more : 0);
    // A socket that has sent nothing takes so few bytes whole.
    const whole = libc.send(upstream.fd, header, header.length, flags) === header.length;
    if (!whole) this.cut();
    return whole;
  }

  #close(): void {
    this.#over = true;
    this.#dial?.cancel();
    this.#dial = undefined;
    this.#client.close();
    if (this.#upstream) {
      this.#means.keepAlive.remove(this.#upstream.fd);
      this.#upstream.close();
    }
    this.#owner.ended(this);
  }
}
