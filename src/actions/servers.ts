import { ApiError } from '../contract/api-error.ts';
import { keys } from '../domain/keys.ts';
import type { ActionContext } from './context.ts';

/** Refuses a server that nothing can be sent to, unless the service emulates servers that do not exist. */
export async function requireKnownServer(
  { tx, directory, settings }: ActionContext,
  server: { readonly ServerId: string; readonly ServerIp?: string | undefined },
): Promise<void> {
  if (server.ServerIp !== undefined || settings.unknownServers === 'accept') return;
  if (await tx.get('servers', keys.server(server.ServerId))) return;
  const found = await directory.lookUp(server.ServerId);
  if (found.kind === 'unknown') throw new ApiError('serverNotFound', { serverId: server.ServerId });
}
