import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { makeKey, readPolicy } from './users.ts';

export const createUser: ActionHandler<'CreateUser'> = async (params, context) => {
  const { tx, settings, nowMs } = context;
  const { UserName: name } = params;
  const policy = readPolicy(params.PolicyDocument);
  const key = keys.user(name);
  if (settings.users.some((user) => user.name === name) || (await tx.get('users', key))) {
    throw new ApiError('userExists', { userName: name });
  }
  tx.put('users', key, { name, policy, createdMs: nowMs });
  return makeKey(name, context);
};
