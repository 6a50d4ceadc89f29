/** Load balancers, their addresses and regions. */
import { type ErrorEntry, DOCS, META } from './entry.ts';

export const loadBalancerErrors = {
  loadBalancerNotFound: {
    code: 'InvalidLoadBalancerId.NotFound',
    httpStatus: 404,
    message: 'The specified LoadBalancerId does not exist.',
    remedy: 'Use an id from DescribeLoadBalancers.',
    source: DOCS,
  },
  regionNotFound: {
    code: 'InvalidRegionId.NotFound',
    httpStatus: 404,
    message: 'The specified RegionId does not exist.',
    remedy: 'Use a region from DescribeRegions.',
    source: DOCS,
  },
  loadBalancerLocked: {
    code: 'Operation.NotAllowed',
    httpStatus: 400,
    message: 'The load balancer is locked.',
    remedy: 'Only the operator of the service can unlock it.',
    source: META,
  },
  deleteProtectionOn: {
    code: 'OperationDenied.DeleteProtectionIsOn',
    httpStatus: 400,
    message: "The loadbalancer can't be deleted due to DeleteProtection is enabled.",
    remedy: 'Switch it off with SetLoadBalancerDeleteProtection first.',
    source: META,
  },
  loadBalancerQuota: {
    code: 'OverQuota',
    httpStatus: 400,
    message: 'There are {limit} load balancers, the most that there may be.',
    remedy: 'Delete a load balancer, or raise the quota in the configuration.',
    source: DOCS,
  },
  missingVSwitchId: {
    code: 'MissingParam.VSwitchId',
    httpStatus: 400,
    message: 'An intranet load balancer in a VPC needs a VSwitchId.',
    remedy: 'Give VSwitchId, or leave VpcId out.',
    source: META,
  },
  invalidBandwidth: {
    code: 'InvalidParameter.Bandwidth',
    httpStatus: 400,
    message: 'The specified Bandwidth is not valid: {why}.',
    remedy: 'Use 1 to 5120, or -1 for no limit.',
    source: META,
  },
  invalidInstanceChargeType: {
    code: 'IllegalParam.InstanceChargeType',
    httpStatus: 400,
    message: 'The specified InstanceChargeType is not valid: {why}.',
    remedy: 'Use PayBySpec or PayByCLCU, or leave it out.',
    source: META,
  },
  invalidModificationProtectionStatus: {
    code: 'InvalidParam.ModificationProtectionStatus',
    httpStatus: 400,
    message: 'The specified ModificationProtectionStatus is not valid: {why}.',
    remedy: 'Use NonProtection or ConsoleProtection.',
    source: META,
  },
  invalidModificationProtectionReason: {
    code: 'InvalidParam.ModificationProtectionReason',
    httpStatus: 400,
    message: 'The specified ModificationProtectionReason is not valid: {why}.',
    remedy: 'Use 1 to 80 characters beginning with a letter, and only with ConsoleProtection.',
    source: META,
  },
  invalidTagsFilter: {
    code: 'InvalidTag',
    httpStatus: 400,
    message: 'The specified Tags cannot be read: {why}.',
    remedy:
      'Send a JSON array such as [{"TagKey":"env","TagValue":"test"}], or use Tag.N.Key and Tag.N.Value.',
    source: META,
  },
  addressNotInPool: {
    code: 'InvalidParameter',
    httpStatus: 400,
    message: 'The specified parameter Address is not valid: {address} lies in no pool for {use} ({pool}).',
    remedy:
      'Ask for an address of the pool, or leave Address out; the setting addressPools.{use} says the pool.',
    source: META,
  },
  addressInUse: {
    code: 'AssociateIpFail',
    httpStatus: 400,
    message: 'The address {address} belongs to the load balancer {loadBalancerId}.',
    remedy: 'Ask for another address, or leave Address out.',
    source: META,
  },
  addressPoolExhausted: {
    code: 'SubnetIpExhaust',
    httpStatus: 400,
    message: 'No address is free in the pool for {use} ({pool}).',
    remedy: 'Delete a load balancer, or enlarge the setting addressPools.{use}.',
    source: META,
  },
  ipv6NotSupported: {
    code: 'RegionOrZonesNotSupportIpv6',
    httpStatus: 400,
    message: 'There is no pool of IPv6 addresses.',
    remedy: 'Give the setting addressPools.ipv6 a block of addresses of this machine, or use IPv4.',
    source: META,
  },
  operationBusy: {
    code: 'OperationBusy',
    httpStatus: 400,
    message: 'The load balancer {loadBalancerId} is busy with another change.',
    remedy:
      'Try again in a second. The setting strictBusy imitates this; without it changes wait for each other.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
