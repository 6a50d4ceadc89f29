import { ApiError } from '../../contract/api-error.ts';
import type { MasterSlaveServerGroup, RoleMember } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { requireKnownServer } from '../servers.ts';

interface WireMember {
  readonly ServerId: string;
  readonly Port: number;
  readonly Weight: number;
  readonly ServerType: 'Master' | 'Slave';
  readonly Type: 'ecs' | 'eni' | 'eci';
  readonly ServerIp: string | undefined;
  readonly Description: string | undefined;
}

/** Exactly one Master and one Slave on different ports or servers; checked in the order of the documented errors. */
export async function membersFromWire(
  wire: readonly WireMember[],
  context: ActionContext,
): Promise<readonly RoleMember[]> {
  const [first, second] = wire;
  if (!first || !second || wire.length > 2)
    throw new ApiError('backendServersNumMustBeTwo', { count: wire.length });
  if (first.ServerType === second.ServerType) throw new ApiError('oneMasterAndOneSlave');
  if (first.ServerId === second.ServerId && first.Port === second.Port)
    throw new ApiError('sameServerAndPort');
  for (const member of wire) await requireKnownServer(context, member);
  return wire.map((member) => ({
    serverId: member.ServerId,
    port: member.Port,
    weight: member.Weight,
    role: member.ServerType,
    type: member.Type,
    serverIp: member.ServerIp ?? null,
    description: member.Description ?? '',
  }));
}

export function membersToWire(group: MasterSlaveServerGroup) {
  return group.members.map((member) => ({
    ServerId: member.serverId,
    Port: member.port,
    Weight: member.weight,
    ServerType: member.role,
    Type: member.type,
    Description: member.description,
    ...(member.serverIp !== null && { ServerIp: member.serverIp }),
  }));
}
