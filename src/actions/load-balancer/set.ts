/** Changes of a load balancer's own settings; a locked one refuses them. */
import type { LoadBalancer } from '../../domain/resources.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findLoadBalancer, requireUnlocked } from '../find.ts';
import { modificationProtection } from './modification-protection.ts';

export const setLoadBalancerName: ActionHandler<'SetLoadBalancerName'> = (params, context) =>
  change(params, context, () => ({ name: params.LoadBalancerName }));

export const setLoadBalancerStatus: ActionHandler<'SetLoadBalancerStatus'> = (params, context) =>
  change(params, context, () => ({ status: params.LoadBalancerStatus }));

export const setLoadBalancerDeleteProtection: ActionHandler<'SetLoadBalancerDeleteProtection'> = (
  params,
  context,
) => change(params, context, () => ({ deleteProtection: params.DeleteProtection }));

export const setLoadBalancerModificationProtection: ActionHandler<'SetLoadBalancerModificationProtection'> = (
  params,
  context,
) =>
  change(params, context, ({ modificationProtection: before }) => ({
    modificationProtection: modificationProtection(
      params.ModificationProtectionStatus,
      params.ModificationProtectionReason,
      before.reason,
    ),
  }));

async function change(
  params: { readonly LoadBalancerId: string; readonly RegionId?: string | undefined },
  context: ActionContext,
  settings: (before: LoadBalancer) => Partial<LoadBalancer>,
): Promise<Record<never, never>> {
  const before = await findLoadBalancer(context, params);
  requireUnlocked(before);
  context.tx.put('loadBalancers', keys.loadBalancer(before.id), { ...before, ...settings(before) });
  return {};
}
