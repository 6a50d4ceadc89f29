/** `ACS3-HMAC-SHA256`: an HMAC over method, query, chosen headers and body, sent in the `Authorization` header. */
import { createHash, createHmac } from 'node:crypto';
import { ApiError } from '../contract/api-error.ts';
import { equalInConstantTime } from './constant-time.ts';
import { canonicalRequestV3, stringToSignOf, V3_SCHEME, type V3Request } from './string-to-sign.ts';

/** A signature that leaves one of these out could be moved to another host, action, time or body. */
const mustBeSigned = [
  'host',
  'x-acs-action',
  'x-acs-version',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-content-sha256',
] as const;

export interface V3Authorization {
  readonly accessKeyId: string;
  /** Small letters, sorted. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b,Signature=…`. Throws `ApiError` incompleteSignature. */
export function parseV3Authorization(header: string): V3Authorization {
  const fields = new Map<string, string>();
  for (const part of header.slice(V3_SCHEME.length).split(',')) {
    const mark = part.indexOf('=');
    if (mark > 0) fields.set(part.slice(0, mark).trim(), part.slice(mark + 1).trim());
  }
  const field = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined || value === '') throw incomplete(`the Authorization header has no ${name}`);
    return value;
  };
  return {
    accessKeyId: field('Credential'),
    signedHeaders: headerNames(field('SignedHeaders')),
    signature: field('Signature'),
  };
}

function headerNames(list: string): readonly string[] {
  const names = new Set(list.split(';').map((name) => name.trim().toLowerCase()));
  names.delete('');
  const uncovered = mustBeSigned.find((name) => !names.has(name));
  if (uncovered !== undefined) throw incomplete(`SignedHeaders does not cover ${uncovered}`);
  return [...names].sort();
}

export function bodyHash(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('hex');
}

export function stringToSignV3(request: V3Request): string {
  return stringToSignOf(bodyHash(canonicalRequestV3(request)));
}

/** 64 hexadecimal digits in small letters. Unlike version 1.0, the secret is the key as it is. */
export function signV3(stringToSign: string, secret: string): string {
  return createHmac('sha256', secret).update(stringToSign, 'utf8').digest('hex');
}

export function verifyV3(stringToSign: string, secret: string, signature: string): boolean {
  return equalInConstantTime(signature, signV3(stringToSign, secret));
}

/** Throws `ApiError` incompleteSignature when a signed header or the announced body is not the one that came. */
export function checkSignedParts(
  headers: ReadonlyMap<string, string>,
  signedHeaders: readonly string[],
  actualBodyHash: string,
): void {
  const absent = signedHeaders.find((name) => !headers.has(name));
  if (absent !== undefined) throw incomplete(`the signed header ${absent} is not in the request`);
  if (headers.get('x-acs-content-sha256')?.trim().toLowerCase() !== actualBodyHash) {
    throw incomplete('x-acs-content-sha256 is not the SHA-256 of the body that came');
  }
}

function incomplete(why: string): ApiError {
  return new ApiError('incompleteSignature', { why });
}
