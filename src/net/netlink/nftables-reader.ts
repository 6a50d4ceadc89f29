/**
 * What nftables has, read past the tool: the counters of one element of a set in some microseconds, where the tool
 * reads the whole set, or of ten thousand without being in the way of anything else for long; and how often its rules
 * have changed.
 */
import PQueue from 'p-queue';
import { Slices } from '../../lib/slices.ts';
import type { Counted } from './counted.ts';
import type { NetlinkMessage } from './messages.ts';
import {
  answersIn,
  attribute,
  errorOf,
  flag,
  messageType,
  nest,
  netfilterHeaderLength,
  netfilterMessage,
  readAttributes,
  readList,
  throwIfRefused,
} from './messages.ts';
import { family } from '../libc/constants.ts';
import { errors, SystemCallError } from '../libc/system-call-error.ts';
import type { NetlinkSocket } from './socket.ts';

/** linux/netfilter/nf_tables.h */
const getElements = (10 << 8) | 13;
const getGeneration = (10 << 8) | 16;
const generationId = 1;
const list = { table: 1, set: 2, elements: 3 } as const;
const element = { key: 1, expression: 7 } as const;
const familyNumber = { ip: family.inet, ip6: family.inet6 } as const;

export interface SetName {
  readonly family: 'ip' | 'ip6';
  readonly table: string;
  readonly set: string;
}

export class NftablesReader {
  readonly #socket: NetlinkSocket;
  /** One request at a time: their answers share the socket. */
  readonly #turns = new PQueue({ concurrency: 1 });

  constructor(socket: NetlinkSocket) {
    this.#socket = socket;
  }

  /** All of a set, by the bytes of their keys in hexadecimal. Rejects with `SystemCallError`: ENOENT = no such set. */
  read(name: SetName): Promise<ReadonlyMap<string, Counted>> {
    return this.#turns.add(() => this.#read(name));
  }

  /** Of one element; undefined: there is none, or it has none. */
  readOne(name: SetName, key: Uint8Array): Promise<Counted | undefined> {
    return this.#turns.add(async () => this.#readOne(name, key));
  }

  /** Grows by one with each transaction, whoever makes it. */
  generation(): Promise<number> {
    return this.#turns.add(async () => this.#readGeneration());
  }

  close(): void {
    this.#socket.close();
  }

  async #read(name: SetName): Promise<ReadonlyMap<string, Counted>> {
    const sequence = this.#ask(name, flag.request | flag.dump, []);
    const found = new Map<string, Counted>();
    const slices = new Slices();
    for (;;) {
      for (const message of this.#answers(sequence)) {
        if (message.type === messageType.done) return found;
        throwIfRefused(message, 'nftables');
        for (const [key, count] of countsOf(message)) found.set(key, count);
      }
      await slices.next();
    }
  }

  #readOne(name: SetName, key: Uint8Array): Counted | undefined {
    const wanted = nest(list.elements, nest(1, nest(element.key, attribute(1, Buffer.from(key)))));
    const sequence = this.#ask(name, flag.request, [wanted]);
    for (const message of this.#answers(sequence)) {
      if (message.type === messageType.error && errorOf(message) === errors.ENOENT) return undefined;
      throwIfRefused(message, 'nftables');
      for (const [, count] of countsOf(message)) return count;
    }
    return undefined;
  }

  #readGeneration(): number {
    const sequence = this.#socket.nextSequence();
    const request = { type: getGeneration, flags: flag.request, sequence, family: 0, attributes: [] };
    this.#socket.send(netfilterMessage(request));
    for (const message of this.#answers(sequence)) {
      throwIfRefused(message, 'nftables');
      const id = readAttributes(message.body.subarray(netfilterHeaderLength)).get(generationId);
      if (id !== undefined) return id.readUInt32BE();
    }
    throw new SystemCallError('generation of the ruleset', errors.ENOENT);
  }

  #ask({ family, table, set }: SetName, flags: number, more: readonly Buffer[]): number {
    const sequence = this.#socket.nextSequence();
    const text = (type: number, value: string): Buffer => attribute(type, Buffer.from(`${value}\0`));
    const attributes = [text(list.table, table), text(list.set, set), ...more];
    const request = { type: getElements, flags, sequence, family: familyNumber[family], attributes };
    this.#socket.send(netfilterMessage(request));
    return sequence;
  }

  #answers(sequence: number): readonly NetlinkMessage[] {
    return answersIn(this.#socket.receive(), sequence, 'nftables');
  }
}

function* countsOf({ body }: NetlinkMessage): Generator<readonly [string, Counted]> {
  const elements = readAttributes(body.subarray(netfilterHeaderLength)).get(list.elements);
  for (const content of readList(elements ?? Buffer.alloc(0))) {
    const parts = readAttributes(content);
    const key = inner(parts.get(element.key), 1);
    const data = inner(parts.get(element.expression), 2);
    if (key === undefined || data === undefined) continue;
    const counter = readAttributes(data);
    const value = (type: number): number => Number(counter.get(type)?.readBigUInt64BE(0) ?? 0n);
    yield [key.toString('hex'), { bytes: value(1), packets: value(2) }];
  }
}

function inner(bytes: Buffer | undefined, type: number): Buffer | undefined {
  return bytes === undefined ? undefined : readAttributes(bytes).get(type);
}
