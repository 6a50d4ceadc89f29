import { ApiError } from '../../contract/api-error.ts';
import { canonicalAddress } from '../../domain/address-pool.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { allServerGroups } from '../find.ts';
import { groupsNaming } from '../servers.ts';

export const deregisterServer: ActionHandler<'DeregisterServer'> = async (params, context) => {
  const { tx, directory } = context;
  const serverId = params.ServerId;
  const isConfigured = directory.configured.has(serverId);
  if (!(await tx.get('servers', keys.server(serverId)))) {
    throw new ApiError(isConfigured ? 'serverIsConfigured' : 'serverNotRegistered', { serverId });
  }
  // Ids that are host names count as used too: whether they resolve may change behind the group's back.
  if (!isConfigured && canonicalAddress(serverId) === undefined) {
    const groups = groupsNaming(await allServerGroups(context), serverId);
    if (groups.length > 0) {
      throw new ApiError('serverInUse', { serverId, groups: groups.map(({ id }) => id).join(', ') });
    }
  }
  tx.delete(keys.server(serverId));
  return {};
};
