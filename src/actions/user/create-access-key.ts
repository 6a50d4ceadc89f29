import { ApiError } from '../../contract/api-error.ts';
import { ACCESS_KEYS_PER_USER } from '../../contract/user.ts';
import type { ActionHandler } from '../context.ts';
import { findUser, keysOf, makeKey } from './users.ts';

export const createAccessKey: ActionHandler<'CreateAccessKey'> = async (params, context) => {
  const { name } = await findUser(params.UserName, context);
  if ((await keysOf(name, context)).length >= ACCESS_KEYS_PER_USER) {
    throw new ApiError('accessKeyQuota', { userName: name, limit: ACCESS_KEYS_PER_USER });
  }
  return makeKey(name, context);
};
