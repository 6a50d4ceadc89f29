/** Requests as tests make them: one connection each unless an agent is given, and the whole answer. */
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { RequestOptions as SecureOptions } from 'node:https';
import { within } from './eventually.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly trailers: NodeJS.Dict<string>;
  readonly body: Buffer;
  readonly text: string;
}

export interface HttpQuestion extends Omit<SecureOptions, 'host' | 'port' | 'agent'> {
  readonly agent?: RequestOptions['agent'];
  readonly body?: string | Buffer;
  readonly secure?: boolean;
}

/** Rejects when there is no answer, or not a whole one. */
export function ask(
  to: { readonly address: string; readonly port: number },
  question: HttpQuestion = {},
): Promise<HttpAnswer> {
  const { body, secure = false, ...options } = question;
  const answer = new Promise<HttpAnswer>((resolve, reject) => {
    const send = secure ? secureRequest : request;
    const asked = send({ agent: false, ...options, host: to.address, port: to.port }, (response) => {
      readWhole(response).then((read) => resolve(answerOf(response, read)), reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
  return within(answer, `${question.method ?? 'GET'} ${question.path ?? '/'}`);
}

function readWhole(response: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('error', reject);
    response.on('aborted', () => reject(new Error('the answer was cut')));
  });
}

function answerOf(response: IncomingMessage, body: Buffer): HttpAnswer {
  const { statusCode: status = 0, headers, rawHeaders, trailers } = response;
  return { status, headers, rawHeaders, trailers, body, text: body.toString() };
}
