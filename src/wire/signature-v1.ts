/** Signature version 1.0: an HMAC over method and parameters, sent as the parameter `Signature`. */
import { createHmac } from 'node:crypto';
import { equalInConstantTime } from './constant-time.ts';

export const v1Methods = ['HMAC-SHA1', 'HMAC-SHA256'] as const;
export type V1Method = (typeof v1Methods)[number];

export function isV1Method(name: string): name is V1Method {
  return v1Methods.some((method) => method === name);
}

/** Base64 with padding. */
export function signV1(stringToSign: string, secret: string, method: V1Method): string {
  const hash = method === 'HMAC-SHA1' ? 'sha1' : 'sha256';
  return createHmac(hash, `${secret}&`).update(stringToSign, 'utf8').digest('base64');
}

export function verifyV1(stringToSign: string, secret: string, method: V1Method, signature: string): boolean {
  return equalInConstantTime(signature, signV1(stringToSign, secret, method));
}
