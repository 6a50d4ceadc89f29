import { prefixes } from '../../domain/keys.ts';
import type { ServerGroup } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { allServerGroups } from '../find.ts';
import { wireTime } from '../format.ts';
import { groupsNaming } from '../servers.ts';

export const describeServers: ActionHandler<'DescribeServers'> = async (params, context) => {
  const groups = await allServerGroups(context);
  const registered = await context.tx.list('servers', prefixes.servers);
  const ids = new Set(registered.map(({ id }) => id));
  // A registered server goes before a configured one of the same id.
  const configured = [...context.directory.configured].filter(([id]) => !ids.has(id));
  const servers = [
    ...configured.map(([id, address]) => ({
      ServerId: id,
      Address: address,
      Description: '',
      Origin: 'configured',
    })),
    ...registered.map((server) => ({
      ServerId: server.id,
      Address: server.address,
      Description: server.description,
      Origin: 'registered',
      CreateTime: wireTime(server.createdMs),
    })),
  ];
  return {
    Servers: servers
      .filter(({ ServerId }) => params.ServerId === undefined || ServerId === params.ServerId)
      .sort((a, b) => (a.ServerId < b.ServerId ? -1 : 1))
      .map((server) => ({
        ...server,
        ServerGroups: groupsNaming(groups, server.ServerId).map(groupToWire),
      })),
  };
};

function groupToWire(group: ServerGroup) {
  return {
    ServerGroupId: group.id,
    ServerGroupName: group.name,
    ServerGroupType: group.kind,
    LoadBalancerId: group.loadBalancerId,
  };
}
