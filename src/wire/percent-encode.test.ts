import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentDecode, percentEncode } from './percent-encode.ts';
import { anyText } from './test-support.ts';

test.each([
  ['space is %20, never +', ' ', '%20'],
  ['the unreserved stay', 'AZaz09-_.~', 'AZaz09-_.~'],
  ['what encodeURIComponent leaves bare is encoded too', "*'()!", '%2A%27%28%29%21'],
  ['UTF-8, capital hex', '主/é', '%E4%B8%BB%2F%C3%A9'],
  ['outside the basic plane', '😀', '%F0%9F%98%80'],
  ['a lone surrogate has no UTF-8 and becomes U+FFFD', '\ud800', '%EF%BF%BD'],
])('encoding: %s', (_name, text, encoded) => {
  expect(percentEncode(text)).toBe(encoded);
});

test.each([
  ['+ is a space', 'a+b', 'a b'],
  ['%20 is a space', 'a%20b', 'a b'],
  ['an encoded + stays', 'a%2Bb', 'a+b'],
  ['small hex', '%e4%b8%bb', '主'],
  ['an encoded ~', '%7E', '~'],
  ['reserved characters that came bare', "*()!'", "*()!'"],
  ['bare UTF-8 bytes, one character each', '\u00e4\u00b8\u00bb', '主'],
  ['a byte order mark is kept', '%EF%BB%BFx', '\ufeffx'],
  ['NUL', '%00', '\0'],
])('decoding: %s', (_name, text, decoded) => {
  expect(percentDecode(text)).toBe(decoded);
});

test.each([
  ['no digits', '%'],
  ['one digit', '%4'],
  ['no hex', '%zz'],
  ['half a character', '%E4%B8'],
  ['not UTF-8', '%FF'],
  ['overlong', '%C0%AF'],
  ['a surrogate', '%ED%A0%80'],
  ['a bare byte that is not UTF-8', '\u00ff'],
])('decoding refuses: %s', (_name, text) => {
  expect(() => percentDecode(text)).toThrow(/is not percent-encoded UTF-8/);
});

test('decoding undoes encoding, for any text that has UTF-8', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(percentDecode(percentEncode(text))).toBe(text);
    }),
  );
});
