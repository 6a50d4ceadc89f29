import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalQuery } from './canonical-query.ts';
import { percentEncode } from './percent-encode.ts';

test('a name beyond the first 65,536 code points comes after those that UTF-16 puts behind it', () => {
  const pairs = [
    ['\u{1f600}', '1'],
    ['\uff5e', '2'],
  ] as const;
  expect(canonicalQuery(pairs)).toBe('%EF%BD%9E=2&%F0%9F%98%80=1');
});

test('names are in the order of their bytes', () => {
  const names = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 6 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(names, (unordered) => {
      const ordered = [...unordered].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const expected = ordered.map((name) => `${percentEncode(name)}=`).join('&');
      expect(canonicalQuery(unordered.map((name) => [name, '']))).toBe(expected);
    }),
  );
});
