/**
 * The frames by which a machine tells its neighbours on an Ethernet that an address is at its hardware address now:
 * whoever has another one in its table takes the new one at once.
 */
import { addressBytes } from './address-bytes.ts';
import { internetChecksum } from './checksum.ts';

const etherType = { arp: 0x0806, ip6: 0x86dd } as const;
const everybody = Buffer.alloc(6, 0xff);
/** ff02::1, and its hardware address (RFC 2464, 7). */
const allNodes = Buffer.from('ff020000000000000000000000000001', 'hex');
const allNodesHardware = Buffer.from('333300000001', 'hex');

/** The frames that say that `address` is at `hardwareAddress` (six bytes), whole as they go over the wire. */
export function announcement(address: string, hardwareAddress: Buffer): readonly Buffer[] {
  const bytes = Buffer.from(addressBytes(address));
  if (bytes.length === 16) return [neighbourAdvertisement(bytes, hardwareAddress)];
  // Some heed only the one form, some only the other (RFC 5944, 4.6).
  return [gratuitousArp('request', bytes, hardwareAddress), gratuitousArp('reply', bytes, hardwareAddress)];
}

/** RFC 826; sender and target are the same address. Linux heeds a reply only if both hardware addresses are ours. */
function gratuitousArp(form: 'request' | 'reply', address: Buffer, hardwareAddress: Buffer): Buffer {
  const isRequest = form === 'request';
  // Ethernet, IPv4, their lengths, the operation.
  const head = Buffer.from([0, 1, 8, 0, 6, 4, 0, isRequest ? 1 : 2]);
  const target = isRequest ? Buffer.alloc(6) : hardwareAddress;
  const packet = Buffer.concat([head, hardwareAddress, address, target, address]);
  return frame(everybody, hardwareAddress, etherType.arp, packet);
}

/** Unsolicited, to all nodes (RFC 4861, 4.4 and 7.2.6). */
function neighbourAdvertisement(address: Buffer, hardwareAddress: Buffer): Buffer {
  const icmp = Buffer.alloc(32);
  icmp.writeUInt8(136, 0);
  icmp.writeUInt8(0x20, 4); // Override: what a neighbour knows already is wrong.
  icmp.set(address, 8);
  icmp.set([2, 1, ...hardwareAddress], 24); // Option: link-layer address of the target, in units of eight bytes.
  icmp.writeUInt16BE(internetChecksum(address, allNodes, icmpVersion6, icmp), 2);
  const ip = Buffer.alloc(40);
  ip.writeUInt8(0x60, 0);
  ip.writeUInt16BE(icmp.length, 4);
  ip.writeUInt8(icmpVersion6, 6);
  ip.writeUInt8(255, 7); // Another hop limit would show that a router has passed it on.
  ip.set(address, 8);
  ip.set(allNodes, 24);
  return frame(allNodesHardware, hardwareAddress, etherType.ip6, Buffer.concat([ip, icmp]));
}

const icmpVersion6 = 58;

function frame(to: Buffer, from: Buffer, type: number, packet: Buffer): Buffer {
  return Buffer.concat([to, from, Buffer.from([type >> 8, type & 255]), packet]);
}
