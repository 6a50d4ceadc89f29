import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CidrSet } from './cidr-set.ts';
import { type Cidr, formatCidr, intersectCidrs, parseCidr, subtractCidrs } from './cidr.ts';

const canonical = (text: string): string | undefined => {
  const cidr = parseCidr(text);
  return cidr && formatCidr(cidr);
};

describe('parseCidr and formatCidr', () => {
  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:0DB8::0001', '2001:db8::1/128'],
    ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
    ['::/0', '::/0'],
    ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
    ['::ffff:0:0/95', '::fffe:0:0/95'],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each([
    '',
    '/8',
    '10.0.0.0/',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/-1',
    '10.0.0/8',
    '10.0.0.08',
    'fe80::1%eth0',
    'a/8',
  ])('"%s" is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('IPv6 addresses', () => {
  it('are read as Node and browsers read them', () => {
    const part = fc.constantFrom('0', '1', 'db8', 'FFFF', '00a', '', ':', '192.0.2.1', '10000', 'g', '%1');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV6(),
          fc.array(part, { maxLength: 9 }).map((parts) => parts.join(':')),
        ),
        (text) => {
          fc.pre(text.includes(':'));
          const valid = isIPv6(text) && !text.includes('%');
          const cidr = parseCidr(text);
          expect(cidr !== undefined).toBe(valid);
          if (!cidr || cidr.width === 32) return;
          expect(`[${formatCidr(cidr).replace('/128', '')}]`).toBe(new URL(`http://[${text}]`).hostname);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    ':1::',
    '1:::2',
    '::1.2.3',
    '::01.2.3.4',
    '1::2:3:4:5:6:7:8:9',
    ':',
  ])('"%s" is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it.each([
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0/128'],
    ['::192.0.2.1', '::c000:201/128'],
    ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4:5:6:c000:201/128'],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });
});

/** Small enough to ask every address about. */
const lists = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 26, max: 32 }))
    .map(([host, length]) => parseCidr(`10.0.0.${host}/${length}`))
    .filter((cidr): cidr is Cidr => cidr !== undefined),
  { maxLength: 6 },
);
const held = (list: readonly Cidr[]): readonly number[] => {
  const set = new CidrSet(list.map(formatCidr));
  return Array.from({ length: 64 }, (_, host) => host).filter((host) => set.has(`10.0.0.${host}`));
};

describe('sets of blocks', () => {
  it('meet in the addresses that both hold', () => {
    fc.assert(
      fc.property(lists, lists, (some, others) => {
        const second = held(others);
        const both = held(some).filter((host) => second.includes(host));
        expect(held(intersectCidrs(some, others))).toEqual(both);
      }),
    );
  });

  it('differ in the addresses that only the first holds', () => {
    fc.assert(
      fc.property(lists, lists, (some, others) => {
        const second = held(others);
        const left = held(some).filter((host) => !second.includes(host));
        expect(held(subtractCidrs(some, others))).toEqual(left);
      }),
    );
  });

  it('leave a whole version alone when the other is taken away', () => {
    const [ipv4, ipv6] = [parseCidr('0.0.0.0/0'), parseCidr('::/0')];
    if (!ipv4 || !ipv6) throw new Error('both are blocks');
    expect(subtractCidrs([ipv4], [ipv6])).toEqual([ipv4]);
  });
});
