import { expect, test } from 'vitest';
import {
  publishedV1Vectors,
  publishedV3Vector,
  v1Vectors,
  v3Vectors,
  vectorKey,
} from '../../test/fixtures/signature-vectors.ts';
import { canonicalQuery } from './canonical-query.ts';
import { signV1, verifyV1 } from './signature-v1.ts';
import { bodyHash, parseV3Authorization, signV3, stringToSignV3, verifyV3 } from './signature-v3.ts';
import { stringToSignV1 } from './string-to-sign.ts';

const { accessKeySecret } = vectorKey;

test.each(v1Vectors)(
  'version 1.0: $name',
  ({ method, parameters, canonicalQuery: canonical, stringToSign, signature }) => {
    const pairs = new Map(Object.entries(parameters));
    expect(canonicalQuery(pairs)).toBe(canonical);
    expect(stringToSignV1(method, pairs)).toBe(stringToSign);
    expect(signV1(stringToSign, accessKeySecret, 'HMAC-SHA1')).toBe(signature);
    // The order in which parameters come does not matter, nor does a signature among them.
    const shuffled = new Map([['Signature', 'x'], ...[...pairs].reverse()]);
    expect(stringToSignV1(method, shuffled)).toBe(stringToSign);
  },
);

test.each(publishedV1Vectors)('version 1.0, published: $name', ({ method, parameters, signature }) => {
  const stringToSign = stringToSignV1(method, new Map(Object.entries(parameters)));
  expect(signV1(stringToSign, accessKeySecret, 'HMAC-SHA1')).toBe(signature);
});

test('version 1.0 with SHA-256 is another signature of the same text', () => {
  // printf '%s' text | openssl dgst -sha256 -hmac 'testsecret&' -binary | base64
  expect(signV1('text', accessKeySecret, 'HMAC-SHA256')).toBe('fOWXFTnv7CadWuwqHqyT4lq6COL/HpKpmNjUxGy0KTs=');
});

test('names sort by their bytes: capitals first, the empty name before all, UTF-8 rather than UTF-16', () => {
  const names = ['healthCheckReq', 'Version', 'AclId', 'Action', '', '\u{10000}', '\uffee', 'a.2', 'a.10'];
  const sorted = canonicalQuery(names.map((name) => [name, '']))
    .split('&')
    .map((pair) => decodeURIComponent(pair.slice(0, -1)));
  expect(sorted).toEqual([
    '',
    'AclId',
    'Action',
    'Version',
    'a.10',
    'a.2',
    'healthCheckReq',
    '\uffee',
    '\u{10000}',
  ]);
});

test('one byte more, less or other makes a wrong signature', () => {
  const right = signV1('text', 'secret', 'HMAC-SHA1');
  expect(verifyV1('text', 'secret', 'HMAC-SHA1', right)).toBe(true);
  const wrong = [`${right} `, right.slice(0, -1), `A${right.slice(1)}`, '', right.toLowerCase()];
  for (const signature of wrong) expect(verifyV1('text', 'secret', 'HMAC-SHA1', signature)).toBe(false);
  expect(verifyV1('text', 'secret2', 'HMAC-SHA1', right)).toBe(false);
});

test.each(v3Vectors)('version 3: $name', ({ method, query, body, headers, stringToSign, authorization }) => {
  const { accessKeyId, signedHeaders, signature } = parseV3Authorization(authorization);
  const request = {
    method,
    query: new Map(Object.entries(query)),
    headers: new Map(Object.entries(headers)),
    signedHeaders,
    bodyHash: bodyHash(body),
  };
  expect(accessKeyId).toBe(vectorKey.accessKeyId);
  expect(signedHeaders).toEqual(Object.keys(headers).sort());
  expect(stringToSignV3(request)).toBe(stringToSign);
  expect(signV3(stringToSign, accessKeySecret)).toBe(signature);
  expect(verifyV3(stringToSign, accessKeySecret, signature)).toBe(true);
  expect(verifyV3(stringToSign, accessKeySecret, signature.toUpperCase())).toBe(false);
});

test('version 3, published', () => {
  const { method, query, body, headers, secret } = publishedV3Vector;
  const stringToSign = stringToSignV3({
    method,
    query: new Map(Object.entries(query)),
    headers: new Map(Object.entries(headers)),
    signedHeaders: Object.keys(headers),
    bodyHash: bodyHash(body),
  });
  expect(stringToSign).toBe(publishedV3Vector.stringToSign);
  expect(signV3(stringToSign, secret)).toBe(publishedV3Vector.signature);
});

test.each([
  ['nothing', 'ACS3-HMAC-SHA256'],
  ['no signature', 'ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host'],
  ['an empty key', 'ACS3-HMAC-SHA256 Credential=,SignedHeaders=a,Signature=b'],
])('an Authorization header with %s is refused', (_what, header) => {
  expect(() => parseV3Authorization(header)).toThrow(/does not conform/);
});

test.each([
  'host',
  'x-acs-action',
  'x-acs-version',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-content-sha256',
])('a signature that leaves out %s is refused', (name) => {
  const names = Object.keys(publishedV3Vector.headers).filter((header) => header !== name);
  const header = `ACS3-HMAC-SHA256 Credential=a,SignedHeaders=${names.join(';')},Signature=b`;
  expect(() => parseV3Authorization(header)).toThrow(`SignedHeaders does not cover ${name}`);
});
