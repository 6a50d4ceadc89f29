import { ApiError } from '../../contract/api-error.ts';
import type { Params } from '../../contract/define.ts';
import type { Contracts } from '../../contract/index.ts';
import { defaultServerGroupId, newLoadBalancerId } from '../../domain/ids.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { tagsFromWire } from '../format.ts';
import { findRegion } from '../region/describe.ts';
import { claimAddress } from './address.ts';
import { modificationProtection } from './modification-protection.ts';

export const DEFAULT_RESOURCE_GROUP_ID = 'rg-default';
/** What the vendor shows as specification when it is metered by use. */
export const METERED_SPEC = 'slb.lcu.elastic';

export const createLoadBalancer: ActionHandler<'CreateLoadBalancer'> = async (params, context) => {
  const settled = loadBalancerFromWire(params, context);
  await requireQuota(context);
  const loadBalancer = { ...settled, address: await claimAddress(context, settled, params.Address) };

  context.tx.put('loadBalancers', keys.loadBalancer(loadBalancer.id), loadBalancer);
  const groupId = defaultServerGroupId(loadBalancer.id);
  context.tx.put('serverGroups', keys.serverGroup(groupId), {
    kind: 'default',
    id: groupId,
    loadBalancerId: loadBalancer.id,
    name: '',
    members: [],
    tags: [],
    createdMs: context.nowMs,
  });
  return {
    LoadBalancerId: loadBalancer.id,
    LoadBalancerName: loadBalancer.name,
    Address: loadBalancer.address,
    AddressIPVersion: loadBalancer.addressIpVersion,
    NetworkType: loadBalancer.networkType,
    VpcId: loadBalancer.vpcId,
    VSwitchId: loadBalancer.vSwitchId,
    ResourceGroupId: loadBalancer.resourceGroupId,
  };
};

type CreateParams = Params<Contracts['CreateLoadBalancer']>;

/** Everything but the address, defaults filled in. */
function loadBalancerFromWire(params: CreateParams, context: ActionContext): Omit<LoadBalancer, 'address'> {
  const region = findRegion(context, params.RegionId);
  const [firstZone = '', secondZone = firstZone] = region.zones;
  const vSwitchId = params.VSwitchId ?? '';
  const addressType = params.AddressType ?? (vSwitchId === '' ? 'internet' : 'intranet');
  if (addressType === 'intranet' && vSwitchId === '' && params.VpcId !== undefined) {
    throw new ApiError('missingVSwitchId');
  }
  const id = newLoadBalancerId(context.random);
  return {
    id,
    name: params.LoadBalancerName ?? id,
    regionId: region.id,
    status: 'active',
    addressType,
    addressIpVersion: params.AddressIPVersion,
    networkType: addressType === 'intranet' && vSwitchId !== '' ? 'vpc' : 'classic',
    vpcId: params.VpcId ?? '',
    vSwitchId,
    masterZoneId: params.MasterZoneId ?? firstZone,
    slaveZoneId: params.SlaveZoneId ?? secondZone,
    bandwidthMbps: params.Bandwidth,
    internetChargeType: params.InternetChargeType,
    payType: params.PayType,
    instanceChargeType: params.InstanceChargeType,
    spec: params.InstanceChargeType === 'PayByCLCU' ? METERED_SPEC : (params.LoadBalancerSpec ?? ''),
    deleteProtection: params.DeleteProtection,
    modificationProtection: modificationProtection(
      params.ModificationProtectionStatus,
      params.ModificationProtectionReason,
      '',
    ),
    resourceGroupId: params.ResourceGroupId ?? DEFAULT_RESOURCE_GROUP_ID,
    tags: tagsFromWire(params.Tag),
    createdMs: context.nowMs,
  };
}

async function requireQuota({ tx, settings }: ActionContext): Promise<void> {
  const limit = settings.quotas.loadBalancers;
  const existing = await tx.list('loadBalancers', prefixes.loadBalancers);
  if (existing.length >= limit) throw new ApiError('loadBalancerQuota', { limit });
}
