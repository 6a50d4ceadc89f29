/**
 * The header of PROXY protocol version 2 that goes before a client's first byte, so that a server learns who the client
 * is. TCP over IPv4 and IPv6, no TLVs. Source: "The PROXY protocol", section 2.2.
 */
import { isIPv6 } from 'node:net';
import { addressBytes, ipv6Bytes } from '../../net/address-bytes.ts';
import type { AddressAndPort } from './client.ts';

const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
/** Version 2, command PROXY. */
const versionAndCommand = 0x21;
const tcpOverIpv4 = 0x11;
const tcpOverIpv6 = 0x21;

/** The header for a connection from `source` to `destination`, both IP address texts. */
export function proxyHeader(source: AddressAndPort, destination: AddressAndPort): Buffer {
  // One family for both: a mixed pair is written as IPv6, with the IPv4 side mapped into it.
  const ipv6 = isIPv6(source.address) || isIPv6(destination.address);
  const bytesOf = ipv6 ? ipv6Bytes : addressBytes;
  const addresses = [...bytesOf(source.address), ...bytesOf(destination.address)];
  const head = Buffer.alloc(4);
  head.writeUInt8(versionAndCommand, 0);
  head.writeUInt8(ipv6 ? tcpOverIpv6 : tcpOverIpv4, 1);
  head.writeUInt16BE(addresses.length + 4, 2);
  const ports = Buffer.alloc(4);
  ports.writeUInt16BE(source.port, 0);
  ports.writeUInt16BE(destination.port, 2);
  return Buffer.concat([signature, head, Buffer.from(addresses), ports]);
}
