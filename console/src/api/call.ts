/** Calls the API like any other client; every call is signed with the key that only this page has. */
import type { Result } from '../../../src/contract/define.ts';
import type { ActionName, Contracts } from '../../../src/contract/index.ts';
import { decodeAnswer } from './decode.ts';
import { failureOf, Unreachable } from './failure.ts';
import { type SigningKeys, signV3 } from './signer.ts';

export const API_VERSION = '2014-05-15';

export type Parameters = Readonly<Record<string, string | undefined>>;

/** Rejects with `ApiFailure` or `Unreachable`. Parameters that are undefined or empty are not sent. */
export async function callApi<A extends ActionName>(
  keys: SigningKeys,
  action: A,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<Result<Contracts[A]>> {
  return decodeAnswer<A>(await callRaw(keys, action, parameters, signal));
}

/** The answer as it came. Rejects with `ApiFailure` or `Unreachable`. */
export async function callRaw(
  keys: SigningKeys,
  action: string,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<unknown> {
  const { request } = await signV3(keys, {
    method: 'POST',
    placement: 'form',
    action,
    version: API_VERSION,
    parameters: given(parameters),
    host: location.host,
    nowMs: Date.now(),
    nonce: crypto.randomUUID(),
  });
  const { status, body } = await send(request, signal);
  const document = parseJson(body);
  if (status === 200 && document !== undefined) return document;
  throw failureOf(status, document) ?? new Unreachable(`HTTP ${status}`);
}

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

/** Rejects with `Unreachable`. */
export async function send(
  request: {
    readonly method: string;
    readonly target: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
  signal?: AbortSignal,
): Promise<RawAnswer> {
  // The browser sets it, and always to what was signed.
  const { host: _host, ...headers } = request.headers;
  try {
    const answer = await fetch(request.target, {
      method: request.method,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      ...(request.method === 'POST' && { body: request.body }),
      ...(signal && { signal }),
    });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(error instanceof Error ? error.message : String(error));
  }
}

export function given(parameters: Parameters): Record<string, string> {
  const entries = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
