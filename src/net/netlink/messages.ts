/**
 * Netlink messages as bytes (man 7 netlink): a header, then attributes of type, length and value, padded to four.
 * Header fields are in the machine's order, which is little-endian wherever koffi runs; values say their own order.
 */

import { errors, SystemCallError } from '../libc/system-call-error.ts';

export const headerLength = 16;
/** struct nfgenmsg: family, version, resource id (big-endian). */
export const netfilterHeaderLength = 4;

export const flag = {
  request: 1,
  multi: 2,
  ack: 4,
  dump: 0x300,
  /** Of what is there already: refuse. */
  exclusive: 0x200,
  create: 0x400,
} as const;
export const messageType = { error: 2, done: 3 } as const;
const nested = 0x8000;
const typeMask = 0x3fff;

export interface NetlinkMessage {
  readonly type: number;
  readonly flags: number;
  readonly sequence: number;
  /** After the header. */
  readonly body: Buffer;
}

export function attribute(type: number, value: Buffer): Buffer {
  const length = 4 + value.length;
  const bytes = Buffer.alloc(align(length));
  bytes.writeUInt16LE(length, 0);
  bytes.writeUInt16LE(type, 2);
  value.copy(bytes, 4);
  return bytes;
}

export function nest(type: number, ...attributes: readonly Buffer[]): Buffer {
  return attribute(type | nested, Buffer.concat(attributes));
}

/** In the machine's order, as what is no packet's has it. */
export function uint32le(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

export function uint32be(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

export function uint16be(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** The header, then what the family of messages begins with and its attributes. */
export function netlinkMessage(request: {
  readonly type: number;
  readonly flags: number;
  readonly sequence: number;
  readonly content: readonly Buffer[];
}): Buffer {
  const head = Buffer.alloc(headerLength);
  const content = Buffer.concat(request.content);
  head.writeUInt32LE(head.length + content.length, 0);
  head.writeUInt16LE(request.type, 4);
  head.writeUInt16LE(request.flags, 6);
  head.writeUInt32LE(request.sequence, 8);
  return Buffer.concat([head, content]);
}

/** A message to the netfilter subsystem. */
export function netfilterMessage(request: {
  readonly type: number;
  readonly flags: number;
  readonly sequence: number;
  /** AF_INET, AF_INET6, or 0 for any. */
  readonly family: number;
  readonly resource?: number;
  readonly attributes: readonly Buffer[];
}): Buffer {
  const { family, resource = 0, attributes } = request;
  const head = Buffer.alloc(netfilterHeaderLength);
  head.writeUInt8(family, 0);
  head.writeUInt16BE(resource, 2);
  return netlinkMessage({ ...request, content: [head, ...attributes] });
}

/** What one read from the socket gave. The bodies are views of it. */
export function readMessages(bytes: Buffer): readonly NetlinkMessage[] {
  const found: NetlinkMessage[] = [];
  visitMessages(bytes, (from, to) => {
    const type = bytes.readUInt16LE(from + 4);
    const flags = bytes.readUInt16LE(from + 6);
    const sequence = bytes.readUInt32LE(from + 8);
    found.push({ type, flags, sequence, body: bytes.subarray(from + headerLength, to) });
  });
  return found;
}

/** Where each message begins, with its header, and where it ends. */
export function visitMessages(bytes: Buffer, visit: (from: number, to: number) => void): void {
  for (let at = 0; at + headerLength <= bytes.length;) {
    const length = bytes.readUInt32LE(at);
    if (length < headerLength || at + length > bytes.length) return;
    visit(at, at + length);
    at += align(length);
  }
}

/** Where the value of the first attribute of this type lies; undefined: there is none. */
export function findAttribute(
  bytes: Buffer,
  from: number,
  to: number,
  wanted: number,
): { readonly from: number; readonly to: number } | undefined {
  for (let at = from; at + 4 <= to;) {
    const length = bytes.readUInt16LE(at);
    if (length < 4 || at + length > to) return undefined;
    if ((bytes.readUInt16LE(at + 2) & typeMask) === wanted) return { from: at + 4, to: at + length };
    at += align(length);
  }
  return undefined;
}

/** The attributes, each once, by type: the last one counts. */
export function readAttributes(bytes: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  visitAttributes(bytes, (type, value) => found.set(type, value));
  return found;
}

/** The values of a list, whose attributes all have the same type. */
export function readList(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  visitAttributes(bytes, (_, value) => found.push(value));
  return found;
}

/** Not a generator: tables of a hundred thousand connections are read by it. */
function visitAttributes(bytes: Buffer, visit: (type: number, value: Buffer) => void): void {
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16LE(at);
    if (length < 4 || at + length > bytes.length) return;
    visit(bytes.readUInt16LE(at + 2) & typeMask, bytes.subarray(at + 4, at + length));
    at += align(length);
  }
}

/** Error number of an error message; 0 = an acknowledgement. */
export function errorOf(message: NetlinkMessage): number {
  return message.body.length >= 4 ? -message.body.readInt32LE(0) : 0;
}

/**
 * What of a read answers the request of this sequence. The kernel makes an answer as it is read, so that nothing there
 * means that it was lost: throws `SystemCallError`.
 */
export function answersIn(
  bytes: Buffer | undefined,
  sequence: number,
  what: string,
): readonly NetlinkMessage[] {
  if (bytes === undefined) throw new SystemCallError(what, errors.ENOBUFS);
  return readMessages(bytes).filter((message) => message.sequence === sequence);
}

/** Throws `SystemCallError`: the kernel has answered with an error. An acknowledgement is none. */
export function throwIfRefused(message: NetlinkMessage, what: string): void {
  const error = message.type === messageType.error ? errorOf(message) : 0;
  if (error !== 0) throw new SystemCallError(what, error);
}

function align(length: number): number {
  return (length + 3) & ~3;
}
