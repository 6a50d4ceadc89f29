import type { ActionHandler } from '../context.ts';
import { allServerGroups, findLoadBalancer, findVServerGroup, listenersOf, usesGroup } from '../find.ts';
import { hasTags, wireTags, wireTime } from '../format.ts';
import { rulesOfLoadBalancer } from '../rule/find.ts';
import { membersToWire } from './members.ts';

export const describeVServerGroupAttribute: ActionHandler<'DescribeVServerGroupAttribute'> = async (
  params,
  context,
) => {
  const group = await findVServerGroup(context, params.VServerGroupId);
  return {
    VServerGroupId: group.id,
    VServerGroupName: group.name,
    LoadBalancerId: group.loadBalancerId,
    CreateTime: wireTime(group.createdMs),
    BackendServers: membersToWire(group),
    Tags: wireTags(group.tags),
  };
};

export const describeVServerGroups: ActionHandler<'DescribeVServerGroups'> = async (params, context) => {
  const loadBalancer = await findLoadBalancer(context, params);
  const listeners = await listenersOf(context, loadBalancer.id);
  const rules = params.IncludeRule ? await rulesOfLoadBalancer(context, loadBalancer.id) : [];
  const groups = (await allServerGroups(context))
    .filter((group) => group.kind === 'vserver' && group.loadBalancerId === loadBalancer.id)
    .filter((group) => params.Description === undefined || group.name === params.Description)
    .filter((group) => hasTags(group.tags, params.Tag))
    .sort((a, b) => a.createdMs - b.createdMs);
  return {
    VServerGroups: groups.map((group) => ({
      VServerGroupId: group.id,
      VServerGroupName: group.name,
      ServerCount: group.members.length,
      CreateTime: wireTime(group.createdMs),
      ...((params.IncludeListener || params.IncludeRule) && {
        AssociatedObjects: {
          ...(params.IncludeListener && {
            Listeners: listeners
              .filter((listener) => usesGroup(listener, group.id))
              .map((listener) => ({ Port: listener.port, Protocol: listener.protocol })),
          }),
          ...(params.IncludeRule && {
            Rules: rules
              .filter((rule) => rule.groupId === group.id)
              .map(({ id, name, domain, url }) => ({ RuleId: id, RuleName: name, Domain: domain, Url: url })),
          }),
        },
      }),
      Tags: wireTags(group.tags),
    })),
  };
};
