/** vServer groups, and what they share with master-slave groups: two kinds in one name space of ids. */
import { listAt, numberAt, textAt } from '../../support/answers.ts';
import {
  type Account,
  type Group,
  isKnownServer,
  type Member,
  quotas,
  remove,
  usersOfGroup,
} from '../account.ts';
import { type Call, type Maker, mustBe } from '../call.ts';
import type { Random } from '../../support/random.ts';
import { anyBalancer, anyId, anyMember, anyName, anyTags, codes, region, tagParameters } from './choose.ts';

export const memberPorts = [1, 2] as const;

/** Whether a load balancer would have too many different servers once one of its groups, known or new, has `members`. */
export function outgrows(
  account: Account,
  balancer: string,
  group: string,
  members: readonly Member[],
): boolean {
  const others = membersOf(account, balancer, group);
  const before = countServers(membersOf(account, balancer));
  const after = countServers([...others, ...members]);
  return after > quotas.serversPerLoadBalancer && after > before;
}

/** Of all groups of a load balancer; its default group goes by its own id. */
function membersOf({ balancers, groups }: Account, balancer: string, except?: string): readonly Member[] {
  const own = except === balancer ? [] : (balancers.get(balancer)?.members ?? []);
  const others = [...groups.values()].filter((group) => group.balancer === balancer && group.id !== except);
  return [...own, ...others.flatMap(({ members }) => members)];
}

function countServers(members: readonly Member[]): number {
  return new Set(members.map(({ ServerId }) => ServerId)).size;
}

export const createGroup: Maker = (account, random) => {
  const balancer = anyBalancer(account, random);
  const name = anyName(random);
  const tags = anyTags(random);
  const members = anyMembers(account, random);
  return {
    action: 'CreateVServerGroup',
    needsAnswer: true,
    parameters: {
      ...region,
      LoadBalancerId: balancer,
      VServerGroupName: name,
      BackendServers: wire(members),
      ...tagParameters(tags),
    },
    complaints(now) {
      if (!now.balancers.has(balancer)) return [codes.noBalancer];
      return joining(now, balancer, 'new', members, members);
    },
    apply({ groups }, answer) {
      const id = textAt(answer, 'VServerGroupId');
      const group: Group = {
        id,
        kind: 'vserver',
        balancer,
        name,
        members: distinct(members),
        roles: [],
        tags,
      };
      groups.set(id, group);
      requireMembers(answer, group);
    },
  };
};

export const changeGroup: Maker = (account, random) => {
  const id = anyGroup(account, random, 'vserver');
  const entries = anyMembers(account, random);
  switch (random.below(4)) {
    case 0:
      return changing(
        id,
        'AddVServerGroupBackendServers',
        { BackendServers: wire(entries) },
        {
          added: () => entries,
          after: (members) => distinct([...members, ...entries]),
        },
      );
    case 1:
      return changing(
        id,
        'RemoveVServerGroupBackendServers',
        { BackendServers: wire(entries) },
        {
          added: () => [],
          after: (members) => members.filter((member) => !has(entries, member)),
        },
      );
    case 2: {
      const name = anyName(random);
      const parameters = { VServerGroupName: name, BackendServers: wire(entries) };
      return changing(id, 'SetVServerGroupAttribute', parameters, {
        added: () => [],
        after: (members) => members.map((member) => same(distinct(entries), member) ?? member),
        name,
      });
    }
    default: {
      const leaving = distinct(anyMembers(account, random));
      const coming = distinct(entries);
      const parameters = { OldBackendServers: wire(leaving), NewBackendServers: wire(coming) };
      return changing(id, 'ModifyVServerGroupBackendServers', parameters, {
        added: () => coming,
        // One that goes out and comes in again keeps its place.
        after: (members) =>
          distinct([
            ...members.flatMap((member) => (has(leaving, member) ? (same(coming, member) ?? []) : member)),
            ...coming,
          ]),
      });
    }
  }
};

export const deleteGroup: Maker = (account, random) => {
  const id = anyGroup(account, random, 'vserver');
  return {
    action: 'DeleteVServerGroup',
    parameters: { ...region, VServerGroupId: id },
    complaints(now) {
      if (now.groups.get(id)?.kind !== 'vserver') return [codes.noGroup];
      const ruled = [...now.rules.values()].some(({ group }) => group === id);
      return [
        ...(usersOfGroup(now, id).length > 0 ? ['RspoolVipExist'] : []),
        ...(ruled ? ['RspoolRuleExist'] : []),
      ];
    },
    apply: (now) => remove(now, now.groups, id),
  };
};

export function anyGroup(account: Account, random: Random, kind: Group['kind'], balancer?: string): string {
  const fitting = [...account.groups.values()].filter(
    (group) => group.kind === kind && (balancer === undefined || group.balancer === balancer),
  );
  const pool = random.chance(0.93) ? fitting : [...account.groups.values()];
  return anyId(
    random,
    pool.map(({ id }) => id),
    account,
  );
}

interface Change {
  added(): readonly Member[];
  after(members: readonly Member[]): Member[];
  readonly name?: string;
}

function changing(
  id: string,
  action: Call['action'],
  parameters: Readonly<Record<string, string>>,
  { added, after, name }: Change,
): Call {
  return {
    action,
    parameters: { ...region, VServerGroupId: id, ...parameters },
    complaints(now) {
      const group = now.groups.get(id);
      if (group?.kind !== 'vserver') return [codes.noGroup];
      const fresh = added().filter((member) => !has(group.members, member));
      return joining(now, group.balancer, id, fresh, after(group.members));
    },
    apply({ groups }, answer) {
      const group = groups.get(id);
      if (!group) return;
      group.members = after(group.members);
      group.name = name ?? group.name;
      requireMembers(answer, group);
    },
  };
}

/** What can be wrong with servers that join a group, which then has `after`. */
function joining(
  now: Account,
  balancer: string,
  group: string,
  fresh: readonly Member[],
  after: readonly Member[],
): readonly string[] {
  return [
    ...(fresh.every(({ ServerId }) => isKnownServer(now, ServerId)) ? [] : ['InvalidServerId.NotExist']),
    ...(outgrows(now, balancer, group, after) ? [codes.tooManyServers] : []),
  ];
}

function anyMembers(account: Account, random: Random): readonly Member[] {
  return Array.from({ length: random.below(4) }, () => anyMember(account, random, random.pick(memberPorts)));
}

export function wire(members: readonly Member[], roles?: readonly string[]): string {
  return JSON.stringify(
    members.map(({ ServerId, Port, Weight }, index) => ({
      ServerId,
      Port: String(Port),
      Weight: String(Weight),
      ...(roles && { ServerType: roles[index] }),
    })),
  );
}

function requireMembers(answer: unknown, { members }: Group): void {
  if (typeof answer !== 'object' || answer === null || !('BackendServers' in answer)) return;
  const seen = listAt(answer, 'BackendServers').map((one) => ({
    ServerId: textAt(one, 'ServerId'),
    Port: numberAt(one, 'Port'),
    Weight: numberAt(one, 'Weight'),
  }));
  mustBe('BackendServers', seen, members);
}

function same(members: readonly Member[], { ServerId, Port }: Member): Member | undefined {
  return members.find((member) => member.ServerId === ServerId && member.Port === Port);
}

export function has(members: readonly Member[], member: Member): boolean {
  return same(members, member) !== undefined;
}

/** Of several entries for one server and port the first counts. */
function distinct(members: readonly Member[]): Member[] {
  return members.filter((member, index) => members.findIndex((one) => has([one], member)) === index);
}
