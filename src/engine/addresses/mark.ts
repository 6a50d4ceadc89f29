/**
 * How an address of ours is known, whoever looks: by a metric that nobody else would choose. It concerns the routes that
 * the kernel makes for a network, of which a single address has none, so it has no effect. Why not something else:
 * docs/decisions/0015-addresses-known-by-their-metric.md.
 */
import { createHash } from 'node:crypto';

/** "Hs" in the upper half; in the lower one, whose. */
const signature = 0x4873;

/** Of the addresses of one service; two on a machine are alike by a chance of one in 65,536. `owner`: its data folder. */
export function markOf(owner: string): number {
  const hash = createHash('sha256').update(owner).digest();
  return signature * 0x10000 + hash.readUInt16BE(0);
}

/** Whether any service of ours has put it there. */
export function isMarked({ prefixLength, metric, address }: MarkedAddress): boolean {
  return metric >>> 16 === signature && prefixLength === singleAddressLength(address);
}

/** The prefix length of an address that stands for no network. */
export function singleAddressLength(address: string): number {
  return address.includes(':') ? 128 : 32;
}

interface MarkedAddress {
  readonly address: string;
  readonly prefixLength: number;
  readonly metric: number;
}
