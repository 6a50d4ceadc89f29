import type { DefaultMember } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { requireCallSize } from '../server-limits.ts';
import { requireKnownServer } from '../servers.ts';
import { findDefaultGroup, firstOfEach, memberWithTextWeight, putMembers } from './default-group.ts';

/** Servers that are attached already stay as they are. */
export const addBackendServers: ActionHandler<'AddBackendServers'> = async (params, context) => {
  const group = await findDefaultGroup(context, params);
  const entries = params.BackendServers ?? [];
  requireCallSize(entries, context);
  const attached = new Set(group.members.map(({ serverId }) => serverId));
  const missing = firstOfEach(entries).filter(({ ServerId }) => !attached.has(ServerId));
  for (const entry of missing) await requireKnownServer(context, entry);
  const added = missing.map((entry): DefaultMember => ({
    serverId: entry.ServerId,
    type: entry.Type,
    weight: entry.Weight,
    serverIp: entry.ServerIp ?? null,
    description: entry.Description ?? '',
  }));
  const members = added.length === 0 ? group.members : [...group.members, ...added];
  await putMembers(group, members, context);
  return { LoadBalancerId: group.loadBalancerId, BackendServers: members.map(memberWithTextWeight) };
};
