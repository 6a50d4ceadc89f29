/**
 * Names and values in the ruleset. Names come from hashes of keys and ids, never from the keys themselves: what people
 * call a server cannot reach the text. Addresses and numbers are checked by the functions that write them.
 */
import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { TransportProtocol } from '../../domain/plan-types.ts';
import { addressBytes, canonicalAddress } from '../../net/address-bytes.ts';

export type Family = 'ip' | 'ip6';

/** The same in both families; nothing outside a table of this name is ever touched. */
export const tableName = 'hotspare';

/** On segments of ours that are to stay without a connection (`net/raw-tcp.ts`); "Hspr". */
export const probeMark = 0x48737072;

/** Throws `TypeError` for what is no address. */
export function familyOf(address: string): Family {
  const version = isIP(address);
  if (version === 0) throw new TypeError(`${address} is no IP address.`);
  return version === 4 ? 'ip' : 'ip6';
}

/** `l_0123456789ab`: 48 bits of a hash; two alike among ten thousand are a chance of one in five million. */
export function nameOf(prefix: string, ...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
  return `${prefix}_${hash}`;
}

/** `tcp . 192.0.2.1 . 80`: a key of the maps. */
export function placeKey(
  protocol: TransportProtocol,
  { address, port }: { readonly address: string; readonly port: number },
): string {
  return `${protocol} . ${canonicalAddress(address)} . ${whole(port)}`;
}

/** `192.0.2.7:80`, `[2001:db8::7]:80`. */
export function natPlace(address: string, port: number): string {
  const text = canonicalAddress(address);
  return text.includes(':') ? `[${text}]:${whole(port)}` : `${text}:${whole(port)}`;
}

/** As digits. Throws `TypeError` for what is no whole number from 0 to 2^32 - 1. */
export function whole(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff)
    throw new TypeError(`${value} is no whole number.`);
  return value.toFixed(0);
}

/** `10.0.0.0/8` as nft reads it. Throws `TypeError` for anything else. */
export function networkText(cidr: string): string {
  const [address = '', prefix = '', more] = cidr.split('/');
  const bits = addressBytes(address).length * 8;
  if (more !== undefined || !/^\d{1,3}$/.test(prefix) || Number(prefix) > bits)
    throw new TypeError(`${cidr} is no network.`);
  return `${canonicalAddress(address)}/${Number(prefix)}`;
}

const protocolNumber = { tcp: 6, udp: 17 } as const;

/** The same key as the kernel has it: each part padded to four bytes. */
export function placeBytes(protocol: TransportProtocol, address: string, port: number): Uint8Array {
  const number = [protocolNumber[protocol], 0, 0, 0];
  return Uint8Array.from([...number, ...addressBytes(address), port >> 8, port & 255, 0, 0]);
}
