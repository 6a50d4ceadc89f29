/**
 * Address pools written as CIDR blocks: how many addresses can be handed out, and which. Pure; nothing is enumerated
 * unless asked, so that an IPv6 /64 costs no more than an IPv4 /24.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { AddressFamily } from './address.ts';

export interface Cidr {
  readonly family: AddressFamily;
  /** First address of the block as a number; host bits of the text are dropped. */
  readonly base: bigint;
  readonly prefixLength: number;
}

/** Reads `10.0.0.0/24` or `2001:db8::/64`. A bare address is a block of one. Undefined when it is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const value = toNumber(address);
  if (value === undefined || rest.length > 0) return undefined;
  const width = widthOf(value.family);
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefixLength = length === undefined ? width : Number(length);
  if (prefixLength > width) return undefined;
  const hostBits = BigInt(width - prefixLength);
  return { family: value.family, base: (value.number >> hostBits) << hostBits, prefixLength };
}

export function formatCidr(cidr: Cidr): string {
  return `${fromNumber(cidr.base, cidr.family)}/${cidr.prefixLength}`;
}

/** Whether the address lies in the block, reserved ones included. False for text that is no address. */
export function cidrContains(cidr: Cidr, address: string): boolean {
  const value = toNumber(address);
  if (value === undefined || value.family !== cidr.family) return false;
  const hostBits = BigInt(widthOf(cidr.family) - cidr.prefixLength);
  return value.number >> hostBits === cidr.base >> hostBits;
}

/** How many addresses of the block can be given to something. */
export function poolSize(cidr: Cidr): bigint {
  return blockSize(cidr) - reservedFirst(cidr) - reservedLast(cidr);
}

/** The usable address at `index`, counted from 0; undefined outside the pool. */
export function addressAt(cidr: Cidr, index: number | bigint): string | undefined {
  const at = BigInt(index);
  if (at < 0n || at >= poolSize(cidr)) return undefined;
  return fromNumber(cidr.base + reservedFirst(cidr) + at, cidr.family);
}

/** Position of a usable address in the pool, the inverse of `addressAt`; undefined when it is not one of them. */
export function indexOfAddress(cidr: Cidr, address: string): bigint | undefined {
  const value = toNumber(address);
  if (value === undefined || value.family !== cidr.family) return undefined;
  const index = value.number - cidr.base - reservedFirst(cidr);
  return index >= 0n && index < poolSize(cidr) ? index : undefined;
}

/** Usable addresses in order, made as they are asked for. */
export function* usableAddresses(cidr: Cidr): Generator<string, void, void> {
  const size = poolSize(cidr);
  const first = cidr.base + reservedFirst(cidr);
  for (let index = 0n; index < size; index++) yield fromNumber(first + index, cidr.family);
}

function blockSize(cidr: Cidr): bigint {
  return 1n << BigInt(widthOf(cidr.family) - cidr.prefixLength);
}

/** IPv4: the network address. IPv6: the subnet-router anycast address (RFC 4291, 2.6.1). None in blocks of one or two. */
function reservedFirst(cidr: Cidr): bigint {
  return blockSize(cidr) > 2n ? 1n : 0n;
}

/** The IPv4 broadcast address. A /31 has none (RFC 3021), nor has IPv6. */
function reservedLast(cidr: Cidr): bigint {
  return cidr.family === 4 && blockSize(cidr) > 2n ? 1n : 0n;
}

function widthOf(family: AddressFamily): number {
  return family === 4 ? 32 : 128;
}

function toNumber(text: string): { family: AddressFamily; number: bigint } | undefined {
  const family = isIP(text);
  if ((family !== 4 && family !== 6) || text.includes('%')) return undefined;
  const bytes = ipaddr.parse(text).toByteArray();
  return { family, number: bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) };
}

function fromNumber(number: bigint, family: AddressFamily): string {
  const bytes: number[] = [];
  for (let shift = widthOf(family) - 8; shift >= 0; shift -= 8) {
    bytes.push(Number((number >> BigInt(shift)) & 255n));
  }
  const address = ipaddr.fromByteArray(bytes);
  return 'toRFC5952String' in address ? address.toRFC5952String() : address.toString();
}
