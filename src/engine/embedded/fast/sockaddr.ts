/** Addresses as the kernel has them: struct sockaddr_in (16 bytes) and sockaddr_in6 (28 bytes). */
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { addressBytes, addressText, ipv6Bytes } from '../../../net/address-bytes.ts';
import type { AddressAndPort, Client } from '../client.ts';
import { clientOf } from '../client.ts';
import { family } from '../../../net/libc/constants.ts';

export const maxSockaddrLength = 28;
/** Room for an address and its length, for the kernel to write to. */
export interface SockaddrRoom {
  readonly address: Buffer;
  readonly length: Int32Array;
}

export function sockaddrRoom(): SockaddrRoom {
  return { address: Buffer.alloc(maxSockaddrLength), length: new Int32Array(1) };
}

const ipv4Length = 16;
const maxPort = 65_535;

/** Undefined for a place that cannot exist (port 99999). */
export function sockaddrOf({ address, port }: AddressAndPort): Buffer | undefined {
  if (!Number.isInteger(port) || port < 0 || port > maxPort) return undefined;
  const ipv6 = isIPv6(address);
  const bytes = Buffer.alloc(ipv6 ? maxSockaddrLength : ipv4Length);
  bytes.writeUInt16LE(ipv6 ? family.inet6 : family.inet, 0);
  bytes.writeUInt16BE(port, 2);
  if (ipv6) {
    bytes.set(ipv6Bytes(address), 8);
    bytes.writeUInt32LE(scopeOf(address), 24);
  } else {
    bytes.set(addressBytes(address), 4);
  }
  return bytes;
}

/** The number of the interface that a zone (`%eth0`, `%2`) names; 0 without one. */
function scopeOf(address: string): number {
  const [, zone] = address.split('%');
  if (zone === undefined) return 0;
  const known = networkInterfaces()[zone]?.find((each) => each.family === 'IPv6');
  return known?.family === 'IPv6' ? known.scopeid : Number.parseInt(zone, 10) || 0;
}

export function familyOf(sockaddr: Uint8Array): number {
  return sockaddr[0] ?? 0;
}

export function endpointOf(sockaddr: Buffer): AddressAndPort {
  const port = sockaddr.readUInt16BE(2);
  return familyOf(sockaddr) === family.inet
    ? { address: ipv4Text(sockaddr.readUInt32BE(4)), port }
    : { address: ipv6Text(sockaddr), port };
}

/** What is known of the client that `accept` or `recvmsg` has written here; the memory may be used again. */
export function clientAt(sockaddr: Buffer, to: AddressAndPort): Client {
  if (familyOf(sockaddr) !== family.inet) return clientOf(endpointOf(sockaddr), to);
  return new Ipv4Client(sockaddr.readUInt32BE(4), sockaddr.readUInt16BE(2), to);
}

/** Most listeners look at no client's address: its texts are made when somebody does. */
class Ipv4Client implements Client {
  readonly port: number;
  readonly #address: number;
  readonly #to: AddressAndPort;

  constructor(address: number, port: number, to: AddressAndPort) {
    this.port = port;
    this.#address = address;
    this.#to = to;
  }

  get address(): string {
    return ipv4Text(this.#address);
  }

  get tuple(): string {
    return clientOf(this, this.#to).tuple;
  }
}

function ipv4Text(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

function ipv6Text(sockaddr: Buffer): string {
  const text = addressText(sockaddr.subarray(8, 24));
  const scope = sockaddr.readUInt32LE(24);
  return scope === 0 ? text : `${text}%${interfaceName(scope)}`;
}

function interfaceName(scope: number): string {
  for (const [name, addresses] of Object.entries(networkInterfaces())) {
    if (addresses?.some((each) => each.family === 'IPv6' && each.scopeid === scope)) return name;
  }
  return String(scope);
}
