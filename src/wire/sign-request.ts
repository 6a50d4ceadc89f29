/** The client side: makes signed requests for the command line, the demonstration and tests. Pure. */
import { canonicalQuery } from './canonical-query.ts';
import { contentTypes, type Format } from './format.ts';
import { signV1, stringToSignV1, type V1Method } from './signature-v1.ts';
import { bodyHash, signV3, stringToSignV3, V3_SCHEME } from './signature-v3.ts';
import { formatTimestamp } from './timestamp.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** What both schemes need. `parameters` are those of the action, without protocol parameters. */
interface Unsigned {
  readonly credentials: Credentials;
  readonly method: 'GET' | 'POST';
  /** `split`: protocol parameters in the query, those of the action in the form (Terraform does so). */
  readonly action: string;
  readonly version: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly format?: Format;
  readonly nowMs: number;
  /** New and random for every request. */
  readonly nonce: string;
}

export interface UnsignedV1 extends Unsigned {
  readonly placement: 'query' | 'form' | 'split';
  readonly signatureMethod?: V1Method;
}

export interface UnsignedV3 extends Unsigned {
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

export function signRequestV1(request: UnsignedV1): SignedRequest {
  const { credentials, method, placement } = request;
  const signatureMethod = request.signatureMethod ?? 'HMAC-SHA1';
  const protocol = new Map([
    ['Action', request.action],
    ['Version', request.version],
    ['Format', (request.format ?? 'json').toUpperCase()],
    ['AccessKeyId', credentials.accessKeyId],
    ['SignatureMethod', signatureMethod],
    ['SignatureVersion', '1.0'],
    ['SignatureNonce', request.nonce],
    ['Timestamp', formatTimestamp(request.nowMs)],
  ]);
  if (credentials.securityToken !== undefined) protocol.set('SecurityToken', credentials.securityToken);
  const business = new Map(Object.entries(request.parameters));
  const stringToSign = stringToSignV1(method, new Map([...protocol, ...business]));
  protocol.set('Signature', signV1(stringToSign, credentials.accessKeySecret, signatureMethod));
  const query = new Map([
    ...(placement === 'form' ? [] : protocol),
    ...(placement === 'query' ? business : []),
  ]);
  const form = new Map([
    ...(placement === 'form' ? protocol : []),
    ...(placement === 'query' ? [] : business),
  ]);
  return {
    method,
    target: targetOf(query),
    headers: placement === 'query' ? {} : { 'content-type': FORM },
    body: canonicalQuery(form),
  };
}

export function signRequestV3(request: UnsignedV3): SignedRequest {
  const { credentials, method, placement } = request;
  const parameters = new Map(Object.entries(request.parameters));
  const query = placement === 'query' ? parameters : new Map<string, string>();
  const body = placement === 'form' ? canonicalQuery(parameters) : '';
  const signed = new Map([
    ['host', request.host],
    ['x-acs-action', request.action],
    ['x-acs-content-sha256', bodyHash(body)],
    ['x-acs-date', formatTimestamp(request.nowMs)],
    ['x-acs-signature-nonce', request.nonce],
    ['x-acs-version', request.version],
  ]);
  if (placement === 'form') signed.set('content-type', FORM);
  if (credentials.securityToken !== undefined) {
    signed.set('x-acs-accesskey-id', credentials.accessKeyId);
    signed.set('x-acs-security-token', credentials.securityToken);
  }
  const signedHeaders = [...signed.keys()].sort();
  const stringToSign = stringToSignV3({
    method,
    query,
    headers: signed,
    signedHeaders,
    bodyHash: bodyHash(body),
  });
  const signature = signV3(stringToSign, credentials.accessKeySecret);
  const authorization = `${V3_SCHEME} Credential=${credentials.accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  const accept = contentTypes[request.format ?? 'json'].split(';')[0] ?? '';
  return {
    method,
    target: targetOf(query),
    headers: { ...Object.fromEntries(signed), accept, authorization },
    body,
  };
}

function targetOf(query: ReadonlyMap<string, string>): string {
  return query.size === 0 ? '/' : `/?${canonicalQuery(query)}`;
}
