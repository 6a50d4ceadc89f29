/** One call as the explorer makes it: signed by the chosen scheme, kept with every step for whoever wants to see. */
import type { Format } from '../../../src/wire/request-parts.ts';
import { API_VERSION, given, send } from '../api/call.ts';
import { type Signed, type SigningKeys, signV1, signV3 } from '../api/signer.ts';
import type { FormValues } from '../form/values.ts';

export interface CallOptions {
  readonly scheme: 'v1' | 'v3';
  readonly method: 'GET' | 'POST';
  readonly format: Format;
}

export interface SignedCall extends Signed {
  readonly options: CallOptions;
  readonly action: string;
}

export interface CallAnswer {
  readonly status: number;
  readonly body: string;
  readonly format: Format;
  readonly durationMs: number;
  readonly requestId: string;
  /** Present when the service refused the call. */
  readonly error?: { readonly code: string; readonly message: string; readonly remedy: string };
}

export async function signCall(
  keys: SigningKeys,
  action: string,
  values: FormValues,
  options: CallOptions,
): Promise<SignedCall> {
  const { scheme, method, format } = options;
  const unsigned = {
    method,
    placement: method === 'GET' ? ('query' as const) : ('form' as const),
    action,
    version: API_VERSION,
    parameters: given(values),
    format,
    nowMs: Date.now(),
    nonce: crypto.randomUUID(),
  };
  const signed =
    scheme === 'v1' ? await signV1(keys, unsigned) : await signV3(keys, { ...unsigned, host: location.host });
  return { ...signed, options, action };
}

/** Rejects with `Unreachable`. */
export async function makeCall({ request, options }: SignedCall): Promise<CallAnswer> {
  const started = performance.now();
  const { status, body, headers } = await send(request);
  const durationMs = performance.now() - started;
  const format = headers.get('content-type')?.includes('xml') === true ? 'xml' : options.format;
  const field = (name: string): string => fieldOf(body, format, name);
  return {
    status,
    body,
    format,
    durationMs,
    requestId: field('RequestId'),
    ...(status !== 200 && {
      error: { code: field('Code'), message: field('Message'), remedy: field('Recommend') },
    }),
  };
}

/** Of the outermost element; empty when it is not there. */
function fieldOf(body: string, format: Format, name: string): string {
  if (format === 'xml') {
    const root = new DOMParser().parseFromString(body, 'application/xml').documentElement;
    return [...root.children].find(({ tagName }) => tagName === name)?.textContent ?? '';
  }
  try {
    const value: unknown = Reflect.get(JSON.parse(body) as object, name);
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}
