/**
 * The checksum of TCP, UDP and ICMPv6: of addresses, length and protocol (the "pseudo-header" of RFC 9293, 3.1 and RFC
 * 8200, 8.1) and the bytes of even length that follow, whose own checksum field is zero.
 */
export function internetChecksum(
  source: Uint8Array,
  destination: Uint8Array,
  protocol: number,
  content: Uint8Array,
): number {
  const all = Buffer.concat([source, destination, Buffer.from([0, protocol, 0, content.length]), content]);
  let sum = 0;
  for (let at = 0; at < all.length; at += 2) sum += all.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
