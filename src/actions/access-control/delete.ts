import { ApiError } from '../../contract/api-error.ts';
import { keys, listenerKey } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findAccessControlList, listenersUsing } from './find.ts';

export const deleteAccessControlList: ActionHandler<'DeleteAccessControlList'> = async (params, context) => {
  const { id } = await findAccessControlList(context, params);
  const users = await listenersUsing(context, id);
  if (users.length > 0) {
    const listeners = users.map((user) => listenerKey(user.loadBalancerId, user.protocol, user.port));
    throw new ApiError('aclInUse', { listeners: listeners.join(', ') });
  }
  context.tx.delete(keys.accessControlList(id));
  return {};
};
