/**
 * Packets that a ruleset tells of (`log group N`, nfnetlink_log). One program at a time can have a group. The connection
 * that a packet belongs to is not asked for: few kernels can tell it here (NETFILTER_NETLINK_GLUE_CT).
 */
import { readPacketPlaces } from '../packet.ts';
import type { PacketPlaces } from '../packet.ts';
import type { NetlinkMessage } from './messages.ts';
import {
  attribute,
  flag,
  netfilterHeaderLength,
  netfilterMessage,
  readAttributes,
  readMessages,
  throwIfRefused,
  uint32be,
} from './messages.ts';
import type { NetlinkSocket } from './socket.ts';

/** linux/netfilter/nfnetlink_log.h */
const subsystem = 4 << 8;
const config = { command: 1, mode: 2, threshold: 5 } as const;
const bindCommand = 1;
const copyPacket = 2;
const logged = { payload: 9, prefix: 10 } as const;

export interface LoggedPacket {
  /** As in the rule. */
  readonly prefix: string;
  readonly places: PacketPlaces;
}

export class PacketLog {
  readonly #socket: NetlinkSocket;

  /** Throws `SystemCallError`: EBUSY when another program has the group. */
  constructor(socket: NetlinkSocket, group: number) {
    this.#socket = socket;
    // 128 bytes of each packet, so that none is refused for being short; told one by one, not gathered for a second.
    const mode = Buffer.concat([uint32be(128), Buffer.from([copyPacket, 0])]);
    this.#configure(group, attribute(config.command, Buffer.from([bindCommand])));
    this.#configure(group, attribute(config.mode, mode), attribute(config.threshold, uint32be(1)));
  }

  /** What has been logged since the last read, at most some hundreds; [] = nothing. */
  read(): readonly LoggedPacket[] {
    const packets: LoggedPacket[] = [];
    while (packets.length < 512) {
      const bytes = this.#socket.receive();
      if (bytes === undefined) break;
      for (const message of readMessages(bytes)) {
        const packet = message.type === subsystem ? readPacket(message) : undefined;
        if (packet !== undefined) packets.push(packet);
      }
    }
    return packets;
  }

  close(): void {
    this.#socket.close();
  }

  #configure(group: number, ...attributes: readonly Buffer[]): void {
    const sequence = this.#socket.nextSequence();
    const flags = flag.request | flag.ack;
    const request = { type: subsystem | 1, flags, sequence, family: 0, resource: group, attributes };
    this.#socket.send(netfilterMessage(request));
    for (const message of readMessages(this.#socket.receive() ?? Buffer.alloc(0))) {
      if (message.sequence === sequence) throwIfRefused(message, 'packet log');
    }
  }
}

function readPacket({ body }: NetlinkMessage): LoggedPacket | undefined {
  const attributes = readAttributes(body.subarray(netfilterHeaderLength));
  const payload = attributes.get(logged.payload);
  const places = payload === undefined ? undefined : readPacketPlaces(payload);
  if (places === undefined) return undefined;
  const prefix = attributes.get(logged.prefix)?.toString('latin1').replace(/\0$/, '') ?? '';
  return { prefix, places };
}
