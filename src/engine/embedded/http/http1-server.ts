/** What Node's HTTP server is to a listener: it gets connections handed, and tells of requests. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { errorCode } from '../../../net/socket-errors.ts';
import { lastWords } from './own-answers.ts';

/** Request line and headers together. Beyond: 431. */
const maxHeadBytes = 64 * 1024;
/** From the first byte of a connection, or of the next request on it. */
export const headTimeoutMs = 20_000;
/** Whole requests; a body that makes progress may take so long. */
const requestTimeoutMs = 3_600_000;
const checkEveryMs = 2_000;

export interface RequestEvents {
  request(request: IncomingMessage, response: ServerResponse): void;
  /** The client speaks another protocol behind this; `socket` is paused, with what has come already in it. */
  upgrade(request: IncomingMessage, socket: Socket): void;
  /** What a client says is no HTTP. `answer` may be sent to it, if it waits for no other; then it is let go. */
  unreadable(socket: Socket, answer: string | undefined): void;
}

export function createHttp1Server(idleTimeoutMs: number, events: RequestEvents): Server {
  const server = createServer({
    insecureHTTPParser: false,
    maxHeaderSize: maxHeadBytes,
    headersTimeout: headTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: checkEveryMs,
    keepAliveTimeout: idleTimeoutMs,
    // What a request must have is looked at in one place, with all the rest.
    requireHostHeader: false,
    joinDuplicateHeaders: false,
  });
  // All of them: those beyond a number would be left out without a word.
  server.maxHeadersCount = 0;
  server.timeout = 0;
  server.on('request', events.request);
  server.on('checkContinue', events.request);
  server.on('checkExpectation', events.request);
  server.on('connect', (_request, socket: Socket) => events.unreadable(socket, lastWords(405)));
  server.on('upgrade', (request, socket: Socket, head) => {
    if (head.length > 0) socket.unshift(head);
    events.upgrade(request, socket);
  });
  server.on('clientError', (error: Error, socket: Socket) => {
    const status = statusOf(errorCode(error));
    events.unreadable(socket, status === undefined ? undefined : lastWords(status));
  });
  // Starts the check for slow clients, which Node ties to listening.
  server.emit('listening');
  return server;
}

/** Undefined: the connection has failed, and nobody would hear an answer. */
function statusOf(code: string): number | undefined {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code.startsWith('HPE_') ? 400 : undefined;
}
