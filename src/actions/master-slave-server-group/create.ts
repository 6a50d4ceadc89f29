import { newServerGroupId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import { noOverrides } from '../../domain/policy.ts';
import type { MasterSlaveServerGroup } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { findLoadBalancer } from '../find.ts';
import { tagsFromWire } from '../format.ts';
import { membersFromWire, membersToWire } from './members.ts';
import { policiesFromWire } from './policies.ts';

export const createMasterSlaveServerGroup: ActionHandler<'CreateMasterSlaveServerGroup'> = async (
  params,
  context,
) => {
  const loadBalancer = await findLoadBalancer(context, params);
  const group: MasterSlaveServerGroup = {
    kind: 'master-slave',
    id: newServerGroupId(context.random),
    loadBalancerId: loadBalancer.id,
    name: params.MasterSlaveServerGroupName ?? '',
    // The founding page: without the parameter an empty group is made.
    members: params.MasterSlaveBackendServers
      ? await membersFromWire(params.MasterSlaveBackendServers, context)
      : [],
    failover: policiesFromWire(params, noOverrides),
    tags: tagsFromWire(params.Tag),
    createdMs: context.nowMs,
  };
  context.tx.put('serverGroups', keys.serverGroup(group.id), group);
  return { MasterSlaveServerGroupId: group.id, MasterSlaveBackendServers: membersToWire(group) };
};
