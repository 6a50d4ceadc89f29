/** Who sent an IP packet to whom, read off its headers; of an ICMP error, of the packet that it is about. */
import { addressText } from './address-bytes.ts';

export interface PacketPlaces {
  readonly protocol: 'tcp' | 'udp';
  readonly from: { readonly address: string; readonly port: number };
  readonly to: { readonly address: string; readonly port: number };
  /** True: an ICMP error, and the places are those of the packet that could not be delivered. */
  readonly error: boolean;
}

const protocol = { icmp: 1, tcp: 6, udp: 17, icmp6: 58 } as const;
/** Of both versions of ICMP: the packet in question comes behind eight bytes. */
const icmpHeaderLength = 8;

/** Undefined for what is neither TCP nor UDP nor an error about them, and for IPv6 with extension headers. */
export function readPacketPlaces(packet: Buffer, error = false): PacketPlaces | undefined {
  const header = readHeader(packet);
  if (header === undefined) return undefined;
  const { source, destination, next, payload } = header;
  if ((next === protocol.icmp || next === protocol.icmp6) && !error)
    return readPacketPlaces(payload.subarray(icmpHeaderLength), true);
  if ((next !== protocol.tcp && next !== protocol.udp) || payload.length < 4) return undefined;
  return {
    protocol: next === protocol.tcp ? 'tcp' : 'udp',
    from: { address: addressText(source), port: payload.readUInt16BE(0) },
    to: { address: addressText(destination), port: payload.readUInt16BE(2) },
    error,
  };
}

interface Header {
  readonly source: Buffer;
  readonly destination: Buffer;
  readonly next: number;
  readonly payload: Buffer;
}

function readHeader(packet: Buffer): Header | undefined {
  const version = (packet[0] ?? 0) >> 4;
  if (version === 4 && packet.length >= 20) {
    return {
      source: packet.subarray(12, 16),
      destination: packet.subarray(16, 20),
      next: packet.readUInt8(9),
      payload: packet.subarray((packet.readUInt8(0) & 15) * 4),
    };
  }
  if (version !== 6 || packet.length < 40) return undefined;
  return {
    source: packet.subarray(8, 24),
    destination: packet.subarray(24, 40),
    next: packet.readUInt8(6),
    payload: packet.subarray(40),
  };
}
