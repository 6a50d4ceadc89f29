import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findUser, readPolicy } from './users.ts';

export const setUserPolicy: ActionHandler<'SetUserPolicy'> = async (params, context) => {
  const policy = readPolicy(params.PolicyDocument);
  const user = await findUser(params.UserName, context);
  context.tx.put('users', keys.user(user.name), { ...user, policy });
  return {};
};
