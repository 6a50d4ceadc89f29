/** IP addresses between text and the bytes that stand in packets. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** 4 or 16 bytes, network order. Throws `TypeError` for anything but an address; a zone (`%eth0`) is none. */
export function addressBytes(address: string): Uint8Array {
  const version = isIP(address);
  if (version === 4) return Uint8Array.from(address.split('.'), Number);
  if (version === 0 || address.includes('%')) throw new TypeError(`${address} is no IP address.`);
  return Uint8Array.from(ipaddr.parse(address).toByteArray());
}

/** 16 bytes: IPv4 is mapped (RFC 4291, 2.5.5.2), and a zone, which means nothing elsewhere, is left out. */
export function ipv6Bytes(address: string): Uint8Array {
  const [literal = ''] = address.split('%');
  const bytes = addressBytes(literal);
  return bytes.length === 16 ? bytes : Uint8Array.from([...Array<number>(10).fill(0), 255, 255, ...bytes]);
}

/** IPv6 as RFC 5952 writes it. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const address = ipaddr.fromByteArray([...bytes]);
  return 'toRFC5952String' in address ? address.toRFC5952String() : address.toString();
}

/** One text for one address, however it was written. IPv4 is only ever written in one way: four numbers without zeros before them. */
export function canonicalAddress(address: string): string {
  return isIP(address) === 4 ? address : addressText(addressBytes(address));
}
