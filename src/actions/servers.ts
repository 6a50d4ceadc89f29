import { ApiError } from '../contract/api-error.ts';
import { keys } from '../domain/keys.ts';
import type { ServerGroup } from '../domain/resources.ts';
import type { ActionContext } from './context.ts';

/** Refuses a server that nothing can be sent to, unless the service emulates servers that do not exist. */
export async function requireKnownServer(
  { tx, directory, settings }: ActionContext,
  server: { readonly ServerId: string; readonly ServerIp?: string | undefined },
  notFound: 'serverNotFound' | 'memberServerNotFound' = 'serverNotFound',
): Promise<void> {
  if (server.ServerIp !== undefined || settings.unknownServers === 'accept') return;
  if (await tx.get('servers', keys.server(server.ServerId))) return;
  const found = await directory.lookUp(server.ServerId);
  if (found.kind === 'unknown') throw new ApiError(notFound, { serverId: server.ServerId });
}

/** Where a member of a group is; undefined when nothing says it. */
export async function addressOf(
  { tx, directory }: ActionContext,
  member: { readonly serverId: string; readonly serverIp: string | null },
): Promise<string | undefined> {
  if (member.serverIp !== null) return member.serverIp;
  const registered = await tx.get('servers', keys.server(member.serverId));
  const found = await directory.lookUp(registered?.address ?? member.serverId);
  return found.kind === 'known' ? found.address : undefined;
}

/** Groups with a member that is known by nothing but this server id. */
export function groupsNaming(groups: readonly ServerGroup[], serverId: string): readonly ServerGroup[] {
  return groups.filter((group) =>
    group.members.some((member) => member.serverId === serverId && member.serverIp === null),
  );
}
