import { ApiError } from '../../contract/api-error.ts';
import { newTlsPolicyId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { tlsPoliciesOfRegion } from './find.ts';
import { settingsFromWire } from './settings.ts';

export const createTLSCipherPolicy: ActionHandler<'CreateTLSCipherPolicy'> = async (params, context) => {
  const settings = settingsFromWire(params);
  const limit = context.settings.quotas.tlsPolicies;
  const existing = await tlsPoliciesOfRegion(context, params.RegionId);
  if (existing.length >= limit) throw new ApiError('tlsPolicyQuota', { limit });
  const id = newTlsPolicyId(context.random);
  context.tx.put('tlsPolicies', keys.tlsPolicy(id), {
    id,
    regionId: params.RegionId,
    ...settings,
    createdMs: context.nowMs,
  });
  return { TLSCipherPolicyId: id };
};
