/**
 * IP addresses and endpoints as text: one canonical spelling, so that addresses can be compared as strings. Pure.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Endpoint } from './endpoint.ts';

export type AddressFamily = 4 | 6;

/** Family of a literal address; undefined for anything else, host names included. */
export function addressFamily(text: string): AddressFamily | undefined {
  const family = isIP(text);
  return family === 4 || family === 6 ? family : undefined;
}

/**
 * The one spelling of an address: dotted quad for IPv4, RFC 5952 for IPv6, and IPv4 for an IPv4-mapped IPv6 address.
 * A zone (`%eth0`) is kept. Undefined when the text is not an address.
 */
export function canonicalAddress(text: string): string | undefined {
  // node's parser is the strict one: `10.1` and `010.0.0.1` are no addresses here, though inet_aton takes them.
  if (isIP(text) === 0) return undefined;
  const [bare = text, zone] = text.split('%');
  const parsed = ipaddr.process(bare);
  const spelled = 'toRFC5952String' in parsed ? parsed.toRFC5952String() : parsed.toString();
  return zone === undefined ? spelled : `${spelled}%${zone}`;
}

const bracketed = /^\[(.+)\]:(\d{1,5})$/;
const plain = /^([^:]+):(\d{1,5})$/;

/** Reads what `formatEndpoint` writes; undefined unless the address is a literal and the port 0-65535. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const match = bracketed.exec(text) ?? plain.exec(text);
  const address = canonicalAddress(match?.[1] ?? '');
  const port = Number(match?.[2]);
  if (address === undefined || !(port <= 65_535)) return undefined;
  return { address, port };
}
