/** The client side: makes signed requests for the command line, the demonstration and tests. Pure. */
import {
  bodyOfV3,
  partsV1,
  partsV3,
  type SignedRequest,
  type UnsignedPartsV1,
  type UnsignedPartsV3,
} from './request-parts.ts';
import { signV1, type V1Method } from './signature-v1.ts';
import { bodyHash, signV3 } from './signature-v3.ts';
import { stringToSignOf } from './string-to-sign.ts';

export type { SignedRequest } from './request-parts.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

type ByKey = 'accessKeyId' | 'securityToken';

export interface UnsignedV1 extends Omit<UnsignedPartsV1, ByKey | 'signatureMethod'> {
  readonly credentials: Credentials;
  readonly signatureMethod?: V1Method;
}

export interface UnsignedV3 extends Omit<UnsignedPartsV3, ByKey> {
  readonly credentials: Credentials;
}

export function signRequestV1({ credentials, ...request }: UnsignedV1): SignedRequest {
  const { accessKeySecret, ...key } = credentials;
  const signatureMethod = request.signatureMethod ?? 'HMAC-SHA1';
  const parts = partsV1({ ...request, ...key, signatureMethod });
  return parts.complete(signV1(parts.stringToSign, accessKeySecret, signatureMethod));
}

export function signRequestV3({ credentials, ...request }: UnsignedV3): SignedRequest {
  const { accessKeySecret, ...key } = credentials;
  const unsigned = { ...request, ...key };
  const parts = partsV3(unsigned, bodyHash(bodyOfV3(unsigned)));
  return parts.complete(signV3(stringToSignOf(bodyHash(parts.canonicalRequest)), accessKeySecret));
}
