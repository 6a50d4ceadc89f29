/** Answers that no server has given. */
import { STATUS_CODES } from 'node:http';
import type { PlannedHttpListener } from '../../../domain/plan-types.ts';
import { formatEndpoint } from '../../../net/endpoint.ts';
import type { HeaderList } from './header-list.ts';
import type { CheckedRequest } from './request-check.ts';

export interface OwnAnswer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string;
}

export function reasonOf(status: number): string {
  return STATUS_CODES[status] ?? '';
}

export function ownAnswer(status: number, headers: HeaderList = []): OwnAnswer {
  const body = `${status} ${reasonOf(status)}\n`;
  return {
    status,
    headers: [...headers, ['Content-Type', 'text/plain'], ['Content-Length', String(body.length)]],
    body,
  };
}

/** To the HTTPS listener. The code is not said by pages on this service; 301 is what the newer ones of the vendor send. */
export function redirection(
  { host, target }: CheckedRequest,
  planned: Pick<PlannedHttpListener, 'address'>,
  port: number,
): OwnAnswer {
  const asked = host ?? formatEndpoint({ address: planned.address, port });
  const name = asked.replace(/:[0-9]*$/, '');
  const location = `https://${name}${port === 443 ? '' : `:${port}`}${target}`;
  return ownAnswer(301, [['Location', location]]);
}

/** A whole answer as bytes, after which the connection ends: for clients whose request could not be read. */
export function lastWords(status: number): string {
  const { headers, body } = ownAnswer(status);
  return headText(status, reasonOf(status), [...headers, ['Connection', 'close']]) + body;
}

/** The head of an answer of HTTP/1, up to its body. */
export function headText(status: number, message: string, headers: HeaderList): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${status} ${message}\r\n${lines}\r\n`;
}
