/** What can be asked about one load balancer and about one group. */
import { type Account, type Balancer, type Group, listenersOf, usersOfGroup } from '../account.ts';
import { balancerFields, memberFields, tagFields } from './fields.ts';
import { AnyOrder, type Question, region } from './question.ts';

export function aboutBalancer(account: Account, balancer: Balancer): readonly Question[] {
  const { id } = balancer;
  const listeners = listenersOf(account, id);
  const groups = [...account.groups.values()].filter((group) => group.balancer === id);
  const related = (group: Group) =>
    new AnyOrder(
      'Port Protocol',
      usersOfGroup(account, group.id).map(({ port, protocol }) => ({ Port: port, Protocol: protocol })),
    );
  return [
    {
      action: 'DescribeLoadBalancerAttribute',
      parameters: { ...region, LoadBalancerId: id },
      expected: {
        ...balancerFields(balancer),
        ListenerPortsAndProtocol: new AnyOrder(
          'ListenerPort ListenerProtocol',
          listeners.map(({ port, protocol, shown, redirectTo }) => ({
            ListenerPort: port,
            ListenerProtocol: protocol,
            Description: shown['Description'],
            ForwardPort: redirectTo,
          })),
        ),
        BackendServers: balancer.members.map(({ ServerId, Weight }) => ({ ServerId, Weight })),
      },
    },
    {
      action: 'DescribeVServerGroups',
      parameters: { ...region, LoadBalancerId: id, IncludeListener: 'true', IncludeRule: 'true' },
      expected: {
        VServerGroups: new AnyOrder(
          'VServerGroupId',
          groups
            .filter(({ kind }) => kind === 'vserver')
            .map((group) => ({
              VServerGroupId: group.id,
              VServerGroupName: group.name,
              ServerCount: group.members.length,
              Tags: tagFields(group.tags),
              AssociatedObjects: {
                Listeners: related(group),
                Rules: new AnyOrder(
                  'RuleId',
                  [...account.rules.values()]
                    .filter((rule) => rule.group === group.id)
                    .map((rule) => ({ RuleId: rule.id, RuleName: rule.name })),
                ),
              },
            })),
        ),
      },
    },
    {
      action: 'DescribeMasterSlaveServerGroups',
      parameters: { ...region, LoadBalancerId: id, IncludeListener: 'true' },
      expected: {
        MasterSlaveServerGroups: new AnyOrder(
          'MasterSlaveServerGroupId',
          groups
            .filter(({ kind }) => kind === 'masterslave')
            .map((group) => ({
              MasterSlaveServerGroupId: group.id,
              MasterSlaveServerGroupName: group.name,
              Tags: tagFields(group.tags),
              AssociatedObjects: { Listeners: related(group) },
            })),
        ),
      },
    },
  ];
}

export function aboutGroup(group: Group): Question {
  const { id, kind, balancer, name, members, roles, tags } = group;
  const both = { LoadBalancerId: balancer, Tags: tagFields(tags) };
  if (kind === 'vserver') {
    return {
      action: 'DescribeVServerGroupAttribute',
      parameters: { ...region, VServerGroupId: id },
      expected: {
        ...both,
        VServerGroupId: id,
        VServerGroupName: name,
        BackendServers: members.map(memberFields),
      },
    };
  }
  return {
    action: 'DescribeMasterSlaveServerGroupAttribute',
    parameters: { ...region, MasterSlaveServerGroupId: id },
    expected: {
      ...both,
      MasterSlaveServerGroupId: id,
      MasterSlaveServerGroupName: name,
      MasterSlaveBackendServers: members.map((member, index) => ({
        ...memberFields(member),
        ServerType: roles[index],
      })),
    },
  };
}
