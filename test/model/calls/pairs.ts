/** Master-slave groups. */
import { textAt } from '../../support/answers.ts';
import type { Random } from '../../support/random.ts';
import { type Account, isKnownServer, type Member, remove, usersOfGroup } from '../account.ts';
import type { Maker } from '../call.ts';
import { anyBalancer, anyMember, anyName, codes, region } from './choose.ts';
import { anyGroup, has, memberPorts, wire } from './groups.ts';

export const createPair: Maker = (account, random) => {
  const balancer = anyBalancer(account, random);
  const name = anyName(random);
  const { members, roles } = anyPair(account, random);
  return {
    action: 'CreateMasterSlaveServerGroup',
    needsAnswer: true,
    parameters: {
      ...region,
      LoadBalancerId: balancer,
      MasterSlaveServerGroupName: name,
      // Quick to find out that nobody is there: decisions and history are part of what must not be left behind.
      DetectionMode: 'fast',
      ...(members.length > 0 && { MasterSlaveBackendServers: wire(members, roles) }),
    },
    complaints(now) {
      if (!now.balancers.has(balancer)) return [codes.noBalancer];
      return pairComplaints(now, members);
    },
    apply({ groups }, answer) {
      const id = textAt(answer, 'MasterSlaveServerGroupId');
      groups.set(id, { id, kind: 'masterslave', balancer, name, members, roles, tags: {} });
    },
  };
};

export const setPair: Maker = (account, random) => {
  const id = anyGroup(account, random, 'masterslave');
  const name = anyName(random);
  const { members, roles } = anyPair(account, random);
  return {
    action: 'SetMasterSlaveServerGroupAttribute',
    parameters: {
      ...region,
      MasterSlaveServerGroupId: id,
      MasterSlaveServerGroupName: name,
      ...(members.length > 0 && { MasterSlaveBackendServers: wire(members, roles) }),
    },
    complaints(now) {
      if (now.groups.get(id)?.kind !== 'masterslave') return [codes.noGroup];
      return pairComplaints(now, members);
    },
    apply({ groups }) {
      const group = groups.get(id);
      if (!group) return;
      Object.assign(group, { name }, members.length > 0 && { members, roles });
    },
  };
};

export const deletePair: Maker = (account, random) => {
  const id = anyGroup(account, random, 'masterslave');
  return {
    action: 'DeleteMasterSlaveServerGroup',
    parameters: { ...region, MasterSlaveServerGroupId: id },
    complaints(now) {
      if (now.groups.get(id)?.kind !== 'masterslave') return [codes.noGroup];
      return usersOfGroup(now, id).length > 0 ? ['RspoolVipExist'] : [];
    },
    apply: (now) => remove(now, now.groups, id),
  };
};

/** An order is carried out by elections, which the account knows nothing of: it must change nothing else. */
export const switchPair: Maker = (account, random) => {
  const id = anyGroup(account, random, 'masterslave');
  return {
    action: 'SwitchMasterSlaveServerGroup',
    parameters: { ...region, MasterSlaveServerGroupId: id, Order: random.pick(['switch', 'return', 'stay']) },
    complaints(now) {
      const group = now.groups.get(id);
      if (group?.kind !== 'masterslave') return [codes.noGroup];
      const started = usersOfGroup(now, id).some((listener) => listener.started);
      if (!started) return ['OperationFailed.GroupWithoutListener'];
      return group.members.length === 0 ? ['OperationDenied.ServerUnfit'] : [];
    },
    mayRefuse: ['OperationDenied.ServerUnfit'],
    apply: () => undefined,
  };
};

function pairComplaints(now: Account, members: readonly Member[]): readonly string[] {
  const [first, second] = members;
  if (!first || !second) return [];
  return [
    ...(has([first], second) ? ['BACKEND_SERVERS_HAVE_SAME_PORT_AND_SERVERID'] : []),
    ...(members.every(({ ServerId }) => isKnownServer(now, ServerId)) ? [] : ['InvalidServerId.NotFound']),
  ];
}

/** Two servers, or none: then the group is made empty, or keeps what it has. */
function anyPair(account: Account, random: Random): { members: Member[]; roles: string[] } {
  if (random.chance(0.15)) return { members: [], roles: [] };
  const members = memberPorts.map(() => anyMember(account, random, random.pick(memberPorts)));
  return { members, roles: random.chance(0.5) ? ['Master', 'Slave'] : ['Slave', 'Master'] };
}
