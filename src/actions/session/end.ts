import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';

export const endSession: ActionHandler<'EndSession'> = async (params, { tx, caller }) => {
  const accessKeyId = params.SessionAccessKeyId ?? caller.session?.id;
  if (accessKeyId === undefined) throw new ApiError('missingParameter', { name: 'SessionAccessKeyId' });
  const key = keys.session(accessKeyId);
  const session = await tx.get('sessions', key);
  const isOwn = caller.user === null || caller.user.name === session?.userName;
  if (!session || !isOwn) throw new ApiError('sessionNotFound', { accessKeyId });
  tx.delete(key);
  return {};
};
