import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findUser, keysOf } from './users.ts';

export const deleteUser: ActionHandler<'DeleteUser'> = async (params, context) => {
  const { name } = await findUser(params.UserName, context);
  for (const { id } of await keysOf(name, context)) context.tx.delete(keys.accessKey(id));
  context.tx.delete(keys.user(name));
  return {};
};
