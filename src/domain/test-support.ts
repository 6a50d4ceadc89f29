/** Resources as they are stored, for tests that need one and care about a field or two. */
import type { LoadBalancerId } from './ids.ts';
import type { LoadBalancer } from './resources.ts';

export function madeUpLoadBalancer(id: LoadBalancerId): LoadBalancer {
  return {
    id,
    name: id,
    regionId: 'cn-hangzhou',
    status: 'active',
    address: '127.0.1.1',
    addressType: 'internet',
    addressIpVersion: 'ipv4',
    networkType: 'classic',
    vpcId: '',
    vSwitchId: '',
    masterZoneId: '',
    slaveZoneId: '',
    bandwidthMbps: -1,
    internetChargeType: 'paybytraffic',
    payType: 'PayOnDemand',
    instanceChargeType: 'PayBySpec',
    spec: '',
    deleteProtection: false,
    modificationProtection: { status: 'NonProtection', reason: '' },
    resourceGroupId: '',
    tags: [],
    createdMs: 0,
  };
}
