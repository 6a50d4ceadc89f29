/** Blocks of addresses, read once and compared as numbers. Pure, and without Node's own parser, as the console uses it too. */
import ipaddr from 'ipaddr.js';

/** IPv4-mapped IPv6 addresses are the IPv4 addresses that they stand for. */
export interface Cidr {
  readonly width: 32 | 128;
  /** Network bits shifted to the right: `10.0.0.0/8` has 10n. */
  readonly network: bigint;
  readonly length: number;
}

const MAPPED_BITS = 96;
const MAPPED_NETWORK = 0xffffn;

/** `10.0.0.0/8`, `2001:db8::/32`, or a bare address as a block of one; undefined when the text is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const number = addressNumber(address);
  if (!number) return undefined;
  const bits = length === undefined ? number.width : Number(length);
  if (bits > number.width) return undefined;
  return unmapped({
    width: number.width,
    network: number.value >> BigInt(number.width - bits),
    length: bits,
  });
}

/** The one spelling of a block, by which blocks are compared; host bits are dropped. */
export function formatCidr({ width, network, length }: Cidr): string {
  const value = network << BigInt(width - length);
  const bytes = Array.from({ length: width / 8 }, (_, i) =>
    Number((value >> BigInt(width - 8 * (i + 1))) & 255n),
  );
  const address = ipaddr.fromByteArray(bytes);
  const text = 'toRFC5952String' in address ? address.toRFC5952String() : address.toString();
  return `${text}/${length}`;
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return (
    outer.width === inner.width &&
    outer.length <= inner.length &&
    inner.network >> BigInt(inner.length - outer.length) === outer.network
  );
}

/** Addresses that are in a block of each list. Two blocks never overlap in part: one holds the other or neither. */
export function intersectCidrs(some: readonly Cidr[], others: readonly Cidr[]): readonly Cidr[] {
  const within = (inner: readonly Cidr[], outer: readonly Cidr[]): readonly Cidr[] =>
    inner.filter((block) => outer.some((each) => contains(each, block)));
  return [...within(some, others), ...within(others, some)];
}

/** Addresses of a block in `from` that are in none of `without`, as blocks. */
export function subtractCidrs(from: readonly Cidr[], without: readonly Cidr[]): readonly Cidr[] {
  return from.flatMap((block) => subtract(block, without));
}

function subtract(block: Cidr, without: readonly Cidr[]): readonly Cidr[] {
  if (without.some((each) => contains(each, block))) return [];
  const inside = without.filter((each) => contains(block, each));
  if (inside.length === 0) return [block];
  return halves(block).flatMap((half) => subtract(half, inside));
}

function halves({ width, network, length }: Cidr): readonly [Cidr, Cidr] {
  const lower = { width, network: network << 1n, length: length + 1 };
  return [lower, { ...lower, network: lower.network + 1n }];
}

function unmapped(cidr: Cidr): Cidr {
  const length = cidr.length - MAPPED_BITS;
  if (cidr.width === 32 || length < 0 || cidr.network >> BigInt(length) !== MAPPED_NETWORK) return cidr;
  return { width: 32, network: cidr.network - (MAPPED_NETWORK << BigInt(length)), length };
}

/** Three-part and octal spellings of IPv4, and zones, are none here. */
function addressNumber(text: string): { readonly value: bigint; readonly width: 32 | 128 } | undefined {
  if (!text.includes(':')) {
    if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
    return { value: BigInt(ipv4Number(text)), width: 32 };
  }
  const groups = ipv6Groups(text);
  return groups && { value: BigInt(`0x${groups.join('')}`), width: 128 };
}

function ipv4Number(text: string): number {
  return text.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

/** Eight groups of four digits. By hand: it is asked for every client, and several times quicker than ipaddr.js. */
function ipv6Groups(text: string): readonly string[] | undefined {
  const halves = text
    .split('::')
    .map((half, at, all) => (half === '' ? [] : groupsOf(half, at === all.length - 1)));
  const [head, tail] = halves;
  if (!head || halves.length > 2) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  // `::` stands for one group at least.
  if (!tail || head.length + tail.length > 7) return undefined;
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0000'), ...tail];
}

/** Only the very end may be written as IPv4. */
function groupsOf(half: string, isEnd: boolean): readonly string[] | undefined {
  const groups = half.split(':');
  const last = groups.at(-1) ?? '';
  if (isEnd && last.includes('.')) {
    if (!ipaddr.IPv4.isValidFourPartDecimal(last)) return undefined;
    const digits = ipv4Number(last).toString(16).padStart(8, '0');
    groups.splice(-1, 1, digits.slice(0, 4), digits.slice(4));
  }
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => group.padStart(4, '0'));
}
