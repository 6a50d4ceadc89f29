import { givenLoadBalancer } from '../../../src/contract/examples.ts';
import { testSettings } from '../../../src/actions/test-support.ts';
import { type ErrorCase, type ErrorCases, lockLoadBalancer, tagErrorCases } from './error-case.ts';

const create = { RegionId: 'cn-hangzhou' };
const one = { LoadBalancerId: 'lb-bp1example' };

const notFound = (request: Readonly<Record<string, string>> = {}): ErrorCase => ({
  request: { LoadBalancerId: 'lb-nosuch', ...request },
});
const locked = (request: Readonly<Record<string, string>> = {}): ErrorCase => ({
  given: givenLoadBalancer,
  edit: lockLoadBalancer,
  request: { ...one, ...request },
});

export const loadBalancerErrorCases = {
  CreateLoadBalancer: {
    invalidBandwidth: { request: { ...create, Bandwidth: '5121' } },
    invalidInstanceChargeType: { request: { ...create, InstanceChargeType: 'PayByGoodwill' } },
    invalidModificationProtectionStatus: {
      request: { ...create, ModificationProtectionStatus: 'FullProtection' },
    },
    invalidModificationProtectionReason: { request: { ...create, ModificationProtectionReason: 'why' } },
    ...tagErrorCases({ request: create }),
    missingVSwitchId: { request: { ...create, AddressType: 'intranet', VpcId: 'vpc-1' } },
    loadBalancerQuota: {
      given: givenLoadBalancer,
      request: create,
      settings: { quotas: { ...testSettings.quotas, loadBalancers: 1 } },
    },
    ipv6NotSupported: {
      request: { ...create, AddressIPVersion: 'ipv6' },
      settings: { addressPools: { ...testSettings.addressPools, ipv6: [] } },
    },
    addressNotInPool: { request: { ...create, Address: '192.0.2.1' } },
    addressInUse: { given: givenLoadBalancer, request: { ...create, Address: '203.0.113.1' } },
    addressPoolExhausted: {
      given: givenLoadBalancer,
      request: create,
      settings: { addressPools: { ...testSettings.addressPools, internet: ['203.0.113.1/32'] } },
    },
    idempotentParameterMismatch: {
      given: [
        {
          action: 'CreateLoadBalancer',
          request: { ...create, LoadBalancerName: 'one', ClientToken: 'token-1' },
        },
      ],
      request: { ...create, LoadBalancerName: 'two', ClientToken: 'token-1' },
    },
  },
  DeleteLoadBalancer: {
    loadBalancerNotFound: notFound(),
    loadBalancerLocked: locked(),
    deleteProtectionOn: {
      given: [
        {
          action: 'CreateLoadBalancer',
          request: { ...create, DeleteProtection: 'on' },
          binds: { LoadBalancerId: 'lb-bp1example' },
        },
      ],
      request: one,
    },
  },
  DescribeLoadBalancers: {
    ...tagErrorCases({ request: {} }),
    invalidTagsFilter: { request: { Tags: 'env=test' } },
  },
  DescribeLoadBalancerAttribute: { loadBalancerNotFound: notFound() },
  SetLoadBalancerName: {
    loadBalancerNotFound: notFound({ LoadBalancerName: 'renamed' }),
    loadBalancerLocked: locked({ LoadBalancerName: 'renamed' }),
  },
  SetLoadBalancerStatus: {
    loadBalancerNotFound: notFound({ LoadBalancerStatus: 'active' }),
    loadBalancerLocked: locked({ LoadBalancerStatus: 'active' }),
  },
  SetLoadBalancerDeleteProtection: {
    loadBalancerNotFound: notFound({ DeleteProtection: 'off' }),
    loadBalancerLocked: locked({ DeleteProtection: 'off' }),
  },
  SetLoadBalancerModificationProtection: {
    invalidModificationProtectionStatus: {
      given: givenLoadBalancer,
      request: { ...one, ModificationProtectionStatus: 'on' },
    },
    invalidModificationProtectionReason: {
      given: givenLoadBalancer,
      request: {
        ...one,
        ModificationProtectionStatus: 'ConsoleProtection',
        ModificationProtectionReason: '1 digit first',
      },
    },
    loadBalancerNotFound: notFound({ ModificationProtectionStatus: 'NonProtection' }),
    loadBalancerLocked: locked({ ModificationProtectionStatus: 'NonProtection' }),
  },
} as const satisfies ErrorCases;
