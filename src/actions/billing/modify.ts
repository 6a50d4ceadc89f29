/** Changes of what a load balancer would cost: checked, kept, given back. */
import { ApiError } from '../../contract/api-error.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findLoadBalancer, requireUnlocked } from '../find.ts';
import { METERED_SPEC } from '../load-balancer/create.ts';

export const modifyLoadBalancerInternetSpec: ActionHandler<'ModifyLoadBalancerInternetSpec'> = (
  params,
  context,
) =>
  modify(params, context, (before) => {
    requireMeteredBySpec(before);
    return {
      internetChargeType: params.InternetChargeType ?? before.internetChargeType,
      bandwidthMbps: params.Bandwidth ?? before.bandwidthMbps,
    };
  });

export const modifyLoadBalancerInstanceSpec: ActionHandler<'ModifyLoadBalancerInstanceSpec'> = (
  params,
  context,
) =>
  modify(params, context, (before) => {
    requireMeteredBySpec(before);
    return { spec: params.LoadBalancerSpec };
  });

export const modifyLoadBalancerInstanceChargeType: ActionHandler<'ModifyLoadBalancerInstanceChargeType'> = (
  params,
  context,
) =>
  modify(params, context, (before) => {
    if (params.InstanceChargeType === 'PayBySpec') {
      throw new ApiError(before.instanceChargeType === 'PayBySpec' ? 'meteredBySpec' : 'lcuToSpec');
    }
    requireMeteredBySpec(before);
    return {
      instanceChargeType: params.InstanceChargeType,
      spec: METERED_SPEC,
      internetChargeType: 'paybytraffic',
      bandwidthMbps: params.Bandwidth ?? before.bandwidthMbps,
    };
  });

export const modifyLoadBalancerPayType: ActionHandler<'ModifyLoadBalancerPayType'> = (params, context) =>
  modify(params, context, (before) => {
    requireMeteredBySpec(before);
    return { payType: params.PayType };
  });

function requireMeteredBySpec({ instanceChargeType }: LoadBalancer): void {
  if (instanceChargeType === 'PayByCLCU') throw new ApiError('meteredByUse');
}

async function modify(
  params: { readonly LoadBalancerId: string; readonly RegionId?: string | undefined },
  context: ActionContext,
  change: (before: LoadBalancer) => Partial<LoadBalancer>,
): Promise<Record<never, never>> {
  const before = await findLoadBalancer(context, params);
  requireUnlocked(before);
  context.tx.put('loadBalancers', keys.loadBalancer(before.id), { ...before, ...change(before) });
  return {};
}
