import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findTlsPolicy, listenersByPolicy } from './find.ts';

export const deleteTLSCipherPolicy: ActionHandler<'DeleteTLSCipherPolicy'> = async (params, context) => {
  const policy = await findTlsPolicy(context, params);
  const users = await listenersByPolicy(context, policy.id);
  if (users.length > 0) {
    const listeners = users.map(({ loadBalancerId, port }) => `${loadBalancerId}:${port}`).join(', ');
    throw new ApiError('tlsPolicyInUse', { listeners });
  }
  context.tx.delete(keys.tlsPolicy(policy.id));
  return {};
};
