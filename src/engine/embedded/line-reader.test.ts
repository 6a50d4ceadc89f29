import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineReader } from './line-reader.ts';

describe('LineReader', () => {
  it('finds the same lines however the bytes are cut', () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' '));
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.integer({ min: 1, max: 7 })), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((each) => `${each}\n`).join(''));
        const reader = new LineReader(1000);
        const found: string[] = [];
        let at = 0;
        for (let n = 0; at < bytes.length; n++) {
          const size = cuts[n % Math.max(1, cuts.length)] ?? 3;
          found.push(...reader.push(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(found).toEqual(lines.map((each) => Buffer.from(each).toString()));
      }),
    );
  });

  it('refuses a line without end', () => {
    const reader = new LineReader(10);
    expect(reader.push(Buffer.from('0123456789'))).toEqual([]);
    expect(() => reader.push(Buffer.from('x'))).toThrow(expect.objectContaining({ code: 'protocol' }));
  });
});
