import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKey, prefixRange } from './change.ts';

describe('keys', () => {
  it.each(['a', 'a/b', 'load-balancers/lb-1', 'a b', '~', '!/~', '.', 'a/./..'])('%j is one', (key) => {
    expect(isKey(key)).toBe(true);
  });

  it.each(['', '/', '/a', 'a/', 'a//b', 'ü', 'a\u0000', 'a\n', '\u007f', 'a/\ud800'])('%j is none', (key) => {
    expect(isKey(key)).toBe(false);
  });

  it('are in the range of a prefix exactly when they start with it', () => {
    const printable = fc.string({
      unit: fc.constantFrom(' ', '!', '-', '.', '/', '0', 'a', 'b', 'z', '}', '~'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(printable, fc.string({ maxLength: 2 }), fc.array(printable), (stem, tail, others) => {
        const prefix = stem + tail;
        const { start, end } = prefixRange(prefix);
        for (const key of [stem, `${stem}/x`, `${prefix}0`, ...others].filter(isKey)) {
          expect([prefix, key, key >= start && key < end]).toEqual([prefix, key, key.startsWith(prefix)]);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
