/** Load balancers, and the servers of their default groups. */
import { textAt } from '../../support/answers.ts';
import {
  type Account,
  type Balancer,
  isKnownServer,
  listenersOf,
  keyOf,
  type Member,
  quotas,
  remove,
  removeListener,
} from '../account.ts';
import { type Call, type Maker, mustBe } from '../call.ts';
import type { Random } from '../../support/random.ts';
import {
  anyBalancer,
  anyMember,
  anyName,
  anyServer,
  anyTags,
  codes,
  region,
  tagParameters,
} from './choose.ts';
import { listAt } from '../../support/answers.ts';
import { outgrows } from './groups.ts';

export const createBalancer: Maker = (_account, random) => {
  const version = random.chance(0.15) ? 'ipv6' : 'ipv4';
  const name = anyName(random);
  const deleteProtection = random.chance(0.15);
  const tags = anyTags(random);
  return {
    action: 'CreateLoadBalancer',
    needsAnswer: true,
    parameters: {
      ...region,
      LoadBalancerName: name,
      AddressIPVersion: version,
      DeleteProtection: deleteProtection ? 'on' : 'off',
      ...tagParameters(tags),
    },
    complaints({ balancers }) {
      // The one address of the IPv6 pool.
      const taken = version === 'ipv6' && [...balancers.values()].some((one) => one.version === 'ipv6');
      return [
        ...(balancers.size >= quotas.loadBalancers ? ['OverQuota'] : []),
        ...(taken ? ['SubnetIpExhaust'] : []),
      ];
    },
    apply({ balancers }, answer) {
      const id = textAt(answer, 'LoadBalancerId');
      const address = textAt(answer, 'Address');
      const sharing = [...balancers.values()].filter((one) => one.address === address);
      mustBe(`who else has ${address}`, sharing, []);
      balancers.set(id, {
        id,
        address,
        version,
        name,
        status: 'active',
        deleteProtection,
        tags,
        members: [],
      });
    },
  };
};

export const deleteBalancer: Maker = (account, random) => {
  const id = anyBalancer(account, random);
  return {
    action: 'DeleteLoadBalancer',
    parameters: { ...region, LoadBalancerId: id },
    complaints({ balancers }) {
      const balancer = balancers.get(id);
      if (!balancer) return [codes.noBalancer];
      return balancer.deleteProtection ? ['OperationDenied.DeleteProtectionIsOn'] : [];
    },
    apply(now) {
      for (const listener of listenersOf(now, id)) removeListener(now, keyOf(listener));
      for (const group of now.groups.values()) if (group.balancer === id) remove(now, now.groups, group.id);
      remove(now, now.balancers, id);
    },
  };
};

export const setBalancer: Maker = (account, random) => {
  const id = anyBalancer(account, random);
  switch (random.below(3)) {
    case 0: {
      const name = anyName(random);
      return changing('SetLoadBalancerName', { LoadBalancerName: name }, id, (one) => (one.name = name));
    }
    case 1: {
      const status = random.pick(['active', 'inactive'] as const);
      const parameters = { LoadBalancerStatus: status };
      return changing('SetLoadBalancerStatus', parameters, id, (one) => (one.status = status));
    }
    default: {
      const on = random.chance(0.2);
      const parameters = { DeleteProtection: on ? 'on' : 'off' };
      return changing(
        'SetLoadBalancerDeleteProtection',
        parameters,
        id,
        (one) => (one.deleteProtection = on),
      );
    }
  }
};

export const addServers: Maker = (account, random) => {
  const entries = anyEntries(account, random);
  return changingServers(account, random, 'AddBackendServers', entries, (members) => [
    ...members,
    ...entries.filter((entry, index) => !has(members, entry) && firstOf(entries, entry) === index),
  ]);
};

/** Changes the weight of servers that are attached, and attaches the others. */
export const setServers: Maker = (account, random) => {
  const entries = anyEntries(account, random);
  const given = (id: string): Member | undefined => entries.find(({ ServerId }) => ServerId === id);
  return changingServers(account, random, 'SetBackendServers', entries, (members) => [
    ...members.map((member) => given(member.ServerId) ?? member),
    ...entries.filter((entry, index) => !has(members, entry) && firstOf(entries, entry) === index),
  ]);
};

export const removeServers: Maker = (account, random) => {
  const ids = [anyServer(account, random), anyServer(account, random)];
  const id = anyBalancer(account, random);
  return {
    action: 'RemoveBackendServers',
    parameters: {
      ...region,
      LoadBalancerId: id,
      BackendServers: JSON.stringify(ids.map((ServerId) => ({ ServerId }))),
    },
    complaints: ({ balancers }) => (balancers.has(id) ? [] : [codes.noBalancer]),
    apply({ balancers }, answer) {
      const balancer = balancers.get(id);
      if (!balancer) return;
      balancer.members = balancer.members.filter(({ ServerId }) => !ids.includes(ServerId));
      requireServers(answer, balancer.members);
    },
  };
};

function changing(
  action: Call['action'],
  parameters: Readonly<Record<string, string>>,
  id: string,
  change: (balancer: Balancer) => void,
): Call {
  return {
    action,
    parameters: { ...region, LoadBalancerId: id, ...parameters },
    complaints: ({ balancers }) => (balancers.has(id) ? [] : [codes.noBalancer]),
    apply({ balancers }) {
      const balancer = balancers.get(id);
      if (balancer) change(balancer);
    },
  };
}

function changingServers(
  account: Account,
  random: Random,
  action: Call['action'],
  entries: readonly Member[],
  change: (members: readonly Member[]) => Member[],
): Call {
  const id = anyBalancer(account, random);
  const wire = entries.map(({ ServerId, Weight }) => ({ ServerId, Weight: String(Weight) }));
  return {
    action,
    parameters: { ...region, LoadBalancerId: id, BackendServers: JSON.stringify(wire) },
    complaints(now) {
      const balancer = now.balancers.get(id);
      if (!balancer) return [codes.noBalancer];
      const added = entries.filter((entry) => !has(balancer.members, entry));
      return [
        ...(entries.length > quotas.serversPerCall ? ['TooManyBackendServers'] : []),
        ...(added.every(({ ServerId }) => isKnownServer(now, ServerId)) ? [] : ['InvalidServerId.NotFound']),
        ...(outgrows(now, id, id, change(balancer.members)) ? [codes.tooManyServers] : []),
      ];
    },
    apply({ balancers }, answer) {
      const balancer = balancers.get(id);
      if (!balancer) return;
      balancer.members = change(balancer.members);
      requireServers(answer, balancer.members);
    },
  };
}

/** The lists of answers: weights are texts in some and numbers in others. */
function requireServers(answer: unknown, members: readonly Member[]): void {
  if (typeof answer !== 'object' || answer === null || !('BackendServers' in answer)) return;
  const seen = listAt(answer, 'BackendServers').map((one) => {
    const weight =
      typeof one === 'object' && one !== null && 'Weight' in one ? Number(one.Weight) : undefined;
    return [textAt(one, 'ServerId'), weight];
  });
  const wanted = members.map(({ ServerId, Weight }) => [ServerId, Weight]);
  mustBe('BackendServers', seen, wanted);
}

function anyEntries(account: Account, random: Random): readonly Member[] {
  const count = random.chance(0.03) ? quotas.serversPerCall + 1 : random.between(1, 3);
  return Array.from({ length: count }, () => anyMember(account, random, 0));
}

function has(members: readonly Member[], { ServerId }: Member): boolean {
  return members.some((member) => member.ServerId === ServerId);
}

function firstOf(entries: readonly Member[], { ServerId }: Member): number {
  return entries.findIndex((entry) => entry.ServerId === ServerId);
}
