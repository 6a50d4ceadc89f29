import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiError } from '../contract/api-error.ts';
import { canonicalQuery } from './canonical-query.ts';
import { decodePairs, decodeRequest, MAX_PARAMETERS, splitTarget } from './decode.ts';
import { anyText } from './test-support.ts';

const FORM = 'application/x-www-form-urlencoded';

function request(target: string, body = '', type: string | undefined = FORM) {
  return {
    method: 'POST',
    target,
    headers: new Map(type === undefined ? [] : [['content-type', type]]),
    body: new TextEncoder().encode(body),
  };
}

function errorId(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ApiError) return error.id;
    throw error;
  }
  return 'none';
}

test('query and form stay apart and together make the whole', () => {
  const { path, query, form, all } = decodeRequest(request('/?Action=A&x=%20', 'y=b+c'));
  expect(path).toBe('/');
  expect([...query]).toEqual([
    ['Action', 'A'],
    ['x', ' '],
  ]);
  expect([...form]).toEqual([['y', 'b c']]);
  expect([...all.keys()]).toEqual(['Action', 'x', 'y']);
});

test('empty values and the empty name are kept, since they are signed', () => {
  expect([...decodePairs('a=&b&=8080&&c==')]).toEqual([
    ['a', ''],
    ['b', ''],
    ['', '8080'],
    ['c', '='],
  ]);
});

test.each([
  ['in the query', request('/?a=1&a=2')],
  ['in query and form', request('/?a=1', 'a=1')],
  ['the same name, encoded otherwise', request('/?a=1&%61=1')],
])('a name given twice is refused: %s', (_where, twice) => {
  expect(errorId(() => decodeRequest(twice))).toBe('duplicateParameter');
});

test.each([
  ['a broken escape in the query', request('/?a=%G0')],
  ['a broken escape in a name', request('/?%=1')],
  ['a form that is not UTF-8', request('/', 'a=\u{7f}%FF')],
  ['a body of another type', request('/', '{"a":1}', 'application/json')],
  ['too many parameters', request(`/?${'&'.repeat(MAX_PARAMETERS)}`)],
  ['too many in query and form together', request(`/?${numbered('q', 600)}`, numbered('f', 600))],
])('a malformed request is refused: %s', (_what, malformed) => {
  expect(errorId(() => decodeRequest(malformed))).toBe('malformedRequest');
});

test('as many parameters as are allowed', () => {
  expect(decodePairs(numbered('p', MAX_PARAMETERS)).size).toBe(MAX_PARAMETERS);
});

test.each([
  ['with a character set', `${FORM}; charset=UTF-8`],
  ['in capitals', FORM.toUpperCase()],
  ['none', undefined],
])('a form body counts with the content type %s', (_what, type) => {
  const { form } = decodeRequest({
    ...request('/', 'a=1'),
    headers: new Map(type ? [['content-type', type]] : []),
  });
  expect(form.get('a')).toBe('1');
});

test('an empty body may have any type', () => {
  expect(decodeRequest(request('/?a=1', '', 'application/json')).all.get('a')).toBe('1');
});

test.each([
  ['/', '/', ''],
  ['/?a=b?c', '/', 'a=b?c'],
  ['?a=b', '/', 'a=b'],
  ['http://slb.example.com:8014?a=b', '/', 'a=b'],
  ['http://slb.example.com/metrics', '/metrics', ''],
  ['*', '*', ''],
])('target %s is path %s and query %s', (target, path, query) => {
  expect(splitTarget(target)).toEqual({ path, query });
});

test('decoding undoes encoding, for any names and values', () => {
  const pairs = fc.uniqueArray(fc.tuple(anyText, anyText), {
    selector: ([name]) => name,
    maxLength: 30,
  });
  fc.assert(
    fc.property(pairs, (given) => {
      const decoded = decodePairs(canonicalQuery(given));
      expect(new Map(decoded)).toEqual(new Map(given));
    }),
  );
});

test('any text is decoded or refused, never a crash', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(['none', 'malformedRequest', 'duplicateParameter']).toContain(errorId(() => decodePairs(text)));
    }),
  );
});

function numbered(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}=`).join('&');
}
