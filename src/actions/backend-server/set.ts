import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import type { DefaultMember, DefaultServerGroup } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { requireCallSize } from '../server-limits.ts';
import { requireKnownServer } from '../servers.ts';
import { findDefaultGroup, firstOfEach, memberWithTextWeight, putMembers } from './default-group.ts';

/** Changes what is given of the servers given; those that are not attached yet are added. */
export const setBackendServers: ActionHandler<'SetBackendServers'> = async (params, context) => {
  const group = await findDefaultGroup(context, params);
  const given = params.BackendServers ?? [];
  requireCallSize(given, context);
  if (given.length === 0) return answer(group);
  const entries = new Map(firstOfEach(given).map((entry) => [entry.ServerId, entry]));
  const kept = group.members.map((member) => {
    const entry = entries.get(member.serverId);
    entries.delete(member.serverId);
    return entry ? changed(entry, member) : member;
  });
  for (const entry of entries.values()) await requireKnownServer(context, entry);
  const members = [...kept, ...[...entries.values()].map((entry) => changed(entry, fresh(entry.ServerId)))];
  await putMembers(group, members, context);
  return answer({ ...group, members });
};

function answer({ loadBalancerId, members }: DefaultServerGroup) {
  return { LoadBalancerId: loadBalancerId, BackendServers: members.map(memberWithTextWeight) };
}

type Entry = NonNullable<Params<Contracts['SetBackendServers']>['BackendServers']>[number];

function changed(entry: Entry, before: DefaultMember): DefaultMember {
  return {
    serverId: before.serverId,
    type: entry.Type ?? before.type,
    weight: entry.Weight ?? before.weight,
    serverIp: entry.ServerIp ?? before.serverIp,
    description: entry.Description ?? before.description,
  };
}

function fresh(serverId: string): DefaultMember {
  return { serverId, type: 'ecs', weight: 100, serverIp: null, description: '' };
}
