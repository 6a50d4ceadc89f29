/**
 * Tells the QUIC connections of one listener apart by what is legible without keys: the connection ids of RFC 8999.
 * A long header says how long its ids are; a short header does not, so the lengths and ids seen in long headers of
 * either side are remembered. An id that a server issues later, inside an encrypted frame, cannot be known.
 */

/** Ids remembered; a connection has two or three. The ones learnt longest ago are forgotten first. */
export const defaultMaxIds = 65_536;
/** RFC 9000, 17.2: longer ones are not of version 1. */
const maxIdLength = 20;

export class QuicConnections {
  readonly #maxIds: number;
  /** Id → the connection's name, which is the first id that its client chose. */
  readonly #names = new Map<string, string>();
  /** Of the ids in the map, ever. */
  readonly #lengths = new Set<number>();
  /** Of the id that a server chose last: what short headers of clients carry. */
  #serverIdLength: number | undefined;

  constructor(maxIds: number = defaultMaxIds) {
    this.#maxIds = maxIds;
  }

  /** The connection that a client's datagram belongs to; undefined when it is no QUIC, or not to be told. */
  nameOf(datagram: Buffer): string | undefined {
    const ids = longHeaderIds(datagram);
    if (ids)
      return ids.destination === '' ? undefined : (this.#names.get(ids.destination) ?? ids.destination);
    if (!hasShortHeader(datagram)) return undefined;
    for (const length of this.#lengths) {
      const name = this.#names.get(shortHeaderId(datagram, length) ?? '');
      if (name !== undefined) return name;
    }
    return this.#serverIdLength === undefined ? undefined : shortHeaderId(datagram, this.#serverIdLength);
  }

  /** Ids that a client uses for the connection: while it is being set up, also the one that the server chose. */
  heardClient(datagram: Buffer, name: string): void {
    const ids = longHeaderIds(datagram);
    if (ids) this.#remember(ids.destination, name);
  }

  /** The id that the server wants to be called by. */
  heardServer(datagram: Buffer, name: string): void {
    const ids = longHeaderIds(datagram);
    if (!ids || ids.source === '') return;
    this.#serverIdLength = ids.source.length;
    this.#remember(ids.source, name);
  }

  get size(): number {
    return this.#names.size;
  }

  /** The first to use an id keeps it: nobody else can move a connection elsewhere. */
  #remember(id: string, name: string): void {
    if (id === '' || this.#names.has(id)) return;
    this.#names.set(id, name);
    this.#lengths.add(id.length);
    if (this.#names.size <= this.#maxIds) return;
    for (const oldest of this.#names.keys()) {
      this.#names.delete(oldest);
      return;
    }
  }
}

interface Ids {
  readonly destination: string;
  readonly source: string;
}

/** RFC 8999, 5.1: flags, version (4), length and bytes of the destination's id, length and bytes of the source's. */
function longHeaderIds(datagram: Buffer): Ids | undefined {
  if (((datagram[0] ?? 0) & 0x80) === 0) return undefined;
  const destination = idAt(datagram, 5);
  const source = destination === undefined ? undefined : idAt(datagram, 6 + destination.length);
  return destination === undefined || source === undefined ? undefined : { destination, source };
}

/** A byte is a character: an id is a key here, nothing more. */
function idAt(datagram: Buffer, at: number): string | undefined {
  const length = datagram[at];
  if (length === undefined || length > maxIdLength || datagram.length < at + 1 + length) return undefined;
  return datagram.toString('latin1', at + 1, at + 1 + length);
}

/** RFC 9000, 17.3: no long header, and the fixed bit. */
function hasShortHeader(datagram: Buffer): boolean {
  return ((datagram[0] ?? 0) & 0xc0) === 0x40;
}

function shortHeaderId(datagram: Buffer, length: number): string | undefined {
  return datagram.length < 1 + length ? undefined : datagram.toString('latin1', 1, 1 + length);
}
