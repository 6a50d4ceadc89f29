import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { announcement } from './announcement.ts';

const hardwareAddress = Buffer.from('020000000001', 'hex');
const framesOf = (address: string): readonly string[] =>
  announcement(address, hardwareAddress).map((frame) => frame.toString('hex'));
const hex = (...parts: readonly string[]): string => parts.join('');

describe('the announcement of an address', () => {
  it('is, of IPv4, a gratuitous ARP request to everybody and a reply', () => {
    const ethernet = hex('ffffffffffff', '020000000001', '0806');
    const ipv4OverEthernet = hex('0001', '0800', '06', '04');
    const sender = hex('020000000001', 'c0000201');
    assert.deepEqual(framesOf('192.0.2.1'), [
      hex(ethernet, ipv4OverEthernet, '0001', sender, '000000000000', 'c0000201'),
      hex(ethernet, ipv4OverEthernet, '0002', sender, '020000000001', 'c0000201'),
    ]);
  });

  it('is, of IPv6, an unsolicited neighbour advertisement to all nodes that overrides what they know', () => {
    const address = '20010db8000000000000000000000064';
    const allNodes = 'ff020000000000000000000000000001';
    assert.deepEqual(framesOf('2001:db8::64'), [
      hex(
        hex('333300000001', '020000000001', '86dd'),
        // Version, length 32, ICMPv6, hop limit 255.
        hex('60000000', '0020', '3a', 'ff', address, allNodes),
        // Type 136, checksum, the override flag alone, the target.
        hex('8800', 'f864', '20000000', address),
        // Option 2, target link-layer address, of eight bytes.
        hex('02', '01', '020000000001'),
      ),
    ]);
  });

  it('is of no text that is no address', () => {
    assert.throws(() => announcement('example.org', hardwareAddress), TypeError);
  });
});
