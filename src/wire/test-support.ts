/** For tests of the wire code. */
import fc from 'fast-check';

const codePoint = fc
  .oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0, max: 0x10ffff }))
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point));

/** Any text that has UTF-8, control characters included. */
export const anyText = fc.string({ unit: codePoint });

/** Any sequence of UTF-16 units, lone surrogates included. */
export const anyString = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0, max: 0xffff })))
  .map((units) => String.fromCharCode(...units));
