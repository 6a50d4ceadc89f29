/** Requests that Node's parser gives up on are answered by hand: there is no response object for them. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError } from '../contract/api-error.ts';
import type { HttpAnswer } from '../wire/http-message.ts';

/**
 * How long a client that sends nothing more gets to take the answer, and any client at most. Closing at once, or while it
 * is still sending, would make the kernel throw the answer away unread.
 */
const LINGER_MS = 1_000;
const LINGER_AT_MOST_MS = 15_000;

/** Undefined: the client is gone, or never spoke HTTP to the end. */
export function clientFailure(code: string | undefined, headerLimit: number): ApiError | undefined {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError('headersTooLarge', { limit: headerLimit });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError('requestTimedOut');
    case 'HPE_INVALID_EOF_STATE':
    case 'ECONNRESET':
    case 'EPIPE':
      return undefined;
    default:
      return code?.startsWith('HPE_') === true
        ? new ApiError('malformedRequest', { why: 'it is not HTTP' })
        : undefined;
  }
}

export function answerByHand(socket: Duplex, answer: HttpAnswer): void {
  const body = Buffer.from(answer.body, 'utf8');
  const headers = { ...answer.headers, 'content-length': String(body.length), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const status = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n`;
  socket.end(Buffer.concat([Buffer.from(`${status}${lines.join('')}\r\n`, 'latin1'), body]));
  const end = (): unknown => socket.destroy();
  const quiet = setTimeout(end, LINGER_MS).unref();
  const atMost = setTimeout(end, LINGER_AT_MOST_MS).unref();
  // Read and thrown away.
  socket.on('data', () => quiet.refresh());
  socket.once('close', () => [quiet, atMost].forEach(clearTimeout));
}
