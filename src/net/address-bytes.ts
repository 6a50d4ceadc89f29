/** IP addresses between text and the bytes that stand in packets. */
import { isIPv4, isIPv6 } from 'node:net';

/** 4 or 16 bytes, network order. Throws `TypeError` for anything but an address; a zone (`%eth0`) is none. */
export function addressBytes(address: string): Uint8Array {
  if (isIPv4(address)) return Uint8Array.from(address.split('.').map(Number));
  if (!isIPv6(address) || address.includes('%')) throw new TypeError(`${address} is no IP address.`);
  // The dotted end of ::ffff:192.0.2.1 as two groups.
  const plain = address.replace(/\d+\.\d+\.\d+\.\d+$/, (end) => {
    const [a = 0, b = 0, c = 0, d = 0] = end.split('.').map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const groupsOf = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [front, back] = [groupsOf(head), groupsOf(tail ?? '')];
  const middle = tail === undefined ? [] : Array<number>(8 - front.length - back.length).fill(0);
  return Uint8Array.from([...front, ...middle, ...back].flatMap((group) => [group >> 8, group & 255]));
}

/** IPv6 as RFC 5952 writes it: the longest run of zeros, the first of several, is left out. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, n) => ((bytes[2 * n] ?? 0) << 8) | (bytes[2 * n + 1] ?? 0));
  let [bestAt, bestLength] = [-1, 1];
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && groups[at + length] === 0) length++;
    if (length > bestLength) [bestAt, bestLength] = [at, length];
  }
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (bestAt < 0) return text(groups);
  return `${text(groups.slice(0, bestAt))}::${text(groups.slice(bestAt + bestLength))}`;
}

/** One text for one address, however it was written. */
export function canonicalAddress(address: string): string {
  return addressText(addressBytes(address));
}
