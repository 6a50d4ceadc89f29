import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CidrSet } from './cidr-set.ts';

describe('CidrSet', () => {
  it.each([
    ['10.1.2.3', ['10.0.0.0/8'], true],
    ['11.1.2.3', ['10.0.0.0/8'], false],
    // Host bits do not matter.
    ['10.1.2.3', ['10.9.9.9/8'], true],
    ['192.0.2.7', ['192.0.2.7'], true],
    ['192.0.2.8', ['192.0.2.7/32'], false],
    ['203.0.113.255', ['203.0.113.0/25', '203.0.113.128/25'], true],
    ['8.8.8.8', ['0.0.0.0/0'], true],
    ['2001:db8::1', ['0.0.0.0/0'], false],
    ['8.8.8.8', ['::/0'], false],
    ['2001:db8:1::1', ['2001:db8::/32'], true],
    ['2001:DB8:0:0::1', ['2001:db8::1/128'], true],
    ['2001:db9::1', ['2001:db8::/32'], false],
    ['::ffff:192.0.2.7', ['192.0.2.0/24'], true],
    ['::ffff:c000:207', ['192.0.2.0/24'], true],
    ['192.0.2.7', ['::ffff:192.0.2.0/120'], true],
    ['fe80::1%eth0', ['fe80::/10'], true],
    ['10.1.2.3', [], false],
    ['nobody', ['0.0.0.0/0', '::/0'], false],
    ['10.1.2.3', ['10.0.0.0/33', 'ten', '10.0.0.0/8/8'], false],
  ])('%s in %j: %s', (address, cidrs, expected) => {
    expect(new CidrSet(cidrs).has(address)).toBe(expected);
  });

  it('agrees with comparing bit by bit', () => {
    fc.assert(
      fc.property(addresses, fc.array(blocks, { maxLength: 20 }), (address, cidrs) => {
        const naive = cidrs.some((cidr) => cidr.bits === address.bits.slice(0, cidr.bits.length));
        expect(new CidrSet(cidrs.map(({ text }) => text)).has(address.text)).toBe(naive);
      }),
      { numRuns: 500 },
    );
  });
});

/** Few different bytes, so that addresses and blocks meet. */
const bytes = fc.array(fc.constantFrom(10, 11, 128), { minLength: 4, maxLength: 4 });
/** Bits begin with the version: addresses of different versions never match. */
const addresses = fc.oneof(
  bytes.map((four) => ({ text: four.join('.'), bits: `4${bitsOf(four, 8)}` })),
  bytes.map((four) => ({ text: `::ffff:${four.join('.')}`, bits: `4${bitsOf(four, 8)}` })),
  bytes.map((groups) => ({
    text: `2001:db8:0:0:${groups.map((group) => group.toString(16)).join(':')}`,
    bits: `6${bitsOf([0x2001, 0xdb8, 0, 0, ...groups], 16)}`,
  })),
);
const blocks = fc.tuple(addresses, fc.integer({ min: 0, max: 128 })).map(([{ text, bits }, length]) => {
  const width = bits.length - 1;
  const mapped = text.startsWith('::ffff:') ? 96 : 0;
  const kept = Math.min(length, width);
  return { text: `${text}/${kept + mapped}`, bits: bits.slice(0, 1 + kept) };
});

function bitsOf(numbers: readonly number[], width: number): string {
  return numbers.map((number) => number.toString(2).padStart(width, '0')).join('');
}
