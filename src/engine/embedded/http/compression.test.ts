import { describe, expect, it } from 'vitest';
import { compressedHeaders, isCompressible, takesGzip, varying } from './compression.ts';

describe('what a client takes', () => {
  it.each([
    ['gzip', true],
    ['deflate, GZIP;q=0.5', true],
    ['gzip; q=0', false],
    ['gzip;q=0.000', false],
    ['*', true],
    ['*;q=0', false],
    ['gzip;q=0, *', false],
    ['br', false],
    ['gzipped', false],
    ['', false],
  ])('Accept-Encoding: %s', (text, expected) => {
    expect(takesGzip([['Accept-Encoding', text]])).toBe(expected);
  });
});

describe('what is worth it', () => {
  const css = ['Content-Type', 'Text/CSS; charset=utf-8'] as const;
  it.each([
    ['a style sheet', 'GET', 200, [css], true],
    ['with a length', 'GET', 200, [css, ['Content-Length', '128']], true],
    ['too small', 'GET', 200, [css, ['Content-Length', '127']], false],
    ['no body', 'HEAD', 200, [css], false],
    ['a part', 'GET', 206, [css], false],
    ['not modified', 'GET', 304, [css], false],
    ['compressed already', 'GET', 200, [css, ['Content-Encoding', 'br']], false],
    ['not to be changed', 'GET', 200, [css, ['Cache-Control', 'public, No-Transform']], false],
    ['a picture', 'GET', 200, [['Content-Type', 'image/png']], false],
    ['of no type', 'GET', 200, [], false],
  ] as const)('%s', (_case, method, status, headers, expected) => {
    expect(isCompressible({ method, status, headers })).toBe(expected);
  });
});

it('compressed bytes are others, of another length, and mean the same', () => {
  expect(
    compressedHeaders([
      ['Content-Length', '10'],
      ['ETag', '"a"'],
      ['Accept-Ranges', 'bytes'],
      ['X', 'y'],
    ]),
  ).toEqual([
    ['ETag', 'W/"a"'],
    ['X', 'y'],
    ['Content-Encoding', 'gzip'],
  ]);
  expect(compressedHeaders([['etag', 'W/"a"']])[0]).toEqual(['etag', 'W/"a"']);
  expect(varying([])).toEqual([['Vary', 'Accept-Encoding']]);
  expect(varying([['vary', 'Origin, accept-encoding']])).toHaveLength(1);
  expect(varying([['Vary', '*']])).toHaveLength(1);
});
