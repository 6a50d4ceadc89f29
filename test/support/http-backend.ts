/** A server that speaks HTTP as it is told to, and remembers what it was asked. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Place } from './backends.ts';

export interface AskedRequest {
  readonly method: string;
  readonly url: string;
  /** As sent: names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly version: string;
  body: string;
  /** The whole body has come. */
  complete: boolean;
}

export type HttpBehaviour = (request: IncomingMessage, response: ServerResponse, asked: AskedRequest) => void;

/** Answers with its name when it has read the request. */
export const sayName =
  (name: string): HttpBehaviour =>
  (request, response) => {
    request.on('end', () => response.setHeader('Content-Type', 'text/plain').end(name));
  };

export class HttpBackend {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly asked: AskedRequest[] = [];
  readonly open = new Set<Socket>();
  /** Connections accepted so far. */
  accepted = 0;
  readonly server: Server;

  private constructor(name: string, address: string, server: Server) {
    this.name = name;
    this.address = address;
    this.server = server;
    const bound = server.address();
    this.port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  }

  static start(name: string, behaviour = sayName(name), place: Place = {}): Promise<HttpBackend> {
    const address = place.address ?? '127.0.0.1';
    const server = createServer({ keepAliveTimeout: 60_000, maxHeaderSize: 128 * 1024 });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: address, port: place.port ?? 0 }, () => {
        const backend = new HttpBackend(name, address, server);
        backend.#serve(behaviour);
        resolve(backend);
      });
    });
  }

  /** New connections are refused from here on; what is established goes on. */
  refuse(): void {
    this.server.close();
  }

  /** As if the process had been killed: refuses, and everything established is reset. */
  stop(): void {
    this.server.close();
    for (const socket of this.open) socket.resetAndDestroy();
  }

  #serve(behaviour: HttpBehaviour): void {
    this.server.on('connection', (socket) => {
      this.accepted++;
      this.open.add(socket);
      socket.on('close', () => this.open.delete(socket));
      socket.on('error', () => undefined);
    });
    const serve: HttpBehaviour = (request, response, asked) => {
      this.asked.push(asked);
      request.on('data', (chunk: Buffer) => (asked.body += chunk.toString('latin1')));
      request.on('end', () => (asked.complete = true));
      request.on('error', () => undefined);
      response.on('error', () => undefined);
      behaviour(request, response, asked);
    };
    this.server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      serve(request, response, askedOf(request)),
    );
    this.server.on('clientError', (_error, socket: Socket) => socket.destroy());
  }
}

function askedOf({ method = '', url = '', rawHeaders, headers, httpVersion }: IncomingMessage): AskedRequest {
  return { method, url, rawHeaders, headers, version: httpVersion, body: '', complete: false };
}
