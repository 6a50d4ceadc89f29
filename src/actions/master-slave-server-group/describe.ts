import type { ActionHandler } from '../context.ts';
import { allServerGroups, findLoadBalancer, findMasterSlaveGroup, listenersOf, usesGroup } from '../find.ts';
import { hasTags, wireTags, wireTime } from '../format.ts';
import { membersToWire } from './members.ts';

export const describeMasterSlaveServerGroupAttribute: ActionHandler<
  'DescribeMasterSlaveServerGroupAttribute'
> = async (params, context) => {
  const group = await findMasterSlaveGroup(context, params.MasterSlaveServerGroupId);
  return {
    MasterSlaveServerGroupId: group.id,
    MasterSlaveServerGroupName: group.name,
    LoadBalancerId: group.loadBalancerId,
    CreateTime: wireTime(group.createdMs),
    MasterSlaveBackendServers: membersToWire(group),
    Tags: wireTags(group.tags),
  };
};

export const describeMasterSlaveServerGroups: ActionHandler<'DescribeMasterSlaveServerGroups'> = async (
  params,
  context,
) => {
  const loadBalancer = await findLoadBalancer(context, params);
  const listeners = await listenersOf(context, loadBalancer.id);
  const groups = (await allServerGroups(context))
    .filter((group) => group.kind === 'master-slave' && group.loadBalancerId === loadBalancer.id)
    .filter((group) => hasTags(group.tags, params.Tag))
    .sort((a, b) => a.createdMs - b.createdMs);
  return {
    MasterSlaveServerGroups: groups.map((group) => ({
      MasterSlaveServerGroupId: group.id,
      MasterSlaveServerGroupName: group.name,
      CreateTime: wireTime(group.createdMs),
      ...(params.IncludeListener && {
        AssociatedObjects: {
          Listeners: listeners
            .filter((listener) => usesGroup(listener, group.id))
            .map((listener) => ({ Port: listener.port, Protocol: listener.protocol })),
        },
      }),
      Tags: wireTags(group.tags),
    })),
  };
};
