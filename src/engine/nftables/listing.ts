/** What nft prints as JSON, read with suspicion: elements of sets with their counters, elements of maps, counters. */
import type { Counted } from '../../net/netlink/counted.ts';

/** Counters of a set, by key as `placeKey` writes it. */
export function readCounterSet(json: string): ReadonlyMap<string, Counted> {
  const found = new Map<string, Counted>();
  for (const element of elementsOf(json, 'set')) {
    const [first] = Array.isArray(element) ? element : [element];
    const { val, counter } = record(record(first)['elem']);
    const key = concatenation(val);
    const { packets, bytes } = record(counter);
    if (key !== undefined) found.set(key, { packets: Number(packets ?? 0), bytes: Number(bytes ?? 0) });
  }
  return found;
}

/** Packets of the first counter in the answer to `get element`, which some versions of nft give as text even so. */
export function readElementPackets(answer: string): number {
  return Number(/packets"?:? (\d+)/.exec(answer)?.[1] ?? 0);
}

/** Keys of a plain set. */
export function readSet(json: string): ReadonlySet<string> {
  const keys = elementsOf(json, 'set').map((element) => concatenation(element));
  return new Set(keys.filter((key) => key !== undefined));
}

/** Values by key: a concatenation, or the chain that a verdict leads to. */
export function readMap(json: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const element of elementsOf(json, 'map')) {
    const [key, value] = Array.isArray(element) ? element : [];
    const name = concatenation(key);
    const text = concatenation(value) ?? verdict(value);
    if (name !== undefined && text !== undefined) found.set(name, text);
  }
  return found;
}

/** Named counters. */
export function readCounters(json: string): ReadonlyMap<string, Counted> {
  const found = new Map<string, Counted>();
  for (const each of entries(json)) {
    const { name, packets, bytes } = record(record(each)['counter']);
    if (typeof name === 'string')
      found.set(name, { packets: Number(packets ?? 0), bytes: Number(bytes ?? 0) });
  }
  return found;
}

function elementsOf(json: string, kind: 'set' | 'map'): readonly unknown[] {
  for (const each of entries(json)) {
    const { elem } = record(record(each)[kind]);
    if (Array.isArray(elem)) return elem;
  }
  return [];
}

function entries(json: string): readonly unknown[] {
  const { nftables } = record(JSON.parse(json));
  return Array.isArray(nftables) ? nftables : [];
}

function concatenation(value: unknown): string | undefined {
  const { concat } = record(value);
  return Array.isArray(concat) ? concat.map(String).join(' . ') : undefined;
}

function verdict(value: unknown): string | undefined {
  const { goto, jump } = record(value);
  const { target } = record(goto ?? jump);
  return typeof target === 'string' ? target : undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
