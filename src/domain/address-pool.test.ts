import { describe, expect, it } from 'vitest';
import { canonicalAddress, firstFreeAddress, poolHolds, poolSize } from './address-pool.ts';

const none = new Set<string>();

describe('canonicalAddress', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['10.1', undefined],
    ['010.0.0.1', undefined],
    ['10.0.0.256', undefined],
    ['fe80::1%eth0', undefined],
    ['localhost', undefined],
    ['', undefined],
  ])('%s -> %s', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });
});

describe('firstFreeAddress', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.1'],
    ['192.0.2.77/24', '192.0.2.1'],
    ['192.0.2.4/31', '192.0.2.4'],
    ['192.0.2.4/32', '192.0.2.4'],
    ['192.0.2.4', '192.0.2.4'],
    ['2001:db8::/64', '2001:db8::1'],
    ['2001:db8::/127', '2001:db8::'],
  ])('the first of %s is %s', (cidr, expected) => {
    expect(firstFreeAddress([cidr], none)).toBe(expected);
  });

  it('fills a gap before it goes on', () => {
    expect(firstFreeAddress(['192.0.2.0/29'], new Set(['192.0.2.1', '192.0.2.3']))).toBe('192.0.2.2');
  });

  it('never gives the broadcast address, and goes to the next block instead', () => {
    const taken = new Set(['192.0.2.1', '192.0.2.2']);
    expect(firstFreeAddress(['192.0.2.0/30'], taken)).toBeUndefined();
    expect(firstFreeAddress(['192.0.2.0/30', '198.51.100.9'], taken)).toBe('198.51.100.9');
  });

  it('knows no free address in an empty pool or in text that is no block', () => {
    expect(firstFreeAddress([], none)).toBeUndefined();
    expect(firstFreeAddress(['nonsense', '10.0.0.0/99'], none)).toBeUndefined();
  });

  it('gives each address of a block exactly once', () => {
    const taken = new Set<string>();
    for (let address = firstFreeAddress(['10.0.0.0/28'], taken); address;) {
      taken.add(address);
      address = firstFreeAddress(['10.0.0.0/28'], taken);
    }
    expect(taken.size).toBe(14);
    expect([...taken].every((address) => poolHolds(['10.0.0.0/28'], address))).toBe(true);
  });
});

describe('poolHolds', () => {
  it.each([
    ['192.0.2.1', true],
    ['192.0.2.254', true],
    ['192.0.2.0', false],
    ['192.0.2.255', false],
    ['192.0.3.1', false],
    ['2001:DB8::5', true],
    ['2001:db8::', false],
    ['localhost', false],
  ])('%s: %s', (address, expected) => {
    expect(poolHolds(['192.0.2.0/24', '2001:db8::/64'], address)).toBe(expected);
  });
});

describe('poolSize', () => {
  it.each([
    [['192.0.2.0/24'], 254n],
    [['192.0.2.1', '192.0.2.4/31'], 3n],
    [['2001:db8::/64'], 2n ** 64n - 1n],
    [[], 0n],
  ])('%j can give %s addresses', (pool, size) => {
    expect(poolSize(pool)).toBe(size);
  });
});
