/**
 * An HTTP or HTTPS listener: accepts clients, has their requests carried out by exchanges, and carries out on these what
 * a new plan says about their targets.
 */
import { randomBytes } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { PlannedHttpListener } from '../../../domain/plan-types.ts';
import { ruleFor } from '../../../domain/rule-match.ts';
import type { Clock } from '../../../lib/clock.ts';
import { messageOf } from '../../../lib/message-of.ts';
import { detectProtocol } from '../../../lib/protocol-switch.ts';
import { Admission } from '../../admission.ts';
import type { BindFailure, ListenerStats, ObservedListener } from '../../engine.ts';
import { clientOf } from '../client.ts';
import { ListenerCounters } from '../counters.ts';
import { cutEach } from '../established.ts';
import { IdleSweep } from '../idle-sweep.ts';
import { observedOf } from '../listener.ts';
import type { ForwardingListener, Surroundings } from '../listener.ts';
import { ListenerLimits } from '../listener-limits.ts';
import { listenTcp } from '../plain/listen.ts';
import { resetSocket } from '../plain/socket-endings.ts';
import { arrivedRequest } from './arrived-request.ts';
import { Backing } from './backing.ts';
import type { PlannedBacking } from './backing.ts';
import { ClientConnection } from './client-connection.ts';
import type { ClientSide } from './client-side.ts';
import { Exchange } from './exchange.ts';
import type { ExchangeOwner } from './exchange.ts';
import { Http1Client } from './http1-client.ts';
import { createHttp1Server, headTimeoutMs } from './http1-server.ts';
import { Http2Sessions } from './http2-sessions.ts';
import { lastWords, ownAnswer, redirection } from './own-answers.ts';
import { RawClient } from './raw-client.ts';
import type { CheckedRequest } from './request-check.ts';
import { openTlsDoor } from './tls-door.ts';

/** A client that sends nothing more of its request for so long is let go. */
const silentBodyMs = 60_000;
/** An exchange in which nothing moves for so long has lost one of its ends without a word: the vendor's time for TCP. */
const silentMs = 900_000;

export class HttpListener implements ForwardingListener, ExchangeOwner {
  planned: PlannedHttpListener;
  readonly clock: Clock;
  readonly limits: ListenerLimits;
  readonly counters = new ListenerCounters();
  readonly #around: Surroundings;
  readonly #own: Backing;
  readonly #rules = new Map<string, Backing>();
  /** By both ends: a TLS socket does not tell which one it stands on. */
  readonly #connections = new Map<string, ClientConnection>();
  readonly #exchanges = new Set<Exchange>();
  readonly #http1: HttpServer;
  readonly #http2: Http2Sessions;
  readonly #silent: IdleSweep;
  readonly #ticketKeys = randomBytes(48);
  #enterTls: ((socket: Socket) => void) | undefined;
  #admission: Admission;
  #port: Server | undefined;
  /** No new client comes: who is there is asked to go with the next answer. */
  #leaving = false;

  constructor(planned: PlannedHttpListener, around: Surroundings) {
    this.planned = planned;
    this.#around = around;
    this.clock = around.clock;
    this.#admission = Admission.of(planned.access);
    this.limits = new ListenerLimits(around.clock, planned.limits);
    this.#own = new Backing(ownBacking(planned), around, this.counters);
    this.#applyRules(planned);
    this.#http1 = createHttp1Server(planned.http.idleTimeoutMs, {
      request: (request, response) => {
        const connection = this.#connectionOf(request.socket);
        if (connection)
          this.#take(new Http1Client(request, response, connection, () => this.#leaving), connection);
        else request.socket.destroy();
      },
      upgrade: (request, socket) => {
        const connection = this.#connectionOf(socket);
        if (connection) this.#take(new RawClient(request, socket, connection), connection);
        else socket.destroy();
      },
      unreadable: (socket, answer) => this.#letGo(socket, answer),
    });
    this.#http2 = new Http2Sessions(planned.http.idleTimeoutMs, (client) => this.#take(client));
    this.#silent = new IdleSweep(around.clock, (silentSinceMs) => {
      for (const exchange of this.#exchanges) {
        const { activeAtMs } = exchange;
        if (activeAtMs <= silentSinceMs - silentMs + silentBodyMs) exchange.abort();
        else if (exchange.isReceiving && activeAtMs <= silentSinceMs) exchange.refuse(ownAnswer(408));
      }
      return this.#exchanges.size > 0;
    });
    this.#silent.setTimeoutMs(silentBodyMs);
  }

  get bound(): boolean {
    return this.#port !== undefined;
  }

  get openConnections(): number {
    return this.#connections.size;
  }

  async bind(): Promise<BindFailure | undefined> {
    const unusable = this.#openDoor(this.planned);
    if (unusable) return unusable;
    const port = createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true });
    const failure = await listenTcp(port, this.planned);
    if (failure) return failure;
    port.on('connection', (socket) => this.#arrived(socket));
    port.on('error', (error) =>
      this.#around.log('accept_failed', { key: this.planned.key, error: error.message }),
    );
    this.#port = port;
    return undefined;
  }

  apply(planned: PlannedHttpListener): number {
    const before = this.planned;
    this.planned = planned;
    this.limits.set(planned.limits);
    this.#http1.keepAliveTimeout = planned.http.idleTimeoutMs;
    this.#http2.setIdleTimeoutMs(planned.http.idleTimeoutMs);
    if (this.bound && JSON.stringify(before.tls) !== JSON.stringify(planned.tls)) {
      const unusable = this.#openDoor(planned);
      // Clients are served on by what was there before.
      if (unusable) this.#around.log('tls_refused', { key: planned.key, message: unusable.message });
    }
    const cut = this.#applyRules(planned) + this.#own.apply(ownBacking(planned));
    return cut + this.#applyAccess(planned);
  }

  stopAccepting(): void {
    this.#leaving = true;
    this.#port?.close();
    this.#port = undefined;
    this.#http2.leave();
  }

  close(): number {
    this.stopAccepting();
    this.#silent.stop();
    const cut = cutEach(this.#connections.values(), () => true);
    for (const backing of this.#backings()) backing.close();
    this.#http2.close();
    this.#http1.close();
    return cut;
  }

  observe(): ObservedListener {
    return observedOf(this, this.#own.route);
  }

  stats(): readonly ListenerStats[] {
    for (const connection of this.#connections.values()) connection.count();
    const rules = this.planned.http.rules.flatMap(({ key }) => this.#rules.get(key) ?? []);
    return [this.#own.stats(this.#connections.size), ...rules.map((rule) => rule.stats())];
  }

  backingOf({ domain, path }: CheckedRequest): Backing {
    const rule = ruleFor(this.planned.http.rules, domain, path);
    return (rule && this.#rules.get(rule.key)) ?? this.#own;
  }

  ended(exchange: Exchange): void {
    this.#exchanges.delete(exchange);
  }

  #backings(): readonly Backing[] {
    return [this.#own, ...this.#rules.values()];
  }

  #arrived(socket: Socket): void {
    // Absent when the client has already reset the connection that it waited for in the backlog.
    const { remoteAddress: address, remotePort: port } = socket;
    if (address === undefined || port === undefined) {
      socket.destroy();
      return;
    }
    const from = clientOf({ address, port }, this.planned);
    if (!this.#admission.admits(from)) return resetSocket(socket);
    if (!this.limits.admits(this.openConnections)) {
      this.counters.droppedConnections++;
      return resetSocket(socket);
    }
    this.#serve(socket, new ClientConnection(socket, from, this.counters));
  }

  #serve(socket: Socket, connection: ClientConnection): void {
    const ends = endsOf(socket);
    this.counters.newConnections++;
    this.#connections.set(ends, connection);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      connection.count();
      // The same ends may be those of another connection by now.
      if (this.#connections.get(ends) === connection) this.#connections.delete(ends);
    });
    const enterTls = this.#enterTls;
    if (enterTls === undefined) {
      this.#http1.emit('connection', socket);
      return;
    }
    detectProtocol(socket, headTimeoutMs, (protocol) => {
      if (protocol === 'tls') enterTls(socket);
      // Source: "CLB error status codes": HTTP sent to an HTTPS port.
      else this.#letGo(socket.resume(), lastWords(400));
    });
  }

  #openDoor(planned: PlannedHttpListener): BindFailure | undefined {
    if (planned.tls === null) return undefined;
    try {
      this.#enterTls = openTlsDoor(planned.tls, this.#ticketKeys, (socket, http2) =>
        this.#entered(socket, http2),
      );
      return undefined;
    } catch (error) {
      const message = `TLS of port ${planned.port} cannot be set up: ${messageOf(error)}; give the listener a certificate, key and ciphers that fit together.`;
      return { code: 'other', message };
    }
  }

  #entered(socket: Socket, http2: boolean): void {
    const connection = this.#connectionOf(socket);
    socket.on('error', () => socket.destroy());
    if (!connection) socket.destroy();
    else if (http2) this.#http2.open(socket, connection.from);
    else this.#http1.emit('connection', socket);
  }

  #connectionOf(socket: Socket): ClientConnection | undefined {
    return this.#connections.get(endsOf(socket));
  }

  /** A request has been read. In HTTP/1 it waits for those before it on its connection. */
  #take(client: ClientSide, connection?: ClientConnection): void {
    const { request, refused } = arrivedRequest(client);
    const exchange = new Exchange(client, request, this);
    this.#exchanges.add(exchange);
    this.#silent.wake();
    const { redirectPort } = this.planned.http;
    const start = (): void => {
      if (refused !== undefined) {
        client.last();
        exchange.refuse(ownAnswer(refused));
      } else if (redirectPort !== null) exchange.refuse(redirection(request, this.planned, redirectPort));
      else exchange.start();
    };
    if (!connection) return start();
    client.onClosed(() => connection.answered());
    connection.enqueue(start);
  }

  #letGo(socket: Socket, answer: string | undefined): void {
    const owes = this.#connectionOf(socket)?.busy ?? false;
    if (answer === undefined || owes || !socket.writable) socket.destroy();
    else socket.end(answer, () => socket.destroySoon());
  }

  #applyRules({ http }: PlannedHttpListener): number {
    let cut = 0;
    const keys = new Set(http.rules.map(({ key }) => key));
    for (const [key, backing] of this.#rules) {
      if (keys.has(key)) continue;
      this.#rules.delete(key);
      cut += backing.retire();
    }
    for (const rule of http.rules) {
      const planned = { ...rule, cookieSecret: http.cookieSecret };
      const backing = this.#rules.get(rule.key);
      if (backing) cut += backing.apply(planned);
      else this.#rules.set(rule.key, new Backing(planned, this.#around));
    }
    return cut;
  }

  #applyAccess({ access, closeDisallowed }: PlannedHttpListener): number {
    this.#admission = this.#admission.after(access);
    if (!closeDisallowed) return 0;
    return cutEach(this.#connections.values(), ({ from }) => !this.#admission.admits(from));
  }
}

function endsOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`;
}

/** The listener's own group, for requests that no rule wants. */
function ownBacking(planned: PlannedHttpListener): PlannedBacking {
  const { key, backend, onTargetLost, connectTimeoutMs, http } = planned;
  const { persistence, cookieSecret } = http;
  return { key, backend, onTargetLost, connectTimeoutMs, persistence, cookieSecret };
}
