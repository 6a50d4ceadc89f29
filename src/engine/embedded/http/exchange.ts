/**
 * One request and its answer: looks for a target, hands the request on, and the answer back. As long as nothing has been
 * answered, a connection that fails costs the client nothing: another one, or another target, gets the request if it may
 * be sent twice.
 */
import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../../lib/clock.ts';
import type { Client } from '../client.ts';
import { Dial } from '../dial.ts';
import type { ListenerLimits } from '../listener-limits.ts';
import type { Source } from '../plain/tcp-direction.ts';
import type { TargetState } from '../target-state.ts';
import type { PlannedHttpListener } from '../../../domain/plan-types.ts';
import { headersToClient } from './answer-headers.ts';
import { Answer } from './answer.ts';
import type { BackedExchange, Backing } from './backing.ts';
import type { ClientSide } from './client-side.ts';
import { broughtMark, withMark, withoutMark } from './cookies.ts';
import { endToEnd } from './header-list.ts';
import type { HeaderList } from './header-list.ts';
import { ownAnswer, reasonOf } from './own-answers.ts';
import type { OwnAnswer } from './own-answers.ts';
import { headersToServer } from './request-headers.ts';
import type { CheckedRequest } from './request-check.ts';
import { RequestBody } from './request-body.ts';
import { joinSockets } from './tunnel.ts';
import { connectorOf } from './upstream-connector.ts';
import type { AnswerHead, ExchangeEvents, UpstreamConnection } from './upstream-connection.ts';

export interface ExchangeOwner {
  readonly clock: Clock;
  readonly planned: PlannedHttpListener;
  readonly limits: ListenerLimits;
  backingOf(request: CheckedRequest): Backing;
  /** Called once, whatever happened before. */
  ended(exchange: Exchange): void;
}

/** Those that a server may be asked twice for (RFC 9110, 9.2.2). */
const idempotent: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);
/** A request that must not be sent twice takes no connection that has been idle longer: its server may be closing it. */
const freshMs = 1_000;

export class Exchange implements BackedExchange {
  target: TargetState | undefined;
  lost = false;
  /** When a byte of either body last moved. */
  activeAtMs: number;
  readonly request: CheckedRequest;
  readonly #client: ClientSide;
  readonly #owner: ExchangeOwner;
  #backing: Backing | undefined;
  #dial: Dial<UpstreamConnection> | undefined;
  #connection: UpstreamConnection | undefined;
  #body: RequestBody | undefined;
  #answer: Answer | undefined;
  #timeout: Timer | undefined;
  /** A connection has failed that had been used before: the next one is made anew. */
  #onlyNew = false;
  #answered = false;
  #over = false;

  constructor(client: ClientSide, request: CheckedRequest, owner: ExchangeOwner) {
    this.#client = client;
    this.request = request;
    this.#owner = owner;
    this.activeAtMs = owner.clock.monotonic();
    client.onClosed(() => this.#end());
  }

  /** Waits for its client: the rest of the request has not come. */
  get isReceiving(): boolean {
    return this.#body !== undefined && !this.#client.body.readableEnded;
  }

  start(): void {
    if (!this.#over) this.#search();
  }

  routeChanged(): void {
    const backing = this.#owner.backingOf(this.request);
    if (backing === this.#backing) this.#dial?.routeChanged();
    else {
      this.#stopSearch();
      this.#search();
    }
  }

  /** By a policy: ends at its target. Goes on elsewhere if nothing has been lost by it. */
  cut(): boolean {
    if (this.#over) return false;
    if (this.#connection) this.#failed();
    else this.abort();
    return true;
  }

  /** Ends it, whatever has been sent. */
  abort(): void {
    if (this.#over) return;
    this.#client.cut();
    this.#end();
  }

  /** Ends it with an answer of ours, if there is none yet. */
  refuse(answer: OwnAnswer): void {
    if (this.#over) return;
    if (this.#answered) return this.abort();
    this.#answered = true;
    // What is left of its body may never come.
    if (this.isReceiving) this.#client.last();
    this.#leaveTarget();
    this.#stopSearch();
    this.#dropBody();
    this.#client.begin(answer.status, reasonOf(answer.status), answer.headers);
    if (this.request.method !== 'HEAD') this.#client.sink.write(Buffer.from(answer.body));
    this.#client.sink.end();
  }

  #search(): void {
    const backing = this.#owner.backingOf(this.request);
    this.#backing = backing;
    backing.waiting.add(this);
    const pinned = backing.marked(broughtMark(backing.planned.persistence, this.request.headers));
    const { from } = this.#client;
    const client: Client = pinned ? { ...from, pinned } : from;
    this.#dial = new Dial(
      client,
      backing,
      connectorOf(backing, () => this.#idleForMs()),
      {
        connected: (connection, target) => {
          backing.route.served(client, target);
          this.#send(connection, target, backing);
        },
        refused: () => {
          backing.counters.failedConnections++;
          this.refuse(ownAnswer(502));
        },
      },
    );
    this.#dial.step();
  }

  #stopSearch(): void {
    this.#dial?.cancel();
    this.#dial = undefined;
    this.#backing?.waiting.delete(this);
  }

  #send(connection: UpstreamConnection, target: TargetState, backing: Backing): void {
    this.target = target;
    this.lost = false;
    this.#connection = connection;
    backing.began(this, target);
    const { from, body } = this.#client;
    const { limits, planned } = this.#owner;
    const headers = headersToServer(this.request, from, planned);
    const sink = connection.send(
      {
        method: this.request.method,
        target: this.request.target,
        headers: withoutMark(backing.planned.persistence, headers),
        upgrade: this.request.upgrade !== null,
      },
      this.#events(connection, backing),
    );
    if (this.request.body === 'none') {
      sink.end();
      this.#awaitAnswer();
      return;
    }
    this.#body = new RequestBody(body, sink, limits.fromClients, () => this.#moved());
    if (this.request.expectsContinue) this.#client.sendContinue();
    body.once('end', () => this.#awaitAnswer());
  }

  #events(connection: UpstreamConnection, backing: Backing): ExchangeEvents {
    const isCurrent = (): boolean => this.#connection === connection && !this.#over;
    return {
      head: (head, source) => {
        if (isCurrent()) this.#begin(source, head, backing);
      },
      data: (chunk) => {
        if (isCurrent()) this.#answer?.push(chunk);
      },
      ended: (trailers) => {
        if (!isCurrent()) return;
        this.#answer?.end(endToEnd(trailers));
        this.#dropBody();
        this.#leaveTarget(() => backing.giveBack(connection));
      },
      upgraded: (headers, socket) => {
        if (isCurrent()) this.#tunnel(headers, socket, backing);
      },
      failed: () => {
        if (isCurrent()) this.#failed();
      },
    };
  }

  #begin(source: Source, head: AnswerHead, backing: Backing): void {
    this.#timeout?.cancel();
    const target = this.target;
    if (!target) return;
    backing.evidence.served(target, backing.route);
    const { headers, gzip } = headersToClient(head, this.request, {
      gzip: this.#owner.planned.http.gzip,
      persistence: backing.planned.persistence,
      mark: () => backing.markOf(target),
    });
    this.#answer = new Answer(this.#client, source, {
      bandwidth: this.#owner.limits.toClients,
      moved: () => this.#moved(),
      gzip,
    });
    try {
      this.#client.begin(head.status, head.message, headers);
      this.#answered = true;
    } catch {
      // A head that cannot be said again is no answer.
      this.refuse(ownAnswer(502));
    }
  }

  /** Both speak another protocol from here on, and bytes go both ways. */
  #tunnel(headers: HeaderList, socket: Socket, backing: Backing): void {
    const { tunnel } = this.#client;
    const { target } = this;
    if (!tunnel || !target) return this.#failed();
    this.#timeout?.cancel();
    backing.evidence.served(target, backing.route);
    const { persistence } = backing.planned;
    const sent = withMark(persistence, () => backing.markOf(target), 101, endToEnd(headers));
    this.#client.begin(101, reasonOf(101), [...sent, ['Upgrade', this.request.upgrade ?? '']]);
    this.#answered = true;
    joinSockets(tunnel, socket, this.#owner.limits, {
      moved: () => this.#moved(),
      cutClient: () => this.#client.cut(),
    });
  }

  #awaitAnswer(): void {
    const { clock, planned } = this.#owner;
    if (this.#over || this.#answered) return;
    this.#timeout?.cancel();
    this.#timeout = clock.setTimer(planned.http.requestTimeoutMs, () => {
      if (!this.#answered) this.refuse(ownAnswer(504));
    });
  }

  #failed(): void {
    const [dial, connection, target] = [this.#dial, this.#connection, this.target];
    if (this.#over || !connection || !target) return;
    this.#leaveTarget(() => connection.destroy());
    if (this.#answered) return this.abort();
    if (!dial || !this.#mayRepeat()) return this.refuse(ownAnswer(502));
    // Its rule may have gone with its target.
    if (this.#owner.backingOf(this.request) !== this.#backing) return this.#search();
    this.#backing?.waiting.add(this);
    // A connection that had been idle says nothing about its target: a new one will.
    this.#onlyNew = true;
    if (connection.reused) dial.again();
    else dial.again(target);
  }

  /** How long a connection may have been idle that it takes; undefined: none that was. */
  #idleForMs(): number | undefined {
    if (this.#onlyNew) return undefined;
    return this.#mayRepeat() ? Infinity : freshMs;
  }

  /** Whether a server may get it that has perhaps seen it before. */
  #mayRepeat(): boolean {
    return this.request.body === 'none' && idempotent.has(this.request.method);
  }

  /** What is left of the request interests nobody; the client may send it, and ask again. */
  #dropBody(): void {
    this.#body?.stop();
    this.#body = undefined;
    this.#client.body.resume();
  }

  #moved(): void {
    this.activeAtMs = this.#owner.clock.monotonic();
  }

  /** `dispose` gets the connection that it has, if it still has one; else it is closed. */
  #leaveTarget(dispose?: () => void): void {
    this.#timeout?.cancel();
    const [connection, target] = [this.#connection, this.target];
    this.#connection = undefined;
    this.target = undefined;
    if (!connection || !target) return;
    this.#backing?.left(this, target);
    if (dispose) queueMicrotask(dispose);
    else connection.destroy();
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#stopSearch();
    this.#answer?.stop();
    this.#body?.stop();
    this.#leaveTarget();
    this.#owner.ended(this);
  }
}
