/**
 * The client side of both schemes but for the HMAC: what is signed, and how the signed request looks. Pure and without
 * Node: the command line completes it with node:crypto, the console with the browser's own.
 */
import { canonicalQuery } from './canonical-query.ts';
import { contentTypes, type Format } from './format.ts';
import { canonicalRequestV3, stringToSignV1, V3_SCHEME } from './string-to-sign.ts';
import { formatTimestamp } from './timestamp.ts';

export type { Format } from './format.ts';

/** What both schemes need. `parameters` are those of the action, without protocol parameters. */
interface Unsigned {
  readonly accessKeyId: string;
  readonly securityToken?: string | undefined;
  readonly method: 'GET' | 'POST';
  readonly action: string;
  readonly version: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly format?: Format | undefined;
  readonly nowMs: number;
  /** New and random for every request. */
  readonly nonce: string;
}

export interface UnsignedPartsV1 extends Unsigned {
  /** `split`: protocol parameters in the query, those of the action in the form (Terraform does so). */
  readonly placement: 'query' | 'form' | 'split';
  readonly signatureMethod: string;
}

export interface UnsignedPartsV3 extends Unsigned {
  readonly placement: 'query' | 'form';
  /** As in the `Host` header: with the port when it is not the default one. */
  readonly host: string;
}

export interface SignedRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const FORM = 'application/x-www-form-urlencoded';

export interface PartsV1 {
  readonly stringToSign: string;
  /** `signature`: Base64. */
  complete(signature: string): SignedRequest;
}

export function partsV1(request: UnsignedPartsV1): PartsV1 {
  const { method, placement, securityToken } = request;
  const protocol = new Map([
    ['Action', request.action],
    ['Version', request.version],
    ['Format', (request.format ?? 'json').toUpperCase()],
    ['AccessKeyId', request.accessKeyId],
    ['SignatureMethod', request.signatureMethod],
    ['SignatureVersion', '1.0'],
    ['SignatureNonce', request.nonce],
    ['Timestamp', formatTimestamp(request.nowMs)],
  ]);
  if (securityToken !== undefined) protocol.set('SecurityToken', securityToken);
  const business = new Map(Object.entries(request.parameters));
  return {
    stringToSign: stringToSignV1(method, new Map([...protocol, ...business])),
    complete(signature) {
      protocol.set('Signature', signature);
      const query = [...(placement === 'form' ? [] : protocol), ...(placement === 'query' ? business : [])];
      const form = [...(placement === 'form' ? protocol : []), ...(placement === 'query' ? [] : business)];
      return {
        method,
        target: targetOf(new Map(query)),
        headers: placement === 'query' ? {} : { 'content-type': FORM },
        body: canonicalQuery(new Map(form)),
      };
    },
  };
}

export interface PartsV3 {
  readonly canonicalRequest: string;
  /** `signature`: hexadecimal, small letters. */
  complete(signature: string): SignedRequest;
}

/** What `partsV3` needs the hash of. */
export function bodyOfV3({ placement, parameters }: UnsignedPartsV3): string {
  return placement === 'form' ? canonicalQuery(Object.entries(parameters)) : '';
}

/** `bodyHash`: SHA-256 of `bodyOfV3`, hexadecimal in small letters. */
export function partsV3(request: UnsignedPartsV3, bodyHash: string): PartsV3 {
  const { accessKeyId, method, placement, securityToken } = request;
  const query =
    placement === 'query' ? new Map(Object.entries(request.parameters)) : new Map<string, string>();
  const headers = new Map([
    ['host', request.host],
    ['x-acs-action', request.action],
    ['x-acs-content-sha256', bodyHash],
    ['x-acs-date', formatTimestamp(request.nowMs)],
    ['x-acs-signature-nonce', request.nonce],
    ['x-acs-version', request.version],
  ]);
  if (placement === 'form') headers.set('content-type', FORM);
  if (securityToken !== undefined) {
    headers.set('x-acs-accesskey-id', accessKeyId);
    headers.set('x-acs-security-token', securityToken);
  }
  const signedHeaders = [...headers.keys()].sort();
  return {
    canonicalRequest: canonicalRequestV3({ method, query, headers, signedHeaders, bodyHash }),
    complete(signature) {
      const authorization = `${V3_SCHEME} Credential=${accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
      const accept = contentTypes[request.format ?? 'json'].split(';')[0] ?? '';
      return {
        method,
        target: targetOf(query),
        headers: { ...Object.fromEntries(headers), accept, authorization },
        body: bodyOfV3(request),
      };
    },
  };
}

function targetOf(query: ReadonlyMap<string, string>): string {
  return query.size === 0 ? '/' : `/?${canonicalQuery(query)}`;
}
