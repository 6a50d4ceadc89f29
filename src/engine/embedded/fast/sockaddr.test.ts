import { describe, expect, it } from 'vitest';
import { clientOf } from '../client.ts';
import { clientAt, endpointOf, sockaddrOf } from './sockaddr.ts';

function sockaddr(address: string, port: number): Buffer {
  const bytes = sockaddrOf({ address, port });
  if (!bytes) throw new Error(`${address} should be a place`);
  return bytes;
}

describe('addresses as the kernel has them', () => {
  it('has family, port and address where the kernel looks for them', () => {
    expect(sockaddr('192.0.2.255', 258).toString('hex')).toBe('02000102c00002ff0000000000000000');
    expect(sockaddr('2001:db8::1', 80).toString('hex')).toBe(
      '0a0000500000000020010db800000000000000000000000100000000',
    );
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['fe80::', 'fe80::'],
    ['2001:DB8:0:0:1:0:0:0', '2001:db8:0:0:1::'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['10:0:0:0:0:0:0:20', '10::20'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
  ])('%s comes back as %s', (address, expected) => {
    expect(endpointOf(sockaddr(address, 65_535))).toEqual({ address: expected, port: 65_535 });
  });

  it.each([-1, 65_536, 99_999, 1.5, Number.NaN])('has no place at port %s', (port) => {
    expect(sockaddrOf({ address: '127.0.0.1', port })).toBeUndefined();
  });

  it('tells the same of a client as the plain lane', () => {
    const to = { address: '10.0.0.1', port: 80 };
    for (const address of ['192.0.2.7', '2001:db8::7']) {
      const bytes = sockaddr(address, 4000);
      const client = clientAt(bytes, to);
      bytes.fill(0);
      const { tuple } = clientOf({ address, port: 4000 }, to);
      expect([client.address, client.port, client.tuple]).toEqual([address, 4000, tuple]);
    }
  });
});
