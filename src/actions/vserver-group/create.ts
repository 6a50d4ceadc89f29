import { newServerGroupId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import type { VServerGroup } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { findLoadBalancer } from '../find.ts';
import { tagsFromWire } from '../format.ts';
import { requireCallSize, requireServerQuota } from '../server-limits.ts';
import { membersToWire, newMembers } from './members.ts';

export const createVServerGroup: ActionHandler<'CreateVServerGroup'> = async (params, context) => {
  const loadBalancer = await findLoadBalancer(context, params);
  const entries = params.BackendServers ?? [];
  requireCallSize(entries, context);
  const group: VServerGroup = {
    kind: 'vserver',
    id: newServerGroupId(context.random),
    loadBalancerId: loadBalancer.id,
    name: params.VServerGroupName ?? '',
    members: await newMembers(entries, [], context),
    tags: tagsFromWire(params.Tag),
    createdMs: context.nowMs,
  };
  if (group.members.length > 0) await requireServerQuota(group, context);
  context.tx.put('serverGroups', keys.serverGroup(group.id), group);
  return { VServerGroupId: group.id, BackendServers: membersToWire(group) };
};
