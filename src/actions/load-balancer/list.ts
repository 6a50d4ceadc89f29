import type { Params } from '../../contract/define.ts';
import type { Contracts } from '../../contract/index.ts';
import { canonicalAddress } from '../../domain/address-pool.ts';
import { prefixes } from '../../domain/keys.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { allServerGroups } from '../find.ts';
import { hasTags, olderTagsFromWire } from '../format.ts';
import { addressOf } from '../servers.ts';
import { commonToWire } from './format.ts';

/** The list gives codes where the single description gives words. */
const INTERNET_CHARGE_CODES = { paybybandwidth: '3', paybytraffic: '4' } as const;

export const describeLoadBalancers: ActionHandler<'DescribeLoadBalancers'> = async (params, context) => {
  const byServer = await idsByServer(params, context);
  const found = (await context.tx.list('loadBalancers', prefixes.loadBalancers))
    .filter((loadBalancer) => matches(loadBalancer, params, context.settings.defaultRegionId))
    .filter((loadBalancer) => byServer === undefined || byServer.has(loadBalancer.id))
    .sort((a, b) => a.createdMs - b.createdMs);
  const start = (params.PageNumber - 1) * params.PageSize;
  return {
    LoadBalancers: found.slice(start, start + params.PageSize).map((loadBalancer) => ({
      ...commonToWire(loadBalancer),
      InternetChargeType: INTERNET_CHARGE_CODES[loadBalancer.internetChargeType],
      InternetChargeTypeAlias: loadBalancer.internetChargeType,
    })),
    PageNumber: params.PageNumber,
    PageSize: params.PageSize,
    TotalCount: found.length,
  };
};

type ListParams = Params<Contracts['DescribeLoadBalancers']>;

function matches(loadBalancer: LoadBalancer, params: ListParams, defaultRegionId: string): boolean {
  return (
    loadBalancer.regionId === (params.RegionId ?? defaultRegionId) &&
    isAmong(loadBalancer.id, params.LoadBalancerId) &&
    isAmong(loadBalancer.name, params.LoadBalancerName) &&
    equals(loadBalancer.status, params.LoadBalancerStatus) &&
    equals(loadBalancer.address, params.Address && (canonicalAddress(params.Address) ?? params.Address)) &&
    equals(loadBalancer.addressType, params.AddressType) &&
    equals(loadBalancer.addressIpVersion, params.AddressIPVersion) &&
    equals(loadBalancer.networkType, params.NetworkType) &&
    equals(loadBalancer.vpcId, params.VpcId) &&
    equals(loadBalancer.vSwitchId, params.VSwitchId) &&
    equals(loadBalancer.masterZoneId, params.MasterZoneId) &&
    equals(loadBalancer.slaveZoneId, params.SlaveZoneId) &&
    equals(loadBalancer.internetChargeType, params.InternetChargeType) &&
    equals(loadBalancer.payType, params.PayType) &&
    equals(loadBalancer.resourceGroupId, params.ResourceGroupId) &&
    hasTags(loadBalancer.tags, params.Tag) &&
    hasTags(loadBalancer.tags, olderTagsFromWire(params.Tags))
  );
}

function equals(value: string, wanted: string | undefined): boolean {
  return wanted === undefined || value === wanted;
}

function isAmong(value: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/** Load balancers that have the server, or a server with one of the addresses, in any group; undefined = not asked. */
async function idsByServer(
  params: ListParams,
  context: ActionContext,
): Promise<ReadonlySet<string> | undefined> {
  const { ServerId: serverId, ServerIntranetAddress: addresses } = params;
  if (serverId === undefined && addresses.length === 0) return undefined;
  const wanted = addresses.map((address) => canonicalAddress(address) ?? address);
  const ids = new Set<string>();
  for (const group of await allServerGroups(context)) {
    for (const member of group.members) {
      if (!equals(member.serverId, serverId)) continue;
      const address = wanted.length > 0 ? await addressOf(context, member) : undefined;
      if (address === undefined ? wanted.length === 0 : wanted.includes(address))
        ids.add(group.loadBalancerId);
    }
  }
  return ids;
}
