import { ApiError } from '../../contract/api-error.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { Listener } from '../../domain/resources.ts';
import { type TlsPolicy, tlsPolicyUses } from '../../domain/tls-policies.ts';
import type { ActionContext } from '../context.ts';

export async function findTlsPolicy(
  { tx }: ActionContext,
  params: { readonly TLSCipherPolicyId: string; readonly RegionId: string },
): Promise<TlsPolicy> {
  const policy = await tx.get('tlsPolicies', keys.tlsPolicy(params.TLSCipherPolicyId));
  if (policy?.regionId !== params.RegionId) throw new ApiError('tlsPolicyNotFound');
  return policy;
}

export async function tlsPoliciesOfRegion(
  { tx }: ActionContext,
  regionId: string,
): Promise<readonly TlsPolicy[]> {
  const all = await tx.list('tlsPolicies', prefixes.tlsPolicies);
  return all.filter((policy) => policy.regionId === regionId);
}

/** Listeners of any load balancer that speak by the policy. */
export async function listenersByPolicy(
  { tx }: ActionContext,
  policyId: string,
): Promise<readonly Listener[]> {
  return tlsPolicyUses(policyId, await tx.list('listeners', prefixes.listeners));
}
