import { describe, expect, it } from 'vitest';
import { proxyHeader } from './proxy-protocol.ts';

/** Section 2.2: the fixed block of 12 bytes, then 0x21 for version 2 and command PROXY. */
const start = '0d0a0d0a000d0a515549540a21';

describe('the header of PROXY protocol v2', () => {
  // By hand from the specification: family and transport, length, source, destination, source port, destination port.
  it.each([
    ['IPv4', '192.0.2.7', 56_324, '198.51.100.1', 443, `${start} 11 000c c0000207 c6336401 dc04 01bb`],
    [
      'IPv4, extremes',
      '0.0.0.0',
      0,
      '255.255.255.255',
      65_535,
      `${start} 11 000c 00000000 ffffffff 0000 ffff`,
    ],
    [
      'IPv6',
      '2001:db8::1',
      1,
      '2001:db8:0:1:2:3:4:ff',
      80,
      `${start} 21 0024 20010db8000000000000000000000001 20010db80000000100020003000400ff 0001 0050`,
    ],
    [
      'IPv6, shortest, and one with a zone',
      '::',
      4000,
      'fe80::1%eth0',
      4001,
      `${start} 21 0024 ${'00'.repeat(16)} fe80${'00'.repeat(13)}01 0fa0 0fa1`,
    ],
    [
      'IPv6, ending in zeros',
      '2001:db8::',
      4000,
      '::1',
      4001,
      `${start} 21 0024 20010db8${'00'.repeat(12)} ${'00'.repeat(15)}01 0fa0 0fa1`,
    ],
    [
      'an IPv4 client mapped into IPv6',
      '::ffff:192.0.2.7',
      4000,
      '::1',
      4001,
      `${start} 21 0024 ${'00'.repeat(10)}ffffc0000207 ${'00'.repeat(15)}01 0fa0 0fa1`,
    ],
    [
      'mixed families',
      '192.0.2.7',
      4000,
      '::1',
      4001,
      `${start} 21 0024 ${'00'.repeat(10)}ffffc0000207 ${'00'.repeat(15)}01 0fa0 0fa1`,
    ],
  ])('%s', (_what, source, sourcePort, destination, destinationPort, bytes) => {
    const header = proxyHeader(
      { address: source, port: sourcePort },
      { address: destination, port: destinationPort },
    );
    expect(header.toString('hex')).toBe(bytes.replaceAll(' ', ''));
  });
});
