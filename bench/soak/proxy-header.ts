/** Reads the header of PROXY protocol version 2 as a server would, apart from the code that writes it. */
const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const FIXED = 16;
const proxyCommand = 0x21;
const tcpOverIpv4 = 0x11;

/** Undefined: more is needed. `none`: there is no header for TCP over IPv4. */
export function readProxyHeader(
  bytes: Buffer,
): { readonly source: string; readonly length: number } | 'none' | undefined {
  const known = bytes.subarray(0, signature.length);
  if (!known.equals(signature.subarray(0, known.length))) return 'none';
  if (bytes.length < FIXED) return undefined;
  if (bytes[12] !== proxyCommand || bytes[13] !== tcpOverIpv4) return 'none';
  const length = FIXED + bytes.readUInt16BE(14);
  if (bytes.length < length) return undefined;
  return { source: `${bytes.subarray(16, 20).join('.')}:${bytes.readUInt16BE(24)}`, length };
}
