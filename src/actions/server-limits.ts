/** How many servers a call may name, and a load balancer may have. */
import { ApiError } from '../contract/api-error.ts';
import type { ServerGroup } from '../domain/resources.ts';
import type { ActionContext } from './context.ts';
import { allServerGroups } from './find.ts';

/** Throws `tooManyBackendServers`; `name` is the parameter that holds the entries. */
export function requireCallSize(
  entries: readonly unknown[],
  { settings }: ActionContext,
  name = 'BackendServers',
): void {
  const limit = settings.quotas.serversPerCall;
  if (entries.length > limit) {
    throw new ApiError('tooManyBackendServers', { name, count: entries.length, limit });
  }
}

/**
 * Throws `serverQuotaExceeded` when the group, as it is to be, gives its load balancer more different servers than it may
 * have, counted over all groups; not if there were as many before: a quota that was lowered stops no change.
 */
export async function requireServerQuota(after: ServerGroup, context: ActionContext): Promise<void> {
  const limit = context.settings.quotas.serversPerLoadBalancer;
  const groups = (await allServerGroups(context)).filter(
    ({ loadBalancerId }) => loadBalancerId === after.loadBalancerId,
  );
  const count = countServers([...groups.filter(({ id }) => id !== after.id), after]);
  if (count > limit && count > countServers(groups))
    throw new ApiError('serverQuotaExceeded', { limit, count });
}

/** A server with several ports is one; every address that was given with a server is one of its own. */
function countServers(groups: readonly ServerGroup[]): number {
  const servers = groups.flatMap(({ members }) =>
    members.map(({ serverId, serverIp }) => JSON.stringify([serverId, serverIp])),
  );
  return new Set(servers).size;
}
