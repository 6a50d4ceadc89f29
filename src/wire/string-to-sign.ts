/** What both schemes sign, as text. Pure and without Node, since the browser signs too. */
import { canonicalQuery } from './canonical-query.ts';
import type { NameValues } from './name-values.ts';
import { percentEncode } from './percent-encode.ts';

export const V3_SCHEME = 'ACS3-HMAC-SHA256';

/** `parameters` are those of query and form together; one named `Signature` is left out. */
export function stringToSignV1(httpMethod: string, parameters: NameValues): string {
  const signed = [...parameters].filter(([name]) => name !== 'Signature');
  return `${httpMethod}&%2F&${percentEncode(canonicalQuery(signed))}`;
}

export interface V3Request {
  readonly method: string;
  readonly query: NameValues;
  readonly headers: ReadonlyMap<string, string>;
  readonly signedHeaders: readonly string[];
  readonly bodyHash: string;
}

export function canonicalRequestV3(request: V3Request): string {
  const { signedHeaders, headers } = request;
  const headerLines = signedHeaders.map((name) => `${name}:${(headers.get(name) ?? '').trim()}\n`);
  return [
    request.method,
    '/',
    canonicalQuery(request.query),
    headerLines.join(''),
    signedHeaders.join(';'),
    request.bodyHash,
  ].join('\n');
}

/** `hash`: SHA-256 of the canonical request, hexadecimal in small letters. */
export function stringToSignOf(hash: string): string {
  return `${V3_SCHEME}\n${hash}`;
}
