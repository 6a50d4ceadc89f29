/**
 * Whether an address lies in one of many blocks: one look-up for each length of prefix that occurs, however many blocks
 * there are. Asked once for every client.
 */
import { type Cidr, parseCidr } from './cidr.ts';

interface SameLength {
  readonly length: number;
  readonly networks: Set<bigint>;
}

export class CidrSet {
  readonly #ipv4: readonly SameLength[];
  readonly #ipv6: readonly SameLength[];

  /** Texts that are no blocks match nothing. */
  constructor(cidrs: readonly string[]) {
    const blocks = cidrs.flatMap((text) => parseCidr(text) ?? []);
    this.#ipv4 = byLength(blocks.filter(({ width }) => width === 32));
    this.#ipv6 = byLength(blocks.filter(({ width }) => width === 128));
  }

  /** As sockets name their peer: with a zone (`fe80::1%eth0`) or mapped (`::ffff:192.0.2.1`) as well. */
  has(address: string): boolean {
    const zone = address.indexOf('%');
    const parsed = parseCidr(zone < 0 ? address : address.slice(0, zone));
    if (!parsed) return false;
    const { width, network } = parsed;
    const lengths = width === 32 ? this.#ipv4 : this.#ipv6;
    return lengths.some(({ length, networks }) => networks.has(network >> BigInt(width - length)));
  }
}

/** Shortest prefix first: it covers the most. */
function byLength(blocks: readonly Cidr[]): readonly SameLength[] {
  const lengths = new Map<number, Set<bigint>>();
  for (const { length, network } of blocks) {
    const networks = lengths.get(length) ?? new Set();
    networks.add(network);
    lengths.set(length, networks);
  }
  return [...lengths].map(([length, networks]) => ({ length, networks })).sort((a, b) => a.length - b.length);
}
