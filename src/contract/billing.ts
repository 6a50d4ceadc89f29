/** What a load balancer costs with the vendor. Nothing is billed here: all of it is kept and given back. */
import { loadBalancerId, regionId } from './common.ts';
import { defineAction } from './define.ts';
import { givenLoadBalancer } from './examples.ts';
import { flag, integer, oneOf, text } from './params.ts';

const REQUEST = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example' };
const SPEC = { maxLength: 64, sample: 'slb.s1.small' } as const;

const autoPay = () => flag({ default: false, summary: 'Billing only; has no effect.' });

const stored = (why: string) => ({ kind: 'stored', why }) as const;
const BILLED = stored('Nothing is billed here.');
const NO_ORDERS = 'OrderId is never in the answer, as there are no orders.';

export const billingActions = {
  ModifyLoadBalancerInternetSpec: defineAction({
    name: 'ModifyLoadBalancerInternetSpec',
    resource: 'billing',
    summary: 'Changes bandwidth and charge type of the traffic of a load balancer; what is left out stays.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      InternetChargeType: oneOf(['paybytraffic', 'paybybandwidth'], { optional: true }),
      Bandwidth: integer({
        min: 1,
        max: 5000,
        also: [-1],
        optional: true,
        summary: 'Mbit/s; -1 = no limit.',
      }),
      AutoPay: autoPay(),
    },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked', 'meteredByUse'],
    example: {
      given: givenLoadBalancer,
      request: { ...REQUEST, InternetChargeType: 'paybybandwidth', Bandwidth: '100' },
      response: {},
    },
    source: 'API metadata 2024, ModifyLoadBalancerInternetSpec',
    notes: ['Both count at once; with the vendor a changed charge type waits for the next day.', NO_ORDERS],
    effect: stored(
      'Nothing is billed here. The bandwidth of a load balancer is kept; what limits traffic is that of its listeners.',
    ),
  }),

  ModifyLoadBalancerInstanceSpec: defineAction({
    name: 'ModifyLoadBalancerInstanceSpec',
    resource: 'billing',
    summary: 'Changes the specification of a load balancer.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      LoadBalancerSpec: text({ ...SPEC, summary: 'The new specification.' }),
      AutoPay: autoPay(),
    },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked', 'meteredByUse'],
    example: {
      given: givenLoadBalancer,
      request: { ...REQUEST, LoadBalancerSpec: 'slb.s2.small' },
      response: {},
    },
    source: 'API metadata 2024, ModifyLoadBalancerInstanceSpec',
    notes: ['Any name is taken, so that specifications of every age can be given back.', NO_ORDERS],
    effect: {
      kind: 'real',
      except:
        'The price. Connections are limited with the setting enforceSpec only; else the name is just kept.',
    },
  }),

  ModifyLoadBalancerInstanceChargeType: defineAction({
    name: 'ModifyLoadBalancerInstanceChargeType',
    resource: 'billing',
    summary: 'Has a load balancer metered by use instead of by specification.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      InstanceChargeType: oneOf(['PayByCLCU', 'PayBySpec'], {
        invalid: 'invalidInstanceChargeType',
        summary: 'PayByCLCU; PayBySpec is known, but there is no way back to it.',
      }),
      InternetChargeType: oneOf(['paybytraffic'], {
        optional: true,
        invalid: 'invalidInternetChargeType',
        summary: 'The only one that goes with PayByCLCU; set anyway.',
      }),
      Bandwidth: integer({
        min: 1,
        max: 5120,
        also: [-1],
        optional: true,
        invalid: 'invalidChargedBandwidth',
        summary: 'Mbit/s; -1 = no limit. Left out, it stays.',
      }),
      LoadBalancerSpec: text({ ...SPEC, optional: true, summary: 'Not needed; has no effect.' }),
    },
    result: {},
    errors: [
      'invalidInstanceChargeType',
      'invalidInternetChargeType',
      'invalidChargedBandwidth',
      'loadBalancerNotFound',
      'loadBalancerLocked',
      'meteredByUse',
      'meteredBySpec',
      'lcuToSpec',
    ],
    example: {
      given: givenLoadBalancer,
      request: { ...REQUEST, InstanceChargeType: 'PayByCLCU' },
      response: {},
    },
    source: 'API metadata 2024, ModifyLoadBalancerInstanceChargeType',
    notes: ['The specification reads slb.lcu.elastic afterwards.'],
    effect: BILLED,
  }),

  ModifyLoadBalancerPayType: defineAction({
    name: 'ModifyLoadBalancerPayType',
    resource: 'billing',
    summary: 'Changes a load balancer between pay-as-you-go and subscription.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      PayType: oneOf(['PayOnDemand', 'PrePay'], { default: 'PrePay' }),
      PricingCycle: oneOf(['month', 'year'], { optional: true, summary: 'Billing only; has no effect.' }),
      Duration: integer({ min: 1, optional: true, summary: 'Billing only; has no effect.' }),
      AutoPay: autoPay(),
    },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked', 'meteredByUse'],
    example: {
      given: givenLoadBalancer,
      request: { ...REQUEST, PayType: 'PrePay', PricingCycle: 'month', Duration: '1' },
      response: {},
    },
    source: 'API metadata 2024, ModifyLoadBalancerPayType',
    notes: [
      'Both directions are open, and for every charge type: nothing here would ever end a subscription.',
      NO_ORDERS,
    ],
    effect: BILLED,
  }),
} as const;
