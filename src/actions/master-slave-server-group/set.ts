import { keys } from '../../domain/keys.ts';
import { noOverrides } from '../../domain/policy.ts';
import type { MasterSlaveServerGroup } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { findLoadBalancer, findMasterSlaveGroup, requireUnlocked } from '../find.ts';
import { membersFromWire, membersToWire } from './members.ts';
import { policiesFromWire } from './policies.ts';

export const setMasterSlaveServerGroupAttribute: ActionHandler<'SetMasterSlaveServerGroupAttribute'> = async (
  params,
  context,
) => {
  const before = await findMasterSlaveGroup(context, params.MasterSlaveServerGroupId);
  requireUnlocked(await findLoadBalancer(context, { LoadBalancerId: before.loadBalancerId }));
  const group: MasterSlaveServerGroup = {
    ...before,
    name: params.MasterSlaveServerGroupName ?? before.name,
    members: params.MasterSlaveBackendServers
      ? await membersFromWire(params.MasterSlaveBackendServers, context)
      : before.members,
    failover: policiesFromWire(params, params.ResetFailoverPolicy ? noOverrides : before.failover),
  };
  // One record: every listener of the group sees the old pair or the new one.
  if (!params.DryRun) context.tx.put('serverGroups', keys.serverGroup(group.id), group);
  return { MasterSlaveServerGroupId: group.id, MasterSlaveBackendServers: membersToWire(group) };
};
