import type { LoadBalancer } from '../../domain/resources.ts';
import { wireTags, wireTime } from '../format.ts';

/** What the list and the single description have in common. */
export function commonToWire(loadBalancer: LoadBalancer) {
  const { modificationProtection } = loadBalancer;
  return {
    LoadBalancerId: loadBalancer.id,
    LoadBalancerName: loadBalancer.name,
    LoadBalancerStatus: loadBalancer.status,
    RegionId: loadBalancer.regionId,
    RegionIdAlias: loadBalancer.regionId,
    Address: loadBalancer.address,
    AddressType: loadBalancer.addressType,
    AddressIPVersion: loadBalancer.addressIpVersion,
    NetworkType: loadBalancer.networkType,
    VpcId: loadBalancer.vpcId,
    VSwitchId: loadBalancer.vSwitchId,
    MasterZoneId: loadBalancer.masterZoneId,
    SlaveZoneId: loadBalancer.slaveZoneId,
    Bandwidth: loadBalancer.bandwidthMbps,
    PayType: loadBalancer.payType,
    InstanceChargeType: loadBalancer.instanceChargeType,
    LoadBalancerSpec: loadBalancer.spec,
    CreateTime: wireTime(loadBalancer.createdMs),
    CreateTimeStamp: loadBalancer.createdMs,
    DeleteProtection: loadBalancer.deleteProtection ? 'on' : 'off',
    ModificationProtectionStatus: modificationProtection.status,
    ModificationProtectionReason: modificationProtection.reason,
    ResourceGroupId: loadBalancer.resourceGroupId,
    Tags: wireTags(loadBalancer.tags),
  };
}
