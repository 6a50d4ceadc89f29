/** One port that speaks HTTP and HTTPS, and what happens on it before and after the pipeline. */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import { ApiError } from '../contract/api-error.ts';
import type { Logger } from '../observability/logger.ts';
import type { HttpAnswer, HttpRequest } from '../wire/http-message.ts';
import { splitTarget } from '../wire/decode.ts';
import { answerByHand, clientFailure } from './client-failure.ts';
import { Connections } from './connections.ts';
import { arrivalOf, headersOf } from './arrival.ts';
import type { Arrival } from './pipeline.ts';
import { detectProtocol } from '../lib/protocol-switch.ts';
import { announcedLength, readBody, RequestAborted } from './read-body.ts';
import { findRoute, type Routes } from './routes.ts';
import type { CertificatePem } from './self-signed.ts';

/** The pipeline as the listener sees it. */
export interface Api {
  answer(request: HttpRequest, arrival: Arrival): Promise<HttpAnswer>;
  refuse(error: ApiError, headers: ReadonlyMap<string, string>, arrival: Arrival): Promise<HttpAnswer>;
}

export interface ListenerOptions {
  /** Address or name to listen on, and the port; 0 = any free one. */
  readonly host: string;
  readonly port: number;
  readonly api: Api;
  readonly routes: Routes;
  /** Asked for when the first client speaks TLS, and again if that failed. */
  readonly certificate: () => Promise<CertificatePem>;
  readonly logger: Logger;
  readonly limits?: Partial<ListenerLimits>;
}

export interface ListenerLimits {
  readonly bodyBytes: number;
  /** Request line and headers together. Certificates are uploaded in request lines of many KiB. */
  readonly headerBytes: number;
  /** For the first byte, for the TLS handshake, and for the headers. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveMs: number;
  /** Nothing read or written in the middle of a request or an answer. */
  readonly inactivityMs: number;
  /** How long running requests may go on after `close`. */
  readonly closeGraceMs: number;
}

const defaultLimits: ListenerLimits = {
  bodyBytes: 8 * 1024 * 1024,
  headerBytes: 96 * 1024,
  headersTimeoutMs: 20_000,
  requestTimeoutMs: 60_000,
  keepAliveMs: 65_000,
  inactivityMs: 120_000,
  closeGraceMs: 10_000,
};

export class Listener {
  readonly #options: ListenerOptions;
  readonly #limits: ListenerLimits;
  readonly #connections = new Connections();
  readonly #port: net.Server;
  readonly #plain: http.Server;
  /** Answered by hand and about to be closed. */
  readonly #refused = new WeakSet<Socket>();
  #secure: Promise<https.Server> | undefined;
  #closing = false;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    // Half-open, since a client may end its side once it has sent its request.
    this.#port = net.createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true });
    this.#port.on('connection', (socket) => this.#accept(socket));
    this.#plain = http.createServer(this.#serverOptions());
    this.#prepare(this.#plain);
  }

  /** Where it listens. Rejects with the system's error, e.g. EADDRINUSE. */
  listen(): Promise<{ readonly host: string; readonly port: number }> {
    const { host, port, logger } = this.#options;
    return new Promise((resolve, reject) => {
      this.#port.once('error', reject);
      this.#port.listen({ host, port }, () => {
        this.#port.off('error', reject);
        this.#port.on('error', (error) => logger.error('api_port_error', { error }));
        const address = this.#port.address();
        if (address === null || typeof address === 'string') return reject(new Error('no address'));
        resolve({ host: address.address, port: address.port });
      });
    });
  }

  /** Asks for the certificate before the first client that speaks TLS does. Never rejects. */
  async prepareTls(): Promise<void> {
    await this.#tlsServer();
  }

  /** Takes no more connections, lets running requests finish within the grace, and ends everything else. */
  async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => this.#port.close(() => resolve()));
    this.#connections.destroyIdle();
    const deadline = setTimeout(() => this.#connections.destroyAll(), this.#limits.closeGraceMs);
    await closed;
    clearTimeout(deadline);
    this.#plain.close();
    await this.#secure?.then((server) => server.close()).catch(() => undefined);
  }

  #serverOptions(): http.ServerOptions {
    const limits = this.#limits;
    return {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveMs,
      // Node's own refusal would have no document; version 1.0 of the signature does not need the header.
      requireHostHeader: false,
      connectionsCheckingInterval: Math.min(5000, limits.headersTimeoutMs / 2),
    };
  }

  /** The inner servers never listen; they are handed connections. */
  #prepare(server: http.Server | https.Server): void {
    server.timeout = this.#limits.inactivityMs;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#serve(request, response);
    });
    server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      // A client that asks first is told at once that its body is too large.
      if (announcedLength(request) <= this.#limits.bodyBytes) response.writeContinue();
      void this.#serve(request, response);
    });
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
      void this.#serve(request, response);
    });
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      void this.#refuseUnreadable(error.code, socket);
    });
    // Starts the check for slow clients, which Node ties to listening.
    server.emit('listening');
  }

  #accept(socket: Socket): void {
    this.#connections.accepted(socket);
    // Resets at this level are the client's business; without a handler they would end the process.
    socket.on('error', (error) => this.#options.logger.debug('api_connection_error', { error }));
    detectProtocol(socket, this.#limits.headersTimeoutMs, (protocol) => {
      if (protocol === 'tls') return void this.#acceptTls(socket);
      this.#connections.opened(socket);
      this.#plain.emit('connection', socket);
      socket.resume();
    });
  }

  async #acceptTls(socket: Socket): Promise<void> {
    const server = await this.#tlsServer();
    if (!server) socket.destroy();
    else if (!socket.destroyed) server.emit('connection', socket);
  }

  /** Undefined when there is no certificate; the log says why, and the next one who asks tries again. */
  async #tlsServer(): Promise<https.Server | undefined> {
    try {
      this.#secure ??= this.#createSecure();
      return await this.#secure;
    } catch (error) {
      this.#secure = undefined;
      this.#options.logger.error('api_no_certificate', { error });
      return undefined;
    }
  }

  async #createSecure(): Promise<https.Server> {
    const { key, cert } = await this.#options.certificate();
    const server = https.createServer({
      ...this.#serverOptions(),
      key,
      cert,
      handshakeTimeout: this.#limits.headersTimeoutMs,
    });
    server.on('secureConnection', (session) => this.#connections.opened(session));
    server.on('tlsClientError', (error) => this.#options.logger.debug('api_tls_error', { error }));
    this.#prepare(server);
    return server;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    this.#connections.started(socket, request);
    response.once('close', () => this.#connections.finished(socket, request));
    try {
      const { path } = splitTarget(request.url ?? '/');
      const route = findRoute(this.#options.routes, request.method ?? '', path);
      if (route) await route(request, response);
      else this.#send(response, await this.#answer(request));
    } catch (error) {
      if (!(error instanceof RequestAborted)) this.#options.logger.error('api_request_failure', { error });
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { connection: 'close' }).end();
    }
  }

  async #answer(request: IncomingMessage): Promise<HttpAnswer> {
    const { api } = this.#options;
    const arrival = arrivalOf(request.socket);
    const headers = headersOf(request);
    try {
      const body = await readBody(request, this.#limits.bodyBytes);
      const { method = '', url: target = '/' } = request;
      return await api.answer({ method, target, headers, body }, arrival);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const answer = await api.refuse(error, headers, arrival);
      return { ...answer, headers: { ...answer.headers, connection: 'close' } };
    }
  }

  #send(response: ServerResponse, answer: HttpAnswer): void {
    const body = Buffer.from(answer.body, 'utf8');
    const closing = this.#closing ? { connection: 'close' } : {};
    response.writeHead(answer.status, { ...answer.headers, ...closing, 'content-length': body.length });
    response.end(body);
  }

  async #refuseUnreadable(code: string | undefined, socket: Socket): Promise<void> {
    // The parser complains again about whatever the client still sends; the first answer stands.
    if (this.#refused.has(socket)) return;
    this.#refused.add(socket);
    const error = clientFailure(code, this.#limits.headerBytes);
    if (!error || !socket.writable || this.#connections.owesAnswer(socket)) return void socket.destroy();
    try {
      answerByHand(socket, await this.#options.api.refuse(error, new Map(), arrivalOf(socket)));
    } catch (failure) {
      this.#options.logger.error('api_request_failure', { error: failure });
      socket.destroy();
    }
  }
}
