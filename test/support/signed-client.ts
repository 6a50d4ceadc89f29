/** A client of a few lines: signs with the project's own code, which vectors prove, and sends what a test asks for. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { Format } from '../../src/wire/format.ts';
import {
  type Credentials,
  type SignedRequest,
  signRequestV1,
  signRequestV3,
} from '../../src/wire/sign-request.ts';
import type { V1Method } from '../../src/wire/signature-v1.ts';

export interface SignedClientOptions {
  /** `http://127.0.0.1:8014` or `https://…` */
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** Certificate to trust, for https. */
  readonly ca?: string;
}

export interface CallOptions {
  readonly scheme?: 'v1' | 'v3';
  readonly method?: 'GET' | 'POST';
  /** Where the parameters of the action stand; `split` exists for v1 only. */
  readonly placement?: 'query' | 'form' | 'split';
  readonly format?: Format;
  readonly version?: string;
  readonly signatureMethod?: V1Method;
  /** The body in chunks, without a length. */
  readonly chunked?: boolean;
  /** Beside the signed ones. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly nowMs?: number;
  readonly nonce?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export class SignedClient {
  readonly #options: SignedClientOptions;
  readonly #url: URL;

  constructor(options: SignedClientOptions) {
    this.#options = options;
    this.#url = new URL(options.endpoint);
  }

  /** By default: version 1.0 of the signature, GET, JSON. */
  call(
    action: string,
    parameters: Readonly<Record<string, string>> = {},
    options: CallOptions = {},
  ): Promise<Received> {
    return this.send(this.#sign(action, parameters, options), options);
  }

  /** The JSON document of the answer, good or bad. */
  async document(
    action: string,
    parameters: Readonly<Record<string, string>> = {},
    options: CallOptions = {},
  ): Promise<Readonly<Record<string, unknown>>> {
    const { body } = await this.call(action, parameters, options);
    const document: Readonly<Record<string, unknown>> = JSON.parse(body);
    return document;
  }

  /** Sends a request as it stands. */
  send(request: SignedRequest, options: Pick<CallOptions, 'chunked' | 'headers'> = {}): Promise<Received> {
    const { chunked = false, headers = {} } = options;
    const length = chunked ? {} : { 'content-length': String(Buffer.byteLength(request.body)) };
    const to = {
      host: this.#url.hostname,
      port: this.#url.port,
      method: request.method,
      path: request.target,
      headers: { ...request.headers, ...headers, ...length },
      agent: false,
    } as const;
    return new Promise((resolve, reject) => {
      const { ca } = this.#options;
      const sent = this.#url.protocol === 'https:' ? https.request({ ...to, ca }) : http.request(to);
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      });
      if (chunked) for (const part of halves(request.body)) sent.write(part);
      else sent.write(request.body);
      sent.end();
    });
  }

  #sign(action: string, parameters: Readonly<Record<string, string>>, options: CallOptions): SignedRequest {
    const { scheme = 'v1', placement = 'query' } = options;
    const request = {
      credentials: this.#options.credentials,
      method: options.method ?? (placement === 'query' ? 'GET' : 'POST'),
      action,
      version: options.version ?? '2014-05-15',
      parameters,
      format: options.format ?? 'json',
      nowMs: options.nowMs ?? Date.now(),
      nonce: options.nonce ?? randomUUID(),
    } as const;
    if (scheme === 'v3') {
      const inForm = placement !== 'query';
      return signRequestV3({ ...request, placement: inForm ? 'form' : 'query', host: this.#url.host });
    }
    const { signatureMethod = 'HMAC-SHA1' } = options;
    return signRequestV1({ ...request, placement, signatureMethod });
  }
}

function halves(text: string): readonly string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter((part) => part !== '');
}
