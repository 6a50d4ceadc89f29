import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { readPacketPlaces } from './packet.ts';

const ports = [0x1f, 0x90, 0, 80];
const ip4 = (protocol: number, payload: readonly number[]): Buffer =>
  Buffer.from([0x45, 0, 0, 0, 0, 0, 0, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, ...payload]);
const places = { from: { address: '10.0.0.1', port: 8080 }, to: { address: '10.0.0.2', port: 80 } };

describe('the places in a packet', () => {
  it('are those of its headers', () => {
    assert.deepEqual(readPacketPlaces(ip4(6, ports)), { protocol: 'tcp', ...places, error: false });
    const ip6 = Buffer.alloc(44);
    ip6.writeUInt8(0x60, 0);
    ip6.writeUInt8(17, 6);
    ip6.writeUInt8(1, 39);
    ip6.set(ports, 40);
    const { protocol, from, to } = readPacketPlaces(ip6) ?? {};
    assert.deepEqual(
      [protocol, from, to],
      ['udp', { address: '::', port: 8080 }, { address: '::1', port: 80 }],
    );
  });

  it('are, of an ICMP error, those of the packet that it is about', () => {
    const error = ip4(1, [3, 3, 0, 0, 0, 0, 0, 0, ...ip4(17, ports)]);
    assert.deepEqual(readPacketPlaces(error), { protocol: 'udp', ...places, error: true });
  });

  it('are nothing where there are none', () => {
    for (const packet of [Buffer.alloc(0), ip4(6, []), ip4(47, ports), ip4(1, []), Buffer.alloc(60)])
      assert.equal(readPacketPlaces(packet), undefined);
  });
});
