/** Address texts as bytes, in the order of the network. */
import { isIPv6 } from 'node:net';

export function ipv4Bytes(address: string): readonly number[] {
  return address.split('.').map(Number);
}

/** 16 bytes of any spelling of RFC 4291, 2.2; a zone (`%eth0`) means nothing elsewhere and is left out. IPv4 is mapped. */
export function ipv6Bytes(address: string): readonly number[] {
  if (!isIPv6(address)) return [...Array<number>(10).fill(0), 255, 255, ...ipv4Bytes(address)];
  const [literal = ''] = address.split('%');
  const [front = '', back] = literal.split('::');
  const [head, tail] = [groupBytes(front), groupBytes(back ?? '')];
  return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

function groupBytes(groups: string): readonly number[] {
  if (groups === '') return [];
  return groups.split(':').flatMap((group) => {
    if (group.includes('.')) return ipv4Bytes(group);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}
