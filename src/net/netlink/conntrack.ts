/**
 * The kernel's table of connections (ctnetlink): lists what has been translated to another destination, and deletes
 * single entries by tuple and id, so that an entry which has taken another's place meanwhile is not hit.
 */
import { isIPv6 } from 'node:net';
import PQueue from 'p-queue';
import { addressBytes, addressText, canonicalAddress } from '../address-bytes.ts';
import { family } from '../libc/constants.ts';
import { type Counted, nothingCounted } from './counted.ts';
import type { NetlinkMessage } from './messages.ts';
import {
  answersIn,
  attribute,
  errorOf,
  flag,
  messageType,
  nest,
  netfilterHeaderLength,
  netfilterMessage,
  readAttributes,
  readMessages,
  throwIfRefused,
  uint16be,
  uint32be,
} from './messages.ts';
import { errors, SystemCallError } from '../libc/system-call-error.ts';
import type { NetlinkSocket } from './socket.ts';

/** linux/netfilter/nfnetlink_conntrack.h */
const subsystem = 1 << 8;
const type = { new: subsystem, get: subsystem | 1, delete: subsystem | 2 } as const;
export const cta = {
  original: 1,
  reply: 2,
  status: 3,
  protocolInfo: 4,
  sent: 9,
  answered: 10,
  id: 12,
  filter: 25,
  statusMask: 26,
} as const;
/** Flags of CTA_FILTER: which parts of the tuple count. */
const filterFlag = { ipDestination: 2, protocol: 8, destinationPort: 32 } as const;
const statusBit = { seenReply: 2, destinationTranslated: 32 } as const;

export type ConnectionProtocol = 'tcp' | 'udp';

export interface Place {
  readonly address: string;
  readonly port: number;
}

export interface TrackedConnection {
  readonly protocol: ConnectionProtocol;
  readonly client: Place;
  /** Where the client sent to. */
  readonly destination: Place;
  /** Where it was sent instead. */
  readonly target: Place;
  /** Who the target takes for its client. */
  readonly seenAs: Place;
  readonly repliedTo: boolean;
  /** TCP: established or closing, so that somebody would miss it. */
  readonly alive: boolean;
  /** By the client, and to it; nothing where the kernel does not count (nf_conntrack_acct). */
  readonly sent: Counted;
  readonly answered: Counted;
  /** To delete it by: the original tuple's attribute, and the entry's id. */
  readonly tuple: Buffer;
  readonly id: Buffer;
}

/** Only connections to this place. */
export interface ConnectionFilter extends Place {
  readonly protocol: ConnectionProtocol;
}

export const protocolNumber = { tcp: 6, udp: 17 } as const;
/** enum tcp_conntrack: established, fin wait, close wait, last ack. */
const aliveStates = new Set([3, 4, 5, 6]);

export class Conntrack {
  readonly #socket: NetlinkSocket;
  /** One request at a time: their answers share the socket. */
  readonly #turns = new PQueue({ concurrency: 1 });

  constructor(socket: NetlinkSocket) {
    this.#socket = socket;
  }

  /** Connections whose destination was translated, by anybody. Rejects with `SystemCallError`. */
  list(filter?: ConnectionFilter): Promise<readonly TrackedConnection[]> {
    return this.#turns.add(() => this.#list(filter));
  }

  /** The connection of this client to this place; rejects with `SystemCallError`. */
  find(filter: ConnectionFilter, client: Place): Promise<TrackedConnection | undefined> {
    return this.#turns.add(async () => this.#find(filter, client));
  }

  /** Deletes these; those that have gone meanwhile are no error. Rejects with `SystemCallError`. */
  delete(connections: readonly TrackedConnection[]): Promise<void> {
    return this.#turns.add(async () => {
      // Acknowledgements pile up in the socket's buffer: a few at a time.
      for (let at = 0; at < connections.length; at += 64) this.#delete(connections.slice(at, at + 64));
    });
  }

  close(): void {
    this.#socket.close();
  }

  async #list(filter: ConnectionFilter | undefined): Promise<readonly TrackedConnection[]> {
    const sequence = this.#socket.nextSequence();
    const translated = uint32be(statusBit.destinationTranslated);
    // The kernel walks the whole table for it, however few there are: tens of milliseconds, not in this thread.
    await this.#socket.sendInThread(
      netfilterMessage({
        type: type.get,
        flags: flag.request | flag.dump,
        sequence,
        family: filter === undefined ? 0 : familyOf(filter.address),
        attributes: [
          attribute(cta.status, translated),
          attribute(cta.statusMask, translated),
          ...(filter === undefined ? [] : filterAttributes(filter)),
        ],
      }),
    );
    const found: TrackedConnection[] = [];
    for (;;) {
      for (const message of answersIn(await this.#socket.receiveInThread(), sequence, 'conntrack')) {
        if (message.type === messageType.done) return found;
        throwIfRefused(message, 'conntrack dump');
        const connection = readConnection(message);
        if (connection !== undefined && isTo(connection, filter)) found.push(connection);
      }
    }
  }

  #find({ protocol, address, port }: ConnectionFilter, client: Place): TrackedConnection | undefined {
    const sequence = this.#socket.nextSequence();
    const six = isIPv6(address);
    const tuple = nest(
      cta.original,
      nest(
        1,
        attribute(six ? 3 : 1, Buffer.from(addressBytes(client.address))),
        attribute(six ? 4 : 2, Buffer.from(addressBytes(address))),
      ),
      nest(
        2,
        attribute(1, Buffer.from([protocolNumber[protocol]])),
        attribute(2, uint16be(client.port)),
        attribute(3, uint16be(port)),
      ),
    );
    const request = { type: type.get, flags: flag.request, sequence, family: familyOf(address) };
    this.#socket.send(netfilterMessage({ ...request, attributes: [tuple] }));
    for (const message of answersIn(this.#socket.receive(), sequence, 'conntrack')) {
      if (message.type !== messageType.error) return readConnection(message);
      if (errorOf(message) === errors.ENOENT) return undefined;
      throw new SystemCallError('conntrack get', errorOf(message));
    }
    return undefined;
  }

  #delete(connections: readonly TrackedConnection[]): void {
    const pending = new Set<number>();
    const requests = connections.map(({ tuple, id, client }) => {
      const sequence = this.#socket.nextSequence();
      pending.add(sequence);
      return netfilterMessage({
        type: type.delete,
        flags: flag.request | flag.ack,
        sequence,
        family: familyOf(client.address),
        attributes: [nest(cta.original, tuple), attribute(cta.id, id)],
      });
    });
    this.#socket.send(Buffer.concat(requests));
    while (pending.size > 0) {
      // The kernel has carried them out when `send` returns; what is missing now was lost.
      const bytes = this.#socket.receive();
      if (bytes === undefined) return;
      for (const message of readMessages(bytes)) {
        const error = errorOf(message);
        if (pending.delete(message.sequence) && error !== 0 && error !== errors.ENOENT)
          throw new SystemCallError('conntrack delete', error);
      }
    }
  }
}

function familyOf(address: string): number {
  return isIPv6(address) ? family.inet6 : family.inet;
}

function isTo({ destination }: TrackedConnection, filter: ConnectionFilter | undefined): boolean {
  return filter === undefined || destination.address === canonicalAddress(filter.address);
}

/** The kernel compares IPv6 addresses the wrong way round, and would leave out what is asked for: it is not told them. */
function filterAttributes({ protocol, address, port }: ConnectionFilter): readonly Buffer[] {
  const six = isIPv6(address);
  const flags = filterFlag.protocol | filterFlag.destinationPort | (six ? 0 : filterFlag.ipDestination);
  const flagsOf = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  return [
    nest(
      cta.original,
      nest(1, attribute(six ? 4 : 2, Buffer.from(addressBytes(address)))),
      nest(2, attribute(1, Buffer.from([protocolNumber[protocol]])), attribute(3, uint16be(port))),
    ),
    nest(cta.filter, attribute(1, flagsOf(flags)), attribute(2, flagsOf(0))),
  ];
}

/** Undefined for what is neither TCP nor UDP, or has no reply tuple. */
function readConnection({ body }: NetlinkMessage): TrackedConnection | undefined {
  const attributes = readAttributes(body.subarray(netfilterHeaderLength));
  const tuple = attributes.get(cta.original);
  const original = readTuple(tuple);
  const reply = readTuple(attributes.get(cta.reply));
  if (tuple === undefined || original === undefined || reply === undefined) return undefined;
  const status = attributes.get(cta.status)?.readUInt32BE(0) ?? 0;
  const repliedTo = (status & statusBit.seenReply) !== 0;
  return {
    protocol: original.protocol,
    client: original.source,
    destination: original.destination,
    target: reply.source,
    seenAs: reply.destination,
    repliedTo,
    alive: original.protocol === 'udp' || isAlive(attributes.get(cta.protocolInfo)),
    sent: readCounted(attributes.get(cta.sent)),
    answered: readCounted(attributes.get(cta.answered)),
    tuple,
    id: attributes.get(cta.id) ?? Buffer.alloc(4),
  };
}

function readCounted(bytes: Buffer | undefined): Counted {
  if (bytes === undefined) return nothingCounted;
  const parts = readAttributes(bytes);
  const read = (type: number): number => Number(parts.get(type)?.readBigUInt64BE() ?? 0n);
  return { packets: read(1), bytes: read(2) };
}

function isAlive(protocolInfo: Buffer | undefined): boolean {
  if (protocolInfo === undefined) return false;
  const state = readAttributes(readAttributes(protocolInfo).get(1) ?? Buffer.alloc(0)).get(1);
  return aliveStates.has(state?.readUInt8(0) ?? 0);
}

interface Tuple {
  readonly protocol: ConnectionProtocol;
  readonly source: Place;
  readonly destination: Place;
}

function readTuple(bytes: Buffer | undefined): Tuple | undefined {
  if (bytes === undefined) return undefined;
  const parts = readAttributes(bytes);
  const ip = readAttributes(parts.get(1) ?? Buffer.alloc(0));
  const proto = readAttributes(parts.get(2) ?? Buffer.alloc(0));
  const number = proto.get(1)?.readUInt8(0);
  const protocol = number === protocolNumber.tcp ? 'tcp' : number === protocolNumber.udp ? 'udp' : undefined;
  const source = ip.get(1) ?? ip.get(3);
  const destination = ip.get(2) ?? ip.get(4);
  const [sourcePort, destinationPort] = [proto.get(2)?.readUInt16BE(0), proto.get(3)?.readUInt16BE(0)];
  if (protocol === undefined || source === undefined || destination === undefined) return undefined;
  if (sourcePort === undefined || destinationPort === undefined) return undefined;
  return {
    protocol,
    source: { address: addressText(source), port: sourcePort },
    destination: { address: addressText(destination), port: destinationPort },
  };
}
