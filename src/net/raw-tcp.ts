/**
 * TCP segments in somebody else's name, through a raw socket. With them a balancer that only translates addresses can
 * make the ends of a connection speak: a SYN that no connection expects is answered by an acknowledgement with the
 * numbers of the moment (RFC 5961, section 4), and that, no longer belonging to anything, is answered by a reset.
 */
import { isIPv6 } from 'node:net';
import { addressBytes } from './address-bytes.ts';
import type { Ffi, ForeignFunction } from './ffi.ts';
import { openLibrary } from './ffi.ts';
import { SystemCallError } from './netlink/socket.ts';

export interface Segment {
  readonly from: { readonly address: string; readonly port: number };
  readonly to: { readonly address: string; readonly port: number };
}

const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_RAW = 3;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const IPPROTO_RAW = 255;
const SOL_SOCKET = 1;
const SO_MARK = 36;
const protocolTcp = 6;
const hopLimit = 64;

export class RawTcp {
  readonly #ffi: Ffi;
  readonly #socket: ForeignFunction;
  readonly #setsockopt: ForeignFunction;
  readonly #sendto: ForeignFunction;
  readonly #close: ForeignFunction;
  readonly #mark: number;
  readonly #descriptors = new Map<number, number>();

  /** `mark`: on every packet (SO_MARK), for the ruleset to know them by. Throws `FfiUnavailable`. */
  constructor(ffi: Ffi, mark: number) {
    const libc = openLibrary(ffi, ['libc.so.6']);
    this.#ffi = ffi;
    this.#mark = mark;
    this.#socket = libc.func('int socket(int domain, int type, int protocol)');
    this.#setsockopt = libc.func(
      'int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)',
    );
    this.#sendto = libc.func(
      'int64_t sendto(int fd, const uint8_t *data, uint64_t length, int flags, const uint8_t *to, uint32_t toLength)',
    );
    this.#close = libc.func('int close(int fd)');
  }

  /** A SYN out of the blue. False when the system does not send it: no route, no right. */
  sendSyn(segment: Segment): boolean {
    const six = isIPv6(segment.to.address);
    const descriptor = this.#open(six ? AF_INET6 : AF_INET);
    const packet = synPacket(segment);
    const to = socketAddress(segment.to.address);
    return Number(this.#sendto(descriptor, packet, packet.length, 0, to, to.length)) === packet.length;
  }

  close(): void {
    for (const descriptor of this.#descriptors.values()) this.#close(descriptor);
    this.#descriptors.clear();
  }

  #open(family: number): number {
    const there = this.#descriptors.get(family);
    if (there !== undefined) return there;
    const descriptor = Number(this.#socket(family, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_RAW));
    if (descriptor < 0) throw new SystemCallError('socket', this.#ffi.errno());
    const mark = Buffer.alloc(4);
    mark.writeUInt32LE(this.#mark >>> 0);
    if (Number(this.#setsockopt(descriptor, SOL_SOCKET, SO_MARK, mark, mark.length)) < 0)
      throw new SystemCallError('setsockopt', this.#ffi.errno());
    this.#descriptors.set(family, descriptor);
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
  tcp.writeUInt16BE(checksum(source, destination, tcp), 16);
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

/** RFC 9293, 3.1: of addresses, protocol, length and the segment. */
function checksum(source: Uint8Array, destination: Uint8Array, tcp: Buffer): number {
  const all = Buffer.concat([source, destination, Buffer.from([0, protocolTcp, 0, tcp.length]), tcp]);
  let sum = 0;
  for (let at = 0; at < all.length; at += 2) sum += all.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** struct sockaddr_in or sockaddr_in6, without a port: raw sockets have none. */
function socketAddress(address: string): Buffer {
  const bytes = addressBytes(address);
  const six = bytes.length === 16;
  const socket = Buffer.alloc(six ? 28 : 16);
  socket.writeUInt16LE(six ? AF_INET6 : AF_INET, 0);
  socket.set(bytes, six ? 8 : 4);
  return socket;
}
