/**
 * A group of several targets: a chain for each target, and one that chooses among them for every first packet. The
 * choice is a table of slots, by a counter (round robin) or by a hash of the client; a change rewrites that one chain.
 */
import { createHash } from 'node:crypto';
import type { PlannedTransportListener, PlannedPool, PlannedTarget } from '../../domain/plan-types.ts';
import type { Item } from './items.ts';
import type { Family } from './names.ts';
import { nameOf, natPlace, whole } from './names.ts';

export interface PoolScene {
  readonly listener: PlannedTransportListener;
  readonly backend: PlannedPool;
  readonly family: Family;
  readonly key: string;
}

/** Hash slots. A client moves only when its slot changes hands; the shares of targets are true to about 1 in 256. */
const hashSlots = 256;
/** Of round robin: weights whose sum stays above it, divided by what they have in common, are rounded. */
const maxTurns = 1024;
/** The same after every rewriting of the rule, or every client would move. */
const seed = '0x68737072';
/** How many clients a target can have pinned to it. */
const pinnedClients = 65_536;

export function renderPool({ listener, backend, family, key }: PoolScene): readonly Item[] {
  const name = nameOf('p', listener.key);
  const targets = backend.targets.map((target) => renderTarget(listener, backend, family, target));
  const slots = backend.targets.length === 1 ? [] : slotRules(listener, backend, family);
  const only = targets[0];
  const rules = [
    ...targets.flatMap(({ pinned, chain }) =>
      pinned === undefined ? [] : [`${family} saddr @${pinned} goto ${chain}`],
    ),
    ...(slots.length === 0 && only !== undefined ? [`goto ${only.chain}`] : slots),
  ];
  return [
    ...targets.flatMap(({ items }) => items),
    { kind: 'chain', family, name, rules },
    { kind: 'element', family, set: 'pools', key, value: `goto ${name}` },
  ];
}

/** Its chain's counter counts its connections. */
export function targetCounter(
  { key }: PlannedTransportListener,
  { id, address, port }: PlannedTarget,
): string {
  return nameOf('t', key, id, address, port);
}

function renderTarget(
  listener: PlannedTransportListener,
  { persistenceTimeoutMs }: PlannedPool,
  family: Family,
  target: PlannedTarget,
): { readonly chain: string; readonly pinned: string | undefined; readonly items: readonly Item[] } {
  const chain = targetCounter(listener, target);
  const forward = [
    `counter name "${chain}"`,
    `meta l4proto ${listener.protocol} dnat to ${natPlace(target.address, target.port)}`,
  ];
  const counter: Item = { kind: 'object', family, type: 'counter', name: chain, body: '' };
  if (persistenceTimeoutMs === 0)
    return {
      chain,
      pinned: undefined,
      items: [counter, { kind: 'chain', family, name: chain, rules: forward }],
    };
  // The set goes with its target, and with it the memory of who was pinned there.
  const pinned = nameOf('s', listener.key, target.id, target.address, target.port);
  const type = family === 'ip' ? 'ipv4_addr' : 'ipv6_addr';
  const body = `type ${type}; flags dynamic, timeout; size ${pinnedClients};`;
  const remember = `update @${pinned} { ${family} saddr timeout ${whole(persistenceTimeoutMs)}ms }`;
  return {
    chain,
    pinned,
    items: [
      counter,
      { kind: 'set', family, name: pinned, body },
      { kind: 'chain', family, name: chain, rules: [remember, ...forward] },
    ],
  };
}

function slotRules(
  listener: PlannedTransportListener,
  { scheduler, targets }: PlannedPool,
  family: Family,
): readonly string[] {
  const chainOf = (target: PlannedTarget): string => `goto ${targetCounter(listener, target)}`;
  const verdicts = (slots: readonly PlannedTarget[]): string =>
    slots.map((target, slot) => `${slot} : ${chainOf(target)}`).join(', ');
  switch (scheduler) {
    case 'rr':
      return [`numgen inc mod ${targets.length} vmap { ${verdicts(targets)} }`];
    case 'wrr':
    case 'wlc': {
      const turns = turnsOf(targets);
      return [`numgen inc mod ${turns.length} vmap { ${verdicts(turns)} }`];
    }
    case 'sch':
      return [`jhash ${family} saddr mod ${hashSlots} seed ${seed} vmap { ${verdicts(slotsOf(targets))} }`];
    case 'tch':
    case 'qch': {
      const client = `${family} saddr . th sport . ${family} daddr . th dport`;
      return [`jhash ${client} mod ${hashSlots} seed ${seed} vmap { ${verdicts(slotsOf(targets))} }`];
    }
  }
}

/** The order of turns of smooth weighted round robin, as in nginx: exact shares, evenly interleaved (a a b a). */
export function turnsOf(targets: readonly PlannedTarget[]): readonly PlannedTarget[] {
  const weights = smallWeights(targets.map(({ weight }) => weight));
  const sum = weights.reduce((a, b) => a + b, 0);
  const raised = weights.map(() => 0);
  const turns: PlannedTarget[] = [];
  while (turns.length < sum) {
    for (const [index, weight] of weights.entries()) raised[index] = (raised[index] ?? 0) + weight;
    const best = raised.indexOf(Math.max(...raised));
    raised[best] = (raised[best] ?? 0) - sum;
    const target = targets[best];
    if (target !== undefined) turns.push(target);
  }
  return turns;
}

function smallWeights(weights: readonly number[]): readonly number[] {
  const common = weights.reduce(greatestCommonDivisor, 0) || 1;
  const least = weights.map((weight) => weight / common);
  const sum = least.reduce((a, b) => a + b, 0);
  return sum <= maxTurns ? least : least.map((weight) => Math.max(1, Math.round((weight * maxTurns) / sum)));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Weighted rendezvous hashing (Schindelhauer and Schomaker) of the slots: a target that leaves hands over only its own
 * slots, one that joins takes only its share.
 */
export function slotsOf(targets: readonly PlannedTarget[]): readonly PlannedTarget[] {
  const seeded = targets.map((target) => ({ target, draws: drawsOf(target.id) }));
  return Array.from({ length: hashSlots }, (_, slot) => {
    const scored = seeded.map(({ target, draws }) => ({
      target,
      score: -target.weight / Math.log((draws.readUInt32BE(slot * 4) + 0.5) / 2 ** 32),
    }));
    return scored.reduce((best, each) => (each.score > best.score ? each : best)).target;
  });
}

/** Four bytes a slot that look random and depend on the id only. */
function drawsOf(id: string): Buffer {
  const blocks = Array.from({ length: (hashSlots * 4) / 32 }, (_, block) =>
    createHash('sha256').update(`${block} ${id}`).digest(),
  );
  return Buffer.concat(blocks);
}
