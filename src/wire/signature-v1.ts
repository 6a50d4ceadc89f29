/** Signature version 1.0: an HMAC over method and parameters, sent as the parameter `Signature`. */
import { createHmac } from 'node:crypto';
import { canonicalQuery } from './canonical-query.ts';
import { equalInConstantTime } from './constant-time.ts';
import type { NameValues } from './decode.ts';
import { percentEncode } from './percent-encode.ts';

export const v1Methods = ['HMAC-SHA1', 'HMAC-SHA256'] as const;
export type V1Method = (typeof v1Methods)[number];

export function isV1Method(name: string): name is V1Method {
  return v1Methods.some((method) => method === name);
}

/** `parameters` are those of query and form together; one named `Signature` is left out. */
export function stringToSignV1(httpMethod: string, parameters: NameValues): string {
  const signed = [...parameters].filter(([name]) => name !== 'Signature');
  return `${httpMethod}&%2F&${percentEncode(canonicalQuery(signed))}`;
}

/** Base64 with padding. */
export function signV1(stringToSign: string, secret: string, method: V1Method): string {
  const hash = method === 'HMAC-SHA1' ? 'sha1' : 'sha256';
  return createHmac(hash, `${secret}&`).update(stringToSign, 'utf8').digest('base64');
}

export function verifyV1(stringToSign: string, secret: string, method: V1Method, signature: string): boolean {
  return equalInConstantTime(signature, signV1(stringToSign, secret, method));
}
