/** Calls the API like any other client: signed requests over HTTP, one keep-alive connection pool. */
import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Result } from '../contract/define.ts';
import { type ActionName, API_VERSION, type Contracts } from '../contract/index.ts';
import { signRequestV1, signRequestV3, type SignedRequest } from '../wire/sign-request.ts';
import { decodeAnswer, UnexpectedAnswer } from './decode-answer.ts';
import { failureOf, Unreachable } from './failures.ts';

/** Which service, and with which key. */
export interface Connection {
  readonly endpoint: URL;
  readonly accessKey: { readonly id: string; readonly secret: string };
}

export type SignatureScheme = 'v1' | 'v3';
export type Parameters = Readonly<Record<string, string>>;

export interface ApiClientOptions extends Connection {
  readonly signature?: SignatureScheme;
  readonly timeoutMs?: number;
}

const MAX_SOCKETS = 8;
const TIMEOUT_MS = 30_000;

export class ApiClient {
  readonly endpoint: URL;
  readonly #options: ApiClientOptions;
  readonly #agent: HttpAgent;

  constructor(options: ApiClientOptions) {
    this.endpoint = options.endpoint;
    this.#options = options;
    const settings = { keepAlive: true, maxSockets: MAX_SOCKETS };
    this.#agent = this.#secure ? new HttpsAgent(settings) : new HttpAgent(settings);
  }

  /** The answer as the contract describes it. Rejects with `ApiFailure` or `Unreachable`. */
  async call<A extends ActionName>(action: A, parameters: Parameters = {}): Promise<Result<Contracts[A]>> {
    const document = await this.callRaw(action, parameters);
    try {
      return decodeAnswer(action, document);
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer)) throw error;
      throw this.#notOurs(`answered ${action} in a form that this program does not know: ${error.message}`);
    }
  }

  /** The answer as it came, `RequestId` included. Rejects with `ApiFailure` or `Unreachable`. */
  async callRaw(action: string, parameters: Parameters): Promise<unknown> {
    const { status, body } = await this.#send(this.#sign(action, parameters));
    const document = parseJson(body);
    if (status === 200 && document !== undefined) return document;
    throw failureOf(status, document) ?? this.#notOurs(`answered with HTTP ${status} and no error document`);
  }

  close(): void {
    this.#agent.destroy();
  }

  get #secure(): boolean {
    return this.endpoint.protocol === 'https:';
  }

  #sign(action: string, parameters: Parameters): SignedRequest {
    const { accessKey, signature = 'v3' } = this.#options;
    const unsigned = {
      credentials: { accessKeyId: accessKey.id, accessKeySecret: accessKey.secret },
      method: 'POST',
      placement: 'form',
      action,
      version: API_VERSION,
      parameters,
      nowMs: Date.now(),
      nonce: randomUUID(),
    } as const;
    return signature === 'v1'
      ? signRequestV1(unsigned)
      : signRequestV3({ ...unsigned, host: this.endpoint.host });
  }

  #send(signed: SignedRequest): Promise<{ readonly status: number; readonly body: string }> {
    const { timeoutMs = TIMEOUT_MS } = this.#options;
    const send = this.#secure ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = send(
        new URL(signed.target, this.endpoint),
        {
          method: signed.method,
          agent: this.#agent,
          timeout: timeoutMs,
          headers: { ...signed.headers, 'content-length': Buffer.byteLength(signed.body) },
        },
        (response) => {
          readAll(response).then(
            (body) => resolve({ status: response.statusCode ?? 0, body }),
            (error: unknown) => reject(this.#unreachable(error)),
          );
        },
      );
      request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
      request.on('error', (error) => reject(this.#unreachable(error)));
      request.end(signed.body);
    });
  }

  #unreachable(error: unknown): Unreachable {
    const { origin } = this.endpoint;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ECONNREFUSED') {
      return new Unreachable(
        `nothing listens at ${origin}`,
        'Start the service with `hotspare serve`, or say where it is with --endpoint or HOTSPARE_ENDPOINT.',
        { cause: error },
      );
    }
    if (typeof code === 'string' && /CERT|SIGNATURE|SELF_SIGNED/.test(code)) {
      return new Unreachable(
        `the certificate of ${origin} is not trusted (${code})`,
        'Name its authority with NODE_EXTRA_CA_CERTS=FILE; on the same machine http works at the same port.',
        { cause: error },
      );
    }
    const why = error instanceof Error && error.message !== '' ? error.message : String(code ?? error);
    return new Unreachable(
      `${origin} cannot be reached: ${why}`,
      'Check --endpoint (or HOTSPARE_ENDPOINT) and that the service runs.',
      { cause: error },
    );
  }

  #notOurs(what: string): Unreachable {
    return new Unreachable(
      `${this.endpoint.origin} ${what}`,
      'Check that --endpoint names the API of a Hotspare service, and that both are of the same version.',
    );
  }
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
