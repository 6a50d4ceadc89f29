/**
 * Connections that the kernel's table gives up, each told once, with what it has carried. Thousands end each second, so
 * that only what is wanted of a message is read, in place.
 */
import { addressText } from '../address-bytes.ts';
import { type ConnectionFilter, type ConnectionProtocol, cta, protocolNumber } from './conntrack.ts';
import { type Counted, nothingCounted } from './counted.ts';
import { findAttribute, headerLength, netfilterHeaderLength, visitMessages } from './messages.ts';
import type { NetlinkSocket } from './socket.ts';

/** NFNLGRP_CONNTRACK_DESTROY, as a bit of the groups that a socket hears. */
export const connectionEndsGroup = 1 << 2;
/** Of one read: other work gets its turn. */
const mostAtOnce = 1000;
/** Places known by their bytes; there is one for each listener, and for each that others' connections go to. */
const mostPlaces = 50_000;

/** Parts of a tuple. */
const tuple = { ip: 1, protocol: 2 } as const;
const protocols: ReadonlyMap<number, ConnectionProtocol> = new Map(
  (['tcp', 'udp'] as const).map((name) => [protocolNumber[name], name]),
);

/** `place`: where its client had sent to; the same object whenever it is the same place. */
export type HearEnd = (place: ConnectionFilter, sent: Counted, answered: Counted) => void;

export class ConnectionEnds {
  readonly #socket: NetlinkSocket;
  readonly #places = new Map<string, ConnectionFilter>();

  /** A socket that hears `connectionEndsGroup`. */
  constructor(socket: NetlinkSocket) {
    this.#socket = socket;
  }

  /** Those since the last read, of anybody's; true: there are others. What came too fast for the socket is lost. */
  read(hear: HearEnd): boolean {
    for (let n = 0; n < mostAtOnce; n++) {
      const bytes = this.#socket.receive();
      if (bytes === undefined) return false;
      visitMessages(bytes, (from, to) => {
        const begin = from + headerLength + netfilterHeaderLength;
        const place = this.#placeOf(bytes, begin, to);
        if (place)
          hear(place, countedIn(bytes, begin, to, cta.sent), countedIn(bytes, begin, to, cta.answered));
      });
    }
    return true;
  }

  close(): void {
    this.#socket.close();
  }

  /** Undefined for what is neither TCP nor UDP. */
  #placeOf(bytes: Buffer, from: number, to: number): ConnectionFilter | undefined {
    const original = findAttribute(bytes, from, to, cta.original);
    const ip = original && findAttribute(bytes, original.from, original.to, tuple.ip);
    const protocol = original && findAttribute(bytes, original.from, original.to, tuple.protocol);
    const address =
      ip && (findAttribute(bytes, ip.from, ip.to, 2) ?? findAttribute(bytes, ip.from, ip.to, 4));
    const number = protocol && findAttribute(bytes, protocol.from, protocol.to, 1);
    const port = protocol && findAttribute(bytes, protocol.from, protocol.to, 3);
    if (!address || !number || !port) return undefined;
    const name =
      bytes.toString('latin1', address.from, address.to) +
      bytes.toString('latin1', port.from, port.to) +
      bytes[number.from];
    const known = this.#places.get(name);
    if (known) return known;
    const kind = protocols.get(bytes[number.from] ?? 0);
    if (!kind) return undefined;
    const text = addressText(bytes.subarray(address.from, address.to));
    const place = { protocol: kind, address: text, port: bytes.readUInt16BE(port.from) };
    if (this.#places.size >= mostPlaces) this.#places.clear();
    this.#places.set(name, place);
    return place;
  }
}

function countedIn(bytes: Buffer, from: number, to: number, type: number): Counted {
  const counters = findAttribute(bytes, from, to, type);
  if (!counters) return nothingCounted;
  return { packets: uint64In(bytes, counters, 1), bytes: uint64In(bytes, counters, 2) };
}

/** Exact up to 2^53, which no connection reaches. */
function uint64In(
  bytes: Buffer,
  within: { readonly from: number; readonly to: number },
  type: number,
): number {
  const value = findAttribute(bytes, within.from, within.to, type);
  return value ? bytes.readUInt32BE(value.from) * 2 ** 32 + bytes.readUInt32BE(value.from + 4) : 0;
}
