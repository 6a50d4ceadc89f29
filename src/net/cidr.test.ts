import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressAt,
  cidrContains,
  formatCidr,
  indexOfAddress,
  parseCidr,
  poolSize,
  usableAddresses,
} from './cidr.ts';
import type { Cidr } from './cidr.ts';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(`not a CIDR: ${text}`);
  return parsed;
}

describe('parseCidr', () => {
  it.each([
    ['10.1.2.3/24', '10.1.2.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['192.0.2.9', '192.0.2.9/32'],
    ['2001:DB8::7/64', '2001:db8::/64'],
    ['::1', '::1/128'],
  ])('%s is the block %s', (text, block) => {
    expect(formatCidr(cidr(text))).toBe(block);
  });

  it.each(['', '/8', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0/8', 'a/8'])(
    'refuses %j',
    (text) => {
      expect(parseCidr(text)).toBeUndefined();
    },
  );
});

describe('pools', () => {
  it.each([
    ['192.0.2.0/24', 254n, '192.0.2.1', '192.0.2.254'],
    ['192.0.2.0/30', 2n, '192.0.2.1', '192.0.2.2'],
    ['192.0.2.0/31', 2n, '192.0.2.0', '192.0.2.1'],
    ['192.0.2.7/32', 1n, '192.0.2.7', '192.0.2.7'],
    ['2001:db8::/126', 3n, '2001:db8::1', '2001:db8::3'],
    ['2001:db8::/127', 2n, '2001:db8::', '2001:db8::1'],
    ['2001:db8::/64', (1n << 64n) - 1n, '2001:db8::1', '2001:db8::ffff:ffff:ffff:ffff'],
  ])('%s has %s addresses from %s to %s', (text, size, first, last) => {
    const pool = cidr(text);
    expect(poolSize(pool)).toBe(size);
    expect(addressAt(pool, 0)).toBe(first);
    expect(addressAt(pool, size - 1n)).toBe(last);
    expect(addressAt(pool, size)).toBeUndefined();
    expect(addressAt(pool, -1)).toBeUndefined();
  });

  it('walks usable addresses in order', () => {
    expect([...usableAddresses(cidr('10.0.0.0/29'))]).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '10.0.0.3',
      '10.0.0.4',
      '10.0.0.5',
      '10.0.0.6',
    ]);
  });

  it('indexOfAddress undoes addressAt, and every pool address lies in the block', () => {
    const blocks = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
      fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
    );
    fc.assert(
      fc.property(blocks, fc.bigInt(0n, 1n << 127n), ([address, length], seed) => {
        const pool = cidr(`${address}/${length}`);
        const index = seed % poolSize(pool);
        const found = addressAt(pool, index) ?? '';
        expect(cidrContains(pool, found)).toBe(true);
        expect(indexOfAddress(pool, found)).toBe(index);
      }),
    );
  });

  it('keeps families and reserved addresses apart', () => {
    const pool = cidr('10.0.0.0/24');
    expect(cidrContains(pool, '::ffff:10.0.0.1')).toBe(false);
    expect(cidrContains(pool, '10.0.1.1')).toBe(false);
    expect(cidrContains(pool, 'nonsense')).toBe(false);
    expect(indexOfAddress(pool, '10.0.0.0')).toBeUndefined();
    expect(indexOfAddress(pool, '10.0.0.255')).toBeUndefined();
  });
});
