/** Interfaces and their addresses (rtnetlink): looks them up, adds and removes single addresses. */
import { addressBytes, addressText } from '../address-bytes.ts';
import { family } from '../libc/constants.ts';
import { errors, SystemCallError } from '../libc/system-call-error.ts';
import type { NetlinkMessage } from './messages.ts';
import {
  answersIn,
  attribute,
  flag,
  messageType,
  netlinkMessage,
  readAttributes,
  throwIfRefused,
  uint32le,
} from './messages.ts';
import type { NetlinkSocket } from './socket.ts';

/** linux/rtnetlink.h */
const type = { getLink: 18, newAddress: 20, deleteAddress: 21, getAddress: 22 } as const;
/** linux/if_link.h and linux/if_addr.h; struct ifinfomsg and struct ifaddrmsg go before the attributes. */
const linkAttribute = { address: 1, name: 3 } as const;
const linkHeaderLength = 16;
const addressAttribute = { address: 1, local: 2, cacheInfo: 6, flags: 8, metric: 9 } as const;
const addressHeaderLength = 8;
/** linux/if.h */
const linkFlag = { up: 1, noArp: 0x80, lowerUp: 0x10000 } as const;
const ethernet = 1;
/**
 * Usable at once, without asking whether a neighbour has it; and without a route of its own, which an address that
 * stands for no network does not need.
 */
const noProbing = 0x02;
const noRoute = 0x200;
const forEver = 0xffffffff;

export interface Interface {
  readonly index: number;
  readonly name: string;
  /** Up, and with a carrier. */
  readonly isUp: boolean;
  /** Six bytes; undefined where neighbours are not found by ARP: loopback, tunnels. */
  readonly hardwareAddress: Buffer | undefined;
}

/** An address of this machine. */
export interface InterfaceAddress {
  readonly interfaceIndex: number;
  /** As `canonicalAddress` writes it. */
  readonly address: string;
  readonly prefixLength: number;
  /** Of the routes that the kernel makes for it; 0 = none was given. */
  readonly metric: number;
}

/** A single address, of no network. */
export type SingleAddress = Omit<InterfaceAddress, 'prefixLength'>;

export class Interfaces {
  readonly #socket: NetlinkSocket;

  /** `socket`: to `netlinkFamily.route`. Every method throws `SystemCallError`. */
  constructor(socket: NetlinkSocket) {
    this.#socket = socket;
  }

  interfaces(): readonly Interface[] {
    return this.#dump(type.getLink, Buffer.alloc(linkHeaderLength)).map(readInterface);
  }

  addresses(): readonly InterfaceAddress[] {
    return this.#dump(type.getAddress, Buffer.alloc(addressHeaderLength)).map(readAddress);
  }

  /** EEXIST: the interface has it already; ENODEV: there is no such interface; EACCES: it has no IPv6. */
  add(wanted: SingleAddress): void {
    this.#order(type.newAddress, flag.create | flag.exclusive, wanted, [
      attribute(addressAttribute.flags, uint32le(noProbing | noRoute)),
      attribute(addressAttribute.metric, uint32le(wanted.metric)),
      attribute(addressAttribute.cacheInfo, lifetimes(wanted.address)),
    ]);
  }

  /** Whatever its metric: look first. EADDRNOTAVAIL: the interface does not have it. */
  remove(unwanted: SingleAddress): void {
    this.#order(type.deleteAddress, 0, unwanted, []);
  }

  /** Whether this user may change addresses. Throws EPERM if not. */
  tryRight(): void {
    try {
      // The right is asked for first; an interface 0 there is not.
      this.add({ interfaceIndex: 0, address: '0.0.0.0', metric: 0 });
    } catch (error) {
      if (!(error instanceof SystemCallError) || error.errno !== errors.ENODEV) throw error;
    }
  }

  close(): void {
    this.#socket.close();
  }

  #order(order: number, flags: number, single: SingleAddress, more: readonly Buffer[]): void {
    const bytes = Buffer.from(addressBytes(single.address));
    const head = Buffer.alloc(addressHeaderLength);
    head.writeUInt8(bytes.length === 4 ? family.inet : family.inet6, 0);
    head.writeUInt8(bytes.length * 8, 1);
    head.writeUInt32LE(single.interfaceIndex, 4);
    const both = [attribute(addressAttribute.address, bytes), attribute(addressAttribute.local, bytes)];
    const sequence = this.#send(order, flag.request | flag.ack | flags, [head, ...both, ...more]);
    for (const message of this.#receive(sequence)) throwIfRefused(message, 'netlink');
  }

  #dump(question: number, head: Buffer): readonly NetlinkMessage[] {
    const sequence = this.#send(question, flag.request | flag.dump, [head]);
    const found: NetlinkMessage[] = [];
    for (;;) {
      for (const message of this.#receive(sequence)) {
        if (message.type === messageType.done) return found;
        throwIfRefused(message, 'netlink');
        found.push(message);
      }
    }
  }

  #send(order: number, flags: number, content: readonly Buffer[]): number {
    const sequence = this.#socket.nextSequence();
    this.#socket.send(netlinkMessage({ type: order, flags, sequence, content }));
    return sequence;
  }

  /** The kernel has answered by the time that `send` returns. */
  #receive(sequence: number): readonly NetlinkMessage[] {
    return answersIn(this.#socket.receive(), sequence, 'recv');
  }
}

/**
 * struct ifa_cacheinfo. Preferred for no time: a program that does not choose an IPv6 address never speaks from one of
 * these (RFC 6724, rule 3). Of IPv4 addresses the kernel takes the one of the network, which these are not of.
 */
function lifetimes(address: string): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(address.includes(':') ? 0 : forEver, 0);
  bytes.writeUInt32LE(forEver, 4);
  return bytes;
}

function readInterface({ body }: NetlinkMessage): Interface {
  const attributes = readAttributes(body.subarray(linkHeaderLength));
  const flags = body.readUInt32LE(8);
  const hasNeighbours = body.readUInt16LE(2) === ethernet && (flags & linkFlag.noArp) === 0;
  const hardwareAddress = attributes.get(linkAttribute.address);
  return {
    index: body.readInt32LE(4),
    name: attributes.get(linkAttribute.name)?.toString('utf8').replace(/\0$/, '') ?? '',
    isUp: (flags & linkFlag.up) !== 0 && (flags & linkFlag.lowerUp) !== 0,
    hardwareAddress: hasNeighbours ? hardwareAddress : undefined,
  };
}

function readAddress({ body }: NetlinkMessage): InterfaceAddress {
  const attributes = readAttributes(body.subarray(addressHeaderLength));
  // Of a point-to-point link the other attribute is the address at its other end; IPv6 often has only that one.
  const bytes = attributes.get(addressAttribute.local) ?? attributes.get(addressAttribute.address);
  return {
    interfaceIndex: body.readUInt32LE(4),
    address: addressText(bytes ?? Buffer.alloc(4)),
    prefixLength: body.readUInt8(1),
    metric: attributes.get(addressAttribute.metric)?.readUInt32LE(0) ?? 0,
  };
}
