/**
 * Who sent a request: both signature schemes, the time window, and nonces. The order of the checks fits the codes:
 * common parameters, key, time, signature, nonce.
 */
import { ApiError } from '../contract/api-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { DecodedRequest } from './decode.ts';
import type { NameValues } from './name-values.ts';
import type { HttpRequest } from './http-message.ts';
import { type Identity, required } from './identify.ts';
import type { Nonces } from './nonces.ts';
import { isV1Method, verifyV1 } from './signature-v1.ts';
import {
  bodyHash,
  checkSignedParts,
  parseV3Authorization,
  stringToSignV3,
  verifyV3,
} from './signature-v3.ts';
import { stringToSignV1 } from './string-to-sign.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';

/** How far the clocks of client and server may differ, each way. */
const WINDOW_MS = 15 * 60_000;

/** Who has which key; `K` is whatever else is known of it. */
export interface KeyDirectory<K extends { readonly secret: string }> {
  /** As of `nowMs`. Undefined: there is no such key; rejects with `ApiError` for one that there is no more. */
  find(accessKeyId: string, nowMs: number): Promise<K | undefined>;
}

/** What a request claims, whichever scheme it claims it by. */
interface Claim {
  readonly accessKeyId: string;
  readonly timestamp: string;
  readonly nonce: string;
  /** Asked for only once the cheaper checks have passed. */
  readonly prove: (secret: string) => { readonly valid: boolean; readonly stringToSign: string };
}

export class Authenticator<K extends { readonly secret: string }> {
  readonly #keys: KeyDirectory<K>;
  readonly #clock: Clock;
  readonly #nonces: Nonces;

  constructor(options: { readonly keys: KeyDirectory<K>; readonly clock: Clock; readonly nonces: Nonces }) {
    this.#keys = options.keys;
    this.#clock = options.clock;
    this.#nonces = options.nonces;
  }

  /** The key that signed. Rejects with `ApiError`. */
  async authenticate(
    request: HttpRequest,
    decoded: DecodedRequest,
    { scheme }: Pick<Identity, 'scheme'>,
  ): Promise<K> {
    const claim = scheme === 'v3' ? claimV3(request, decoded.query) : claimV1(request, decoded.all);
    const key = await this.#keys.find(claim.accessKeyId, this.#clock.now());
    if (!key) throw new ApiError('accessKeyNotFound');
    this.#checkTime(claim.timestamp);
    const { valid, stringToSign } = claim.prove(key.secret);
    if (!valid) throw new ApiError('signatureDoesNotMatch', { stringToSign });
    // Only now, or strangers could use up the nonces of others.
    if (!this.#nonces.use(claim.accessKeyId, claim.nonce)) throw new ApiError('signatureNonceUsed');
    return key;
  }

  #checkTime(text: string): void {
    const sentMs = parseTimestamp(text);
    if (sentMs === undefined) throw new ApiError('invalidTimestampFormat');
    const nowMs = this.#clock.now();
    if (Math.abs(nowMs - sentMs) > WINDOW_MS) {
      throw new ApiError('invalidTimestampExpired', { serverTime: formatTimestamp(nowMs) });
    }
  }
}

function claimV1({ method }: HttpRequest, parameters: NameValues): Claim {
  const accessKeyId = required(parameters, 'AccessKeyId');
  const signature = required(parameters, 'Signature');
  const signatureMethod = required(parameters, 'SignatureMethod');
  const signatureVersion = required(parameters, 'SignatureVersion');
  const nonce = required(parameters, 'SignatureNonce');
  // The signature page spells the name in its example as SDKs do not; both are in use.
  const timestamp = parameters.get('TimeStamp') ?? required(parameters, 'Timestamp');
  if (!isV1Method(signatureMethod)) throw new ApiError('invalidSignatureMethod', { method: signatureMethod });
  const type = parameters.get('SignatureType') ?? '';
  if (type !== '') throw new ApiError('invalidSignatureMethod', { method: type });
  if (signatureVersion !== '1.0') {
    throw new ApiError('incompleteSignature', {
      why: `the signature version must be 1.0, not ${signatureVersion}`,
    });
  }
  const prove = (secret: string) => {
    const stringToSign = stringToSignV1(method, parameters);
    return { valid: verifyV1(stringToSign, secret, signatureMethod, signature), stringToSign };
  };
  return { accessKeyId, timestamp, nonce, prove };
}

function claimV3({ method, headers, body }: HttpRequest, query: NameValues): Claim {
  const { accessKeyId, signedHeaders, signature } = parseV3Authorization(headers.get('authorization') ?? '');
  const nonce = required(headers, 'x-acs-signature-nonce');
  const timestamp = required(headers, 'x-acs-date');
  const announcedHash = required(headers, 'x-acs-content-sha256');
  const prove = (secret: string) => {
    checkSignedParts(headers, signedHeaders, bodyHash(body));
    const stringToSign = stringToSignV3({ method, query, headers, signedHeaders, bodyHash: announcedHash });
    return { valid: verifyV3(stringToSign, secret, signature), stringToSign };
  };
  return { accessKeyId, timestamp, nonce, prove };
}
