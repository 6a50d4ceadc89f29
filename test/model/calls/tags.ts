/** Tags of every kind of resource that can have them, and the inventory of servers. */
import { type Account, configuredServers, type Group, type Tags } from '../account.ts';
import { type Maker, mustBe } from '../call.ts';
import { textAt } from '../../support/answers.ts';
import type { Random } from '../../support/random.ts';
import { anyBalancer, anyId, anyTags, codes, region, tagParameters } from './choose.ts';

export const taggableKinds = [
  'instance',
  'listener',
  'vservergroup',
  'masterslaveservergroup',
  'acl',
  'certificate',
] as const;
type Kind = (typeof taggableKinds)[number];

/** Everything of a kind that can have tags, by the id that the actions for tags know it by. */
export function taggables(account: Account, kind: Kind): ReadonlyMap<string, { tags: Tags }> {
  switch (kind) {
    case 'instance':
      return account.balancers;
    case 'listener':
      return account.listeners;
    case 'acl':
      return account.lists;
    case 'certificate':
      return account.certificates;
    case 'vservergroup':
      return groupsOf(account, 'vserver');
    case 'masterslaveservergroup':
      return groupsOf(account, 'masterslave');
  }
}

function groupsOf({ groups }: Account, kind: Group['kind']): ReadonlyMap<string, Group> {
  return new Map([...groups].filter(([, group]) => group.kind === kind));
}

export const tagResources: Maker = (account, random) => {
  const { kind, ids, parameters } = anyResources(account, random);
  const tags = random.chance(0.97) ? { env: random.pick(['a', 'b']), ...anyTags(random) } : {};
  return {
    action: 'TagResources',
    parameters: { ...parameters, ...tagParameters(tags) },
    complaints: (now) => [
      ...(Object.keys(tags).length === 0 ? ['MissingParam.TagKey', 'MissingParameter'] : []),
      ...missing(now, kind, ids),
    ],
    apply(now) {
      for (const id of ids) Object.assign(taggables(now, kind).get(id)?.tags ?? {}, tags);
    },
  };
};

export const untagResources: Maker = (account, random) => {
  const { kind, ids, parameters } = anyResources(account, random);
  const all = random.chance(0.3);
  const keys = all ? [] : random.some(['env', 'team', 'app'], 1, 2);
  const named = Object.fromEntries(keys.map((key, index) => [`TagKey.${index + 1}`, key]));
  return {
    action: 'UntagResources',
    parameters: { ...parameters, ...named, ...(all && { All: 'true' }) },
    complaints: (now) => missing(now, kind, ids),
    apply(now) {
      for (const id of ids) {
        const { tags } = taggables(now, kind).get(id) ?? { tags: {} };
        for (const key of all ? Object.keys(tags) : keys) delete tags[key];
      }
    },
  };
};

/** The older generation of the same, for load balancers only. */
export const olderTags: Maker = (account, random) => {
  const id = anyBalancer(account, random);
  const tags = { team: random.pick(['a', 'b']) };
  const add = random.chance(0.6);
  const wire = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  return {
    action: add ? 'AddTags' : 'RemoveTags',
    parameters: { ...region, LoadBalancerId: id, Tags: JSON.stringify(wire) },
    complaints: ({ balancers }) => (balancers.has(id) ? [] : [codes.noBalancer]),
    apply({ balancers }) {
      const balancer = balancers.get(id);
      if (!balancer) return;
      if (add) Object.assign(balancer.tags, tags);
      // One named with another value than it has stays.
      else if (balancer.tags['team'] === tags.team) delete balancer.tags['team'];
    },
  };
};

export const registerServer: Maker = (_account, random) => {
  const id = random.pick(['r-1', 'r-2', 'r-3', 'r-4', 'i-1']);
  const address = `127.0.0.${random.between(2, 9)}`;
  return {
    action: 'RegisterServer',
    parameters: { ServerId: id, Address: address },
    complaints: () => [],
    apply({ servers }, answer) {
      if (typeof answer === 'object' && answer !== null && 'Address' in answer)
        mustBe('Address', textAt(answer, 'Address'), address);
      servers.set(id, address);
    },
  };
};

export const deregisterServer: Maker = (account, random) => {
  const id = anyId(random, account.servers.keys(), account);
  return {
    action: 'DeregisterServer',
    parameters: { ServerId: id },
    complaints({ servers, balancers, groups }) {
      const isConfigured = Object.hasOwn(configuredServers, id);
      if (!servers.has(id)) return [isConfigured ? 'ServerIsConfigured' : 'InvalidServerId.NotFound'];
      // The configuration goes on knowing it.
      if (isConfigured) return [];
      const members = [...balancers.values(), ...groups.values()].flatMap((one) => one.members);
      return members.some(({ ServerId }) => ServerId === id) ? ['ServerInUse'] : [];
    },
    apply: ({ servers }) => servers.delete(id),
  };
};

function anyResources(account: Account, random: Random) {
  const kind = random.pick(taggableKinds);
  const count = random.between(1, 2);
  const ids = Array.from({ length: count }, () => anyId(random, taggables(account, kind).keys(), account));
  const named = Object.fromEntries(ids.map((id, index) => [`ResourceId.${index + 1}`, id]));
  return { kind, ids, parameters: { ...region, ResourceType: kind, ...named } };
}

function missing(account: Account, kind: Kind, ids: readonly string[]): readonly string[] {
  const there = taggables(account, kind);
  return ids.every((id) => there.has(id)) ? [] : ['ResourceNotExist'];
}
