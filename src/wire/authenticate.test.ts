import { beforeEach, expect, test } from 'vitest';
import { v1Vectors, v3Vectors, vectorKey, vectorTimeMs } from '../../test/fixtures/signature-vectors.ts';
import { ApiError } from '../contract/api-error.ts';
import { FakeClock } from '../lib/fake-clock.ts';
import { Authenticator } from './authenticate.ts';
import { canonicalQuery } from './canonical-query.ts';
import { decodeRequest } from './decode.ts';
import type { HttpRequest } from './http-message.ts';
import { identify } from './identify.ts';
import { Nonces } from './nonces.ts';
import { signRequestV1, signRequestV3, type UnsignedV1, type UnsignedV3 } from './sign-request.ts';
import { signV1 } from './signature-v1.ts';
import { stringToSignV1 } from './string-to-sign.ts';

const FORM = 'application/x-www-form-urlencoded';
const MINUTE_MS = 60_000;
let clock: FakeClock;
let authenticator: Authenticator<{ readonly id: string; readonly secret: string }>;

beforeEach(() => {
  clock = new FakeClock(vectorTimeMs);
  const secrets = new Map([
    [vectorKey.accessKeyId, vectorKey.accessKeySecret],
    ['otherid', 'othersecret'],
  ]);
  const keys = {
    find: async (id: string) => {
      const secret = secrets.get(id);
      return secret === undefined ? undefined : { id, secret };
    },
  };
  authenticator = new Authenticator({ keys, clock, nonces: new Nonces(clock) });
});

/** The key id, or the id of the error. */
async function outcome(request: HttpRequest): Promise<string> {
  try {
    const decoded = decodeRequest(request);
    return (await authenticator.authenticate(request, decoded, identify(request.headers, decoded.all))).id;
  } catch (error) {
    if (error instanceof ApiError) return error.id;
    throw error;
  }
}

function request(parts: {
  method: string;
  query?: string;
  body?: string;
  headers?: Readonly<Record<string, string>>;
}): HttpRequest {
  const { method, query = '', body = '', headers = body === '' ? {} : { 'content-type': FORM } } = parts;
  return {
    method,
    target: query === '' ? '/' : `/?${query}`,
    headers: new Map(Object.entries(headers)),
    body: new TextEncoder().encode(body),
  };
}

/** Parameters with their signature, as text. */
function signed(
  parameters: Readonly<Record<string, string>>,
  method = 'GET',
  secret: string = vectorKey.accessKeySecret,
): string {
  const pairs = new Map(Object.entries(parameters));
  pairs.set('Signature', signV1(stringToSignV1(method, pairs), secret, 'HMAC-SHA1'));
  return canonicalQuery(pairs);
}

const unsigned = {
  credentials: vectorKey,
  method: 'POST',
  action: 'DescribeRegions',
  version: '2014-05-15',
  parameters: { RegionId: 'cn-hangzhou', Tag: "a b*~'(主)!" },
  nowMs: vectorTimeMs,
  nonce: 'n-1',
} as const;

function fromV1(changes: Partial<UnsignedV1> = {}): HttpRequest {
  const made = signRequestV1({ ...unsigned, placement: 'query', ...changes });
  return {
    ...made,
    headers: new Map(Object.entries(made.headers)),
    body: new TextEncoder().encode(made.body),
  };
}

function fromV3(changes: Partial<UnsignedV3> = {}): HttpRequest {
  const made = signRequestV3({ ...unsigned, placement: 'query', host: '127.0.0.1:8014', ...changes });
  return {
    ...made,
    headers: new Map(Object.entries(made.headers)),
    body: new TextEncoder().encode(made.body),
  };
}

function withHeader(original: HttpRequest, name: string, value: string | undefined): HttpRequest {
  const headers = new Map(original.headers);
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
  return { ...original, headers };
}

const basics = {
  Format: 'JSON',
  Version: '2014-05-15',
  AccessKeyId: 'testid',
  SignatureMethod: 'HMAC-SHA1',
  SignatureVersion: '1.0',
  SignatureNonce: 'n-1',
  Timestamp: '2026-01-02T03:04:05Z',
  Action: 'DescribeRegions',
};

// Every vector in every place where parameters may stand. The method is part of the text, so the signature is made anew
// for the other method.
for (const { name, method, parameters, signature } of v1Vectors) {
  const all = canonicalQuery(new Map([...Object.entries(parameters), ['Signature', signature]]));
  test(`${name}: in the query, by ${method}`, async () => {
    expect(await outcome(request({ method, query: all }))).toBe('testid');
  });
  test(`${name}: in the query, by the other method`, async () => {
    const other = method === 'GET' ? 'POST' : 'GET';
    expect(await outcome(request({ method: other, query: all }))).toBe('signatureDoesNotMatch');
    expect(await outcome(request({ method: other, query: signed(parameters, other) }))).toBe('testid');
  });
  test(`${name}: in a form, and split over query and form`, async () => {
    expect(await outcome(request({ method: 'POST', body: signed(parameters, 'POST') }))).toBe('testid');
    const pairs = signed({ ...parameters, SignatureNonce: 'another' }, 'POST').split('&');
    const query = pairs.filter((_, index) => index % 2 === 0).join('&');
    const body = pairs.filter((_, index) => index % 2 === 1).join('&');
    expect(await outcome(request({ method: 'POST', query, body }))).toBe('testid');
  });
}

test('reserved characters may come bare and spaces as +', async () => {
  const [vector] = v1Vectors;
  const query = Object.entries({ ...vector?.parameters, Signature: vector?.signature ?? '' })
    .map(
      ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%20', '+').replaceAll('%2A', '*')}`,
    )
    .join('&');
  expect(query).toContain("Gr*up+1+~%E4%B8%BB%E5%A4%87+(it's)!");
  expect(await outcome(request({ method: 'GET', query }))).toBe('testid');
});

for (const { name, method, query, body, headers, authorization } of v3Vectors) {
  test(`version 3, ${name}`, async () => {
    const made = request({
      method,
      query: canonicalQuery(new Map(Object.entries(query))),
      body,
      headers: { ...headers, authorization },
    });
    expect(await outcome(made)).toBe('testid');
    expect(await outcome(made)).toBe('signatureNonceUsed');
  });
}

test.each([
  [
    'one byte of the signature changed',
    (text: string) => text.replace(/(Signature=.)./, '$1_'),
    'signatureDoesNotMatch',
  ],
  ['a + in the signature sent bare', () => signedWithPlus().replace('%2B', '+'), 'signatureDoesNotMatch'],
  ['an encoded + in the signature', () => signedWithPlus(), 'testid'],
  ['no signature', (text: string) => text.replace(/&Signature=[^&]*/, ''), 'missingParameter'],
  ['no nonce', () => signed(without('SignatureNonce')), 'missingParameter'],
  ['no time', () => signed(without('Timestamp')), 'missingParameter'],
  ['no key', () => signed(without('AccessKeyId')), 'missingParameter'],
  ['an empty key', () => signed({ ...basics, AccessKeyId: '' }), 'missingParameter'],
  ['an unknown key', () => signed({ ...basics, AccessKeyId: 'nobody' }), 'accessKeyNotFound'],
  ['the secret of another key', () => signed(basics, 'GET', 'othersecret'), 'signatureDoesNotMatch'],
  ['a secret with a second &', () => signed(basics, 'GET', 'testsecret&'), 'signatureDoesNotMatch'],
  ['a bearer token', () => signed({ ...basics, SignatureType: 'BEARERTOKEN' }), 'invalidSignatureMethod'],
  ['an empty signature type', () => signed({ ...basics, SignatureType: '' }), 'testid'],
  ['another signature method', () => signed({ ...basics, SignatureMethod: 'MD5' }), 'invalidSignatureMethod'],
  ['another signature version', () => signed({ ...basics, SignatureVersion: '2.0' }), 'incompleteSignature'],
  ['a parameter added', (text: string) => `${text}&More=1`, 'signatureDoesNotMatch'],
  ['a parameter without =', () => signed({ ...basics, Empty: '' }).replace('Empty=&', 'Empty&'), 'testid'],
  ['an empty name', () => signed({ ...basics, '': '8080' }), 'testid'],
  ['a name in small letters', () => signed({ ...basics, healthCheckReq: 'x' }), 'testid'],
  [
    'TimeStamp for Timestamp',
    () => signed({ ...without('Timestamp'), TimeStamp: basics.Timestamp }),
    'testid',
  ],
  ['a security token', () => signed({ ...basics, SecurityToken: 'tok/en+1==' }), 'testid'],
  ['a time with a fraction', () => signed({ ...basics, Timestamp: '2026-01-02T03:04:05.123Z' }), 'testid'],
  [
    'a time with an offset',
    () => signed({ ...basics, Timestamp: '2026-01-02T03:04:05+00:00' }),
    'invalidTimestampFormat',
  ],
  [
    'a day that does not exist',
    () => signed({ ...basics, Timestamp: '2026-02-30T03:04:05Z' }),
    'invalidTimestampFormat',
  ],
  ['15 minutes old', () => signed({ ...basics, Timestamp: '2026-01-02T02:49:05Z' }), 'testid'],
  ['15 minutes ahead', () => signed({ ...basics, Timestamp: '2026-01-02T03:19:05Z' }), 'testid'],
  [
    '16 minutes old',
    () => signed({ ...basics, Timestamp: '2026-01-02T02:48:05Z' }),
    'invalidTimestampExpired',
  ],
  [
    '16 minutes ahead',
    () => signed({ ...basics, Timestamp: '2026-01-02T03:20:05Z' }),
    'invalidTimestampExpired',
  ],
] as const)('version 1.0 with %s', async (_what, change, expected) => {
  expect(await outcome(request({ method: 'GET', query: change(signed(basics)) }))).toBe(expected);
});

test('the message of a wrong signature ends in our own string to sign, and has no colon before the last one', async () => {
  const wrong = request({ method: 'GET', query: signed(basics).replace(/Signature=./, 'Signature=_') });
  const decoded = decodeRequest(wrong);
  const check = authenticator.authenticate(wrong, decoded, { scheme: 'v1' });
  const tail = stringToSignV1('GET', decoded.all);
  expect(tail).not.toContain(':');
  await expect(check).rejects.toThrow(
    new RegExp(`^[^:]*server string to sign is:${tail.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
  );
});

test('HMAC-SHA256 under version 1.0', async () => {
  expect(await outcome(fromV1({ signatureMethod: 'HMAC-SHA256' }))).toBe('testid');
});

test.each(['query', 'form', 'split'] as const)(
  'requests signed here pass here: version 1.0, %s',
  async (placement) => {
    expect(await outcome(fromV1({ placement }))).toBe('testid');
  },
);

test.each(['query', 'form'] as const)('requests signed here pass here: version 3, %s', async (placement) => {
  expect(await outcome(fromV3({ placement, credentials: { ...vectorKey, securityToken: 't' } }))).toBe(
    'testid',
  );
});

test.each([
  ['another host', (r: HttpRequest) => withHeader(r, 'host', 'elsewhere'), 'signatureDoesNotMatch'],
  [
    'another action',
    (r: HttpRequest) => withHeader(r, 'x-acs-action', 'DescribeZones'),
    'signatureDoesNotMatch',
  ],
  ['another query', (r: HttpRequest) => ({ ...r, target: `${r.target}&x=1` }), 'signatureDoesNotMatch'],
  ['another method', (r: HttpRequest) => ({ ...r, method: 'GET' }), 'signatureDoesNotMatch'],
  [
    'another body',
    (r: HttpRequest) => ({ ...r, body: new TextEncoder().encode('a=1') }),
    'incompleteSignature',
  ],
  ['a signed header missing', (r: HttpRequest) => withHeader(r, 'host', undefined), 'incompleteSignature'],
  ['no date', (r: HttpRequest) => withHeader(r, 'x-acs-date', undefined), 'missingParameter'],
  ['a malformed date', (r: HttpRequest) => withHeader(r, 'x-acs-date', 'today'), 'invalidTimestampFormat'],
  [
    'an old date',
    (r: HttpRequest) => withHeader(r, 'x-acs-date', '2026-01-02T02:00:00Z'),
    'invalidTimestampExpired',
  ],
  ['no nonce', (r: HttpRequest) => withHeader(r, 'x-acs-signature-nonce', undefined), 'missingParameter'],
  ['no action', (r: HttpRequest) => withHeader(r, 'x-acs-action', undefined), 'missingParameter'],
  ['an unsigned header more', (r: HttpRequest) => withHeader(r, 'accept-language', 'en'), 'testid'],
  ['blanks around a header', (r: HttpRequest) => withHeader(r, 'x-acs-version', ' 2014-05-15 '), 'testid'],
  ['ACS4', (r: HttpRequest) => withHeader(r, 'authorization', 'ACS4-HMAC-SHA256 x'), 'incompleteSignature'],
] as const)('version 3 with %s', async (_what, change, expected) => {
  expect(await outcome(change(fromV3()))).toBe(expected);
});

test('an unknown key under version 3', async () => {
  expect(await outcome(fromV3({ credentials: { accessKeyId: 'nobody', accessKeySecret: 'x' } }))).toBe(
    'accessKeyNotFound',
  );
});

test('a nonce counts once per key, for both schemes', async () => {
  expect(await outcome(fromV1())).toBe('testid');
  expect(await outcome(fromV1())).toBe('signatureNonceUsed');
  expect(await outcome(fromV3())).toBe('signatureNonceUsed');
  expect(
    await outcome(fromV3({ credentials: { accessKeyId: 'otherid', accessKeySecret: 'othersecret' } })),
  ).toBe('otherid');
});

test('a wrong signature does not use the nonce up', async () => {
  expect(await outcome(fromV1({ credentials: { ...vectorKey, accessKeySecret: 'guess' } }))).toBe(
    'signatureDoesNotMatch',
  );
  expect(await outcome(fromV1())).toBe('testid');
});

test('a nonce is remembered for as long as its request stays valid', async () => {
  const stampedMs = vectorTimeMs + 15 * MINUTE_MS;
  expect(await outcome(fromV1({ nowMs: stampedMs }))).toBe('testid');
  clock.advance(30 * MINUTE_MS);
  expect(await outcome(fromV1({ nowMs: stampedMs }))).toBe('signatureNonceUsed');
  clock.advance(2 * MINUTE_MS);
  expect(await outcome(fromV1({ nowMs: clock.now() }))).toBe('testid');
});

test('the memory for nonces is bounded; the oldest go first', () => {
  const nonces = new Nonces(clock, { max: 2 });
  expect([nonces.use('a', '1'), nonces.use('a', '2'), nonces.use('a', '3')]).toEqual([true, true, true]);
  expect(nonces.use('a', '3')).toBe(false);
  expect(nonces.use('a', '1')).toBe(true);
});

function without(name: keyof typeof basics): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(basics).filter(([key]) => key !== name));
}

/** A signed request whose signature contains a plus sign. */
function signedWithPlus(): string {
  for (let nonce = 0; nonce < 1000; nonce += 1) {
    const text = signed({ ...basics, SignatureNonce: String(nonce) });
    if (/Signature=[^&]*%2B/.test(text)) return text;
  }
  throw new Error('no signature with a plus sign');
}
