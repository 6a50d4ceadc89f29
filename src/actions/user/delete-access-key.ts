import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';

export const deleteAccessKey: ActionHandler<'DeleteAccessKey'> = async (params, { tx }) => {
  const key = keys.accessKey(params.UserAccessKeyId);
  if (!(await tx.get('accessKeys', key))) {
    throw new ApiError('userAccessKeyNotFound', { accessKeyId: params.UserAccessKeyId });
  }
  tx.delete(key);
  return {};
};
