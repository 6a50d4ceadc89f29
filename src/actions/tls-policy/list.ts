import { prefixes } from '../../domain/keys.ts';
import type { Listener } from '../../domain/resources.ts';
import { type TlsPolicy, tlsPolicyUses } from '../../domain/tls-policies.ts';
import type { ActionHandler } from '../context.ts';
import { type Order, pageOf } from '../paging.ts';
import { tlsPoliciesOfRegion } from './find.ts';

/** The oldest first; the id makes the key of two that were made at the same moment differ. */
const order: Order<TlsPolicy> = {
  keyOf: ({ createdMs, id }) => `${String(createdMs).padStart(15, '0')}/${id}`,
  direction: 'ascending',
  keyPattern: /^\d{15}\/tls-[a-z0-9]+$/,
  tokenError: 'queryTokenInvalid',
};

export const listTLSCipherPolicies: ActionHandler<'ListTLSCipherPolicies'> = async (params, context) => {
  const regionId = params.RegionId ?? context.settings.defaultRegionId;
  const found = (await tlsPoliciesOfRegion(context, regionId)).filter(
    ({ id, name }) =>
      (params.TLSCipherPolicyId === undefined || params.TLSCipherPolicyId === id) &&
      (params.Name === undefined || params.Name === name),
  );
  const { items, nextToken } = pageOf(found, order, {
    MaxResults: params.MaxItems,
    NextToken: params.NextToken,
  });
  const listeners = params.IncludeListener
    ? await context.tx.list('listeners', prefixes.listeners)
    : undefined;
  return {
    TLSCipherPolicies: items.map((policy) => policyToWire(policy, listeners)),
    TotalCount: found.length,
    IsTruncated: nextToken !== undefined,
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
};

function policyToWire(policy: TlsPolicy, listeners: readonly Listener[] | undefined) {
  return {
    InstanceId: policy.id,
    Name: policy.name,
    Status: 'normal',
    TLSVersions: policy.tlsVersions,
    Ciphers: policy.ciphers,
    CreateTime: policy.createdMs,
    ...(listeners && {
      RelateListeners: tlsPolicyUses(policy.id, listeners).map(({ loadBalancerId, port, protocol }) => ({
        LoadBalancerId: loadBalancerId,
        Port: port,
        Protocol: protocol.toUpperCase(),
      })),
    }),
  };
}
