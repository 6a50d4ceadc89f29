import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { addressBytes, addressText, canonicalAddress } from './address-bytes.ts';

describe('addresses as bytes', () => {
  it('are written in one way, as RFC 5952 has it', () => {
    const texts = {
      '192.0.2.1': '192.0.2.1',
      '::': '::',
      '::1': '::1',
      '2001:DB8:0:0:1:0:0:1': '2001:db8::1:0:0:1',
      '2001:db8:0:1:1:1:1:1': '2001:db8:0:1:1:1:1:1',
      'fe80:0:0:0:0:0:0:0': 'fe80::',
      '::ffff:192.0.2.1': '::ffff:c000:201',
    };
    for (const [from, to] of Object.entries(texts)) assert.equal(canonicalAddress(from), to);
  });

  it('are four or sixteen', () => {
    assert.deepEqual([...addressBytes('10.0.0.255')], [10, 0, 0, 255]);
    assert.equal(addressBytes('2001:db8::1').length, 16);
    assert.equal(addressText(addressBytes('2001:db8::1')), '2001:db8::1');
  });

  it('are not made of anything else', () => {
    for (const text of ['', '1.2.3', '1.2.3.4/8', 'fe80::1%lo', 'host'])
      assert.throws(() => addressBytes(text), TypeError);
  });
});
