/** Choices that the makers share. */
import type { Account, Listener, Member, Protocol, Tags } from '../account.ts';
import { configuredServers } from '../account.ts';
import type { Random } from '../../support/random.ts';

export const region = { RegionId: 'cn-hangzhou' } as const;

export const codes = {
  noBalancer: 'InvalidLoadBalancerId.NotFound',
  noListener: 'ListenerNotFound',
  /** Of groups of both kinds. */
  noGroup: 'InvalidParameter',
  tooManyServers: 'InstanceBackendServerNumberOverLimit',
} as const;

/** One of the ids that are there; now and then one that was deleted, is of another kind, or never was. */
export function anyId(random: Random, ids: Iterable<string>, account: Account): string {
  const there = [...ids];
  const id = random.chance(0.9) ? random.pick(there) : undefined;
  if (id !== undefined) return id;
  const others = [
    ...account.gone,
    ...account.balancers.keys(),
    ...account.groups.keys(),
    ...account.lists.keys(),
    ...account.certificates.keys(),
  ];
  return (random.chance(0.8) ? random.pick(others) : undefined) ?? `none-${random.below(1000)}`;
}

export function anyBalancer(account: Account, random: Random): string {
  return anyId(random, account.balancers.keys(), account);
}

const protocols = ['tcp', 'udp', 'http', 'https'] as const;
/** TCP listeners are those with pairs, elections and history behind them. */
const oftenTcp = ['tcp', 'tcp', 'tcp', 'udp', 'http', 'https'] as const;
/** Few, so that listeners meet. */
const ports = [20_001, 20_002, 20_003, 20_004] as const;

export interface Place {
  readonly balancer: string;
  readonly protocol: Protocol;
  readonly port: number;
}

export function anyPlace(account: Account, random: Random): Place {
  return {
    balancer: anyBalancer(account, random),
    protocol: random.pick(oftenTcp),
    port: random.pick(ports),
  };
}

/** Of a listener that is there, of one of the protocols; else anything. */
export function anyListener(account: Account, random: Random, among: readonly Protocol[] = protocols): Place {
  const there = [...account.listeners.values()].filter(({ protocol }) => among.includes(protocol));
  const listener: Listener | undefined = random.chance(0.9) ? random.pick(there) : undefined;
  return listener ?? anyPlace(account, random);
}

export function placeParameters({ balancer, port }: Place) {
  return { ...region, LoadBalancerId: balancer, ListenerPort: String(port) };
}

/** Names repeat now and then. */
export function anyName(random: Random): string {
  return `name-${random.below(40)}`;
}

export function anyServer(account: Account, random: Random): string {
  if (random.chance(0.04)) return `unknown-${random.below(5)}`;
  return random.pick([...Object.keys(configuredServers), ...account.servers.keys()]) ?? 'i-1';
}

export function anyMember(account: Account, random: Random, port: number): Member {
  return { ServerId: anyServer(account, random), Port: port, Weight: random.pick([0, 50, 100]) };
}

export function anyTags(random: Random): Tags {
  const keys = random.some(['env', 'team', 'app'], 0, 2);
  return Object.fromEntries(keys.map((key) => [key, random.pick(['a', 'b', ''])]));
}

export function tagParameters(tags: Tags): Record<string, string> {
  const entries = Object.entries(tags).flatMap(([key, value], index) => [
    [`Tag.${index + 1}.Key`, key],
    [`Tag.${index + 1}.Value`, value],
  ]);
  return Object.fromEntries(entries);
}
