/** Requests that nobody signed, or whose signatures, dates, headers and names were tampered with after signing. */
import { percentEncode } from '../../../src/wire/percent-encode.ts';
import { signRequestV1, signRequestV3, type SignedRequest } from '../../../src/wire/sign-request.ts';
import type { Random } from '../../support/random.ts';
import type { Input } from '../input.ts';
import { bytesOf, type KnownCall } from './calls.ts';
import { mutated, nastyText } from './texts.ts';

export interface Signer {
  readonly credentials: { readonly accessKeyId: string; readonly accessKeySecret: string };
  readonly host: string;
  readonly nowMs: number;
}

/** Names and values that were never signed. */
export function unsignedRequest({ contract }: KnownCall, random: Random): Input {
  const common = ['Action', 'Version', 'Format', 'AccessKeyId', 'Signature', 'Timestamp', 'SignatureNonce'];
  const names = [...common, ...Object.keys(contract.params)];
  const count = random.chance(0.02) ? 1100 : random.pick([0, 1, 3, 10, 20]);
  const pairs = Array.from({ length: count }, () => {
    const name = random.chance(0.7) ? (random.pick(names) ?? '') : nastyText(random);
    const value = random.chance(0.2) ? contract.name : nastyText(random);
    return `${oddlyEncoded(name, random)}=${oddlyEncoded(value, random)}`;
  });
  const text = pairs.join('&');
  const inBody = random.chance(0.5);
  return {
    kind: 'request',
    method: random.pick(['GET', 'POST', 'POST', 'PUT', 'HEAD', 'get', nastyText(random)]),
    target:
      random.pick(['/', '', '//', '/x', '*', 'http://h/', '/?', mutated('/?a=b', random)]) +
      (inBody ? '' : `?${text}`),
    headers: random.chance(0.7) ? { host: 'localhost' } : anyHeaders(random),
    body: inBody ? text : '',
  };
}

/** Signed rightly for a call that works, and then changed somewhere. */
export function tamperedRequest(call: KnownCall, signer: Signer, random: Random): Input {
  const signed = sign(call, signer, random);
  const headers: Record<string, string> = { host: signer.host, ...signed.headers };
  let { method, target, body }: { method: string; target: string; body: string } = signed;
  for (let times = random.between(1, 2); times > 0; times -= 1) {
    const name =
      random.pick([...Object.keys(headers), 'authorization', 'x-acs-date', 'content-type', 'accept']) ??
      'host';
    switch (random.below(6)) {
      case 0:
        delete headers[name];
        break;
      case 1:
        headers[name] = mutated(headers[name] ?? '', random);
        break;
      case 2:
        headers[name] = random.pick(oddHeaderValues);
        break;
      case 3:
        target = mutated(target, random);
        break;
      case 4:
        body = bytesOf(mutated(body, random));
        break;
      default:
        method = random.pick(['GET', 'POST', 'DELETE']);
    }
  }
  return { kind: 'request', method, target, headers, body };
}

const oddHeaderValues = [
  '',
  'ACS3-HMAC-SHA256',
  'ACS3-HMAC-SHA256 Credential=a,SignedHeaders=b,Signature=c',
  'ACS3-HMAC-SHA256 Credential=,SignedHeaders=host;;;host,Signature==',
  'ACS3-RSA-SHA256 Credential=a',
  `ACS3-HMAC-SHA256 Credential=${'a'.repeat(5000)},SignedHeaders=${'host;'.repeat(500)},Signature=${'0'.repeat(64)}`,
  '2026-01-02T03:04:05Z',
  '2026-13-45T99:99:99Z',
  '+275760-09-13T00:00:00Z',
  '1970-01-01T00:00:00Z',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'multipart/form-data; boundary=x',
  'application/json',
  'application/x-www-form-urlencoded; charset=utf-16',
  'text/xml',
  'é',
] as const;

function sign({ contract, version, parameters }: KnownCall, signer: Signer, random: Random): SignedRequest {
  const unsigned = {
    credentials: signer.credentials,
    method: 'POST',
    action: contract.name,
    version,
    parameters,
    nowMs: signer.nowMs + random.pick([0, 0, -900_001, 900_001, -899_999, 1e12]),
    nonce: random.pick(['same', `n${random.next()}`]),
  } as const;
  const placement = random.pick(['query', 'form'] as const);
  if (random.chance(0.5)) return signRequestV3({ ...unsigned, placement, host: signer.host });
  return signRequestV1({
    ...unsigned,
    placement,
    signatureMethod: random.pick(['HMAC-SHA1', 'HMAC-SHA256']),
  });
}

function anyHeaders(random: Random): Record<string, string> {
  const names = [
    'host',
    'accept',
    'content-type',
    'authorization',
    'x-acs-action',
    'x-acs-version',
    'expect',
  ];
  const entries = random.some(names, 0, 5).map((name) => [name, random.pick(oddHeaderValues)]);
  return Object.fromEntries(entries);
}

function oddlyEncoded(text: string, random: Random): string {
  const dice = random.next();
  if (dice < 0.5) return percentEncode(text);
  if (dice < 0.6)
    return random.pick(['%', '%0', '%zz', '%00', '%ED%A0%80', '%C0%80', '%F5%80%80%80', '+', '%2B']);
  return bytesOf(text).slice(0, 4000);
}
