/**
 * Which address a new load balancer gets from the configured pools. Pools are CIDR blocks; nothing is enumerated
 * beyond the addresses in use, so that an IPv6 /64 costs no more than an IPv4 /24. Pure, and without Node's own parser,
 * since the console shows pools too.
 */
import ipaddr from 'ipaddr.js';

/** Addresses of a block as numbers, network and broadcast left out. */
interface Block {
  readonly width: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** The one spelling of an address, by which it is stored and compared; undefined when the text is none. */
export function canonicalAddress(text: string): string | undefined {
  const number = toNumber(text);
  return number && toText(number.value, number.width);
}

/** Whether the text is a CIDR block, or a bare address as a block of one. */
export function isAddressBlock(text: string): boolean {
  return parseBlock(text) !== undefined;
}

/** Whether an address can be handed out from one of the blocks. */
export function poolHolds(pool: readonly string[], address: string): boolean {
  const number = toNumber(address);
  return (
    number !== undefined &&
    pool.some((cidr) => {
      const block = parseBlock(cidr);
      return block?.width === number.width && block.first <= number.value && number.value <= block.last;
    })
  );
}

/** The lowest address of the first block that has one free; `taken` in canonical spelling. Undefined: exhausted. */
export function firstFreeAddress(pool: readonly string[], taken: ReadonlySet<string>): string | undefined {
  for (const cidr of pool) {
    const block = parseBlock(cidr);
    if (!block) continue;
    for (let value = block.first; value <= block.last; value++) {
      const address = toText(value, block.width);
      if (!taken.has(address)) return address;
    }
  }
  return undefined;
}

/** How many addresses can be handed out; an address in two blocks counts twice. */
export function poolSize(pool: readonly string[]): bigint {
  return pool.reduce((sum, cidr) => {
    const block = parseBlock(cidr);
    return block ? sum + block.last - block.first + 1n : sum;
  }, 0n);
}

/** `10.0.0.0/24`, `2001:db8::/64` or a bare address. Undefined when it is neither; configuration is checked on reading. */
function parseBlock(cidr: string): Block | undefined {
  const [address = '', length, ...rest] = cidr.split('/');
  const number = toNumber(address);
  if (!number || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const { width } = number;
  const hostBits = BigInt(width - Number(length ?? width));
  if (hostBits < 0n) return undefined;
  const base = (number.value >> hostBits) << hostBits;
  const end = base + (1n << hostBits) - 1n;
  if (hostBits < 2n) return { width, first: base, last: end };
  // IPv4: network and broadcast. IPv6: the subnet-router anycast address (RFC 4291, 2.6.1); it has no broadcast.
  return { width, first: base + 1n, last: width === 32 ? end - 1n : end };
}

function toNumber(text: string): { value: bigint; width: 32 | 128 } | undefined {
  const width = ipaddr.IPv4.isValidFourPartDecimal(text) ? 32 : 128;
  if (width === 128 && (!ipaddr.IPv6.isValid(text) || text.includes('%'))) return undefined;
  // Turns an IPv4-mapped IPv6 address into the IPv4 address that it is.
  const parsed = ipaddr.process(text);
  const value = parsed.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { value, width: parsed.kind() === 'ipv4' ? 32 : 128 };
}

function toText(value: bigint, width: 32 | 128): string {
  const bytes = Array.from({ length: width / 8 }, (_, i) =>
    Number((value >> BigInt(width - 8 * (i + 1))) & 255n),
  );
  const address = ipaddr.fromByteArray(bytes);
  return 'toRFC5952String' in address ? address.toRFC5952String() : address.toString();
}
