import { givenLoadBalancer } from '../../../src/contract/examples.ts';
import type { ExampleCall } from '../../../src/contract/define.ts';
import { type ErrorCase, type ErrorCases, lockLoadBalancer } from './error-case.ts';

const one = { LoadBalancerId: 'lb-bp1example' };

const givenMeteredByUse: readonly ExampleCall[] = [
  {
    action: 'CreateLoadBalancer',
    request: { RegionId: 'cn-hangzhou', InstanceChargeType: 'PayByCLCU' },
    binds: { LoadBalancerId: 'lb-bp1example' },
  },
];

const refused = (request: Readonly<Record<string, string>>): ErrorCase => ({
  given: givenLoadBalancer,
  request: { ...one, ...request },
});

/** What all four have in common. */
const billedCases = (request: Readonly<Record<string, string>>) => ({
  loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch', ...request } },
  loadBalancerLocked: { ...refused(request), edit: lockLoadBalancer },
  meteredByUse: { ...refused(request), given: givenMeteredByUse },
});

export const billingErrorCases = {
  ModifyLoadBalancerInternetSpec: billedCases({ Bandwidth: '10' }),
  ModifyLoadBalancerInstanceSpec: billedCases({ LoadBalancerSpec: 'slb.s1.small' }),
  ModifyLoadBalancerInstanceChargeType: {
    ...billedCases({ InstanceChargeType: 'PayByCLCU' }),
    invalidInstanceChargeType: refused({ InstanceChargeType: 'PayByGoodwill' }),
    invalidInternetChargeType: refused({
      InstanceChargeType: 'PayByCLCU',
      InternetChargeType: 'paybybandwidth',
    }),
    invalidChargedBandwidth: refused({ InstanceChargeType: 'PayByCLCU', Bandwidth: '5121' }),
    meteredBySpec: refused({ InstanceChargeType: 'PayBySpec' }),
    lcuToSpec: { ...refused({ InstanceChargeType: 'PayBySpec' }), given: givenMeteredByUse },
  },
  ModifyLoadBalancerPayType: billedCases({}),
} as const satisfies ErrorCases;
