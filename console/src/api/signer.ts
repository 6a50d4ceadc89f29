/**
 * Signs requests in this page. The secret is turned into keys that the browser keeps to itself: they can sign, and
 * nobody, this page included, can read them again.
 */
import {
  bodyOfV3,
  partsV1,
  partsV3,
  type SignedRequest,
  type UnsignedPartsV1,
  type UnsignedPartsV3,
} from '../../../src/wire/request-parts.ts';
import { stringToSignOf } from '../../../src/wire/string-to-sign.ts';

/** A key pair of the browser's own kind; can be stored, but not read. */
export interface SigningKeys {
  readonly accessKeyId: string;
  readonly v3: CryptoKey;
  /** HMAC-SHA1 with `secret&`. */
  readonly v1: CryptoKey;
}

/** A signed request and how it came about, for whoever wants to see. */
export interface Signed {
  readonly request: SignedRequest;
  readonly stringToSign: string;
  readonly signature: string;
  /** Of version 3 only: what the hash in the string to sign is of. */
  readonly canonicalRequest?: string;
}

/** Undefined where the browser does not sign: only pages that came by HTTPS or from this machine may. */
export function canSign(): boolean {
  return globalThis.isSecureContext && typeof crypto.subtle !== 'undefined';
}

export async function signingKeys(accessKeyId: string, secret: string): Promise<SigningKeys> {
  const [v3, v1] = await Promise.all([hmacKey(secret, 'SHA-256'), hmacKey(`${secret}&`, 'SHA-1')]);
  return { accessKeyId, v3, v1 };
}

export async function signV1(
  keys: SigningKeys,
  unsigned: Omit<UnsignedPartsV1, 'accessKeyId' | 'signatureMethod'>,
): Promise<Signed> {
  const parts = partsV1({ ...unsigned, accessKeyId: keys.accessKeyId, signatureMethod: 'HMAC-SHA1' });
  const signature = base64(await hmac(keys.v1, parts.stringToSign));
  return { request: parts.complete(signature), stringToSign: parts.stringToSign, signature };
}

export async function signV3(
  keys: SigningKeys,
  unsigned: Omit<UnsignedPartsV3, 'accessKeyId'>,
): Promise<Signed> {
  const request = { ...unsigned, accessKeyId: keys.accessKeyId };
  const parts = partsV3(request, await sha256(bodyOfV3(request)));
  const { canonicalRequest } = parts;
  const stringToSign = stringToSignOf(await sha256(canonicalRequest));
  const signature = hex(await hmac(keys.v3, stringToSign));
  return { request: parts.complete(signature), stringToSign, signature, canonicalRequest };
}

function hmacKey(secret: string, hash: 'SHA-1' | 'SHA-256'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash }, false, ['sign']);
}

async function hmac(key: CryptoKey, text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text)));
}

async function sha256(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
