/**
 * TCP segments in somebody else's name, through a raw socket. With them a balancer that only translates addresses can
 * make the ends of a connection speak: a SYN that no connection expects is answered by an acknowledgement with the
 * numbers of the moment (RFC 5961, section 4), and that, no longer belonging to anything, is answered by a reset.
 */
import { isIPv6 } from 'node:net';
import { addressBytes } from './address-bytes.ts';
import { internetChecksum } from './checksum.ts';
import { family, socketOption, socketType } from './libc/constants.ts';
import type { Libc } from './libc/libc.ts';
import { SystemCallError } from './libc/system-call-error.ts';

export interface Segment {
  readonly from: { readonly address: string; readonly port: number };
  readonly to: { readonly address: string; readonly port: number };
}

const IPPROTO_RAW = 255;
const protocolTcp = 6;
const hopLimit = 64;

export class RawTcp {
  readonly #libc: Libc;
  readonly #mark: number;
  readonly #descriptors = new Map<number, number>();

  /** `mark`: on every packet (SO_MARK), for the ruleset to know them by. */
  constructor(libc: Libc, mark: number) {
    this.#libc = libc;
    this.#mark = mark;
  }

  /** A SYN out of the blue. False when the system does not send it: no route, no right. */
  sendSyn(segment: Segment): boolean {
    const six = isIPv6(segment.to.address);
    const descriptor = this.#open(six ? family.inet6 : family.inet);
    const packet = synPacket(segment);
    const to = socketAddress(segment.to.address);
    return this.#libc.sendto(descriptor, packet, packet.length, 0, to, to.length) === packet.length;
  }

  close(): void {
    for (const descriptor of this.#descriptors.values()) this.#libc.close(descriptor);
    this.#descriptors.clear();
  }

  #open(domain: number): number {
    const there = this.#descriptors.get(domain);
    if (there !== undefined) return there;
    const type = socketType.raw | socketType.nonBlocking | socketType.closeOnExec;
    const descriptor = this.#libc.socket(domain, type, IPPROTO_RAW);
    if (descriptor < 0) throw new SystemCallError('socket', this.#libc.errno());
    const mark = new Uint32Array([this.#mark]);
    const [level, name] = socketOption.mark;
    if (this.#libc.setsockopt(descriptor, level, name, mark, mark.byteLength) < 0)
      throw new SystemCallError('setsockopt', this.#libc.errno());
    this.#descriptors.set(domain, descriptor);
    return descriptor;
  }
}

/** IP header and TCP header; what is zero in the IPv4 header is filled in by the kernel. */
function synPacket({ from, to }: Segment): Buffer {
  const [source, destination] = [addressBytes(from.address), addressBytes(to.address)];
  const tcp = Buffer.alloc(20);
  tcp.writeUInt16BE(from.port, 0);
  tcp.writeUInt16BE(to.port, 2);
  tcp.writeUInt32BE(Math.floor(Math.random() * 2 ** 32), 4);
  tcp.writeUInt16BE(0x5002, 12); // Five words of header, SYN.
  tcp.writeUInt16BE(1024, 14); // Window.
  tcp.writeUInt16BE(internetChecksum(source, destination, protocolTcp, tcp), 16);
  return Buffer.concat([
    source.length === 4 ? header4(source, destination) : header6(source, destination),
    tcp,
  ]);
}

function header4(source: Uint8Array, destination: Uint8Array): Buffer {
  const ip = Buffer.alloc(20);
  ip.writeUInt8(0x45, 0);
  ip.writeUInt16BE(40, 2);
  ip.writeUInt8(hopLimit, 8);
  ip.writeUInt8(protocolTcp, 9);
  ip.set(source, 12);
  ip.set(destination, 16);
  return ip;
}

function header6(source: Uint8Array, destination: Uint8Array): Buffer {
  const ip = Buffer.alloc(40);
  ip.writeUInt8(0x60, 0);
  ip.writeUInt16BE(20, 4);
  ip.writeUInt8(protocolTcp, 6);
  ip.writeUInt8(hopLimit, 7);
  ip.set(source, 8);
  ip.set(destination, 24);
  return ip;
}

/** struct sockaddr_in or sockaddr_in6, without a port: raw sockets have none. */
function socketAddress(address: string): Buffer {
  const bytes = addressBytes(address);
  const six = bytes.length === 16;
  const socket = Buffer.alloc(six ? 28 : 16);
  socket.writeUInt16LE(six ? family.inet6 : family.inet, 0);
  socket.set(bytes, six ? 8 : 4);
  return socket;
}
