import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { createLoadBalancer } from '../load-balancer/create.ts';
import { describeLoadBalancerAttribute } from '../load-balancer/describe.ts';
import { ActionBench } from '../test-support.ts';
import {
  modifyLoadBalancerInstanceChargeType,
  modifyLoadBalancerInstanceSpec,
  modifyLoadBalancerInternetSpec,
  modifyLoadBalancerPayType,
} from './modify.ts';

type Request = Readonly<Record<string, string>>;

async function loadBalancer(request: Request = {}) {
  const bench = new ActionBench();
  const { LoadBalancerId } = await bench.call(contracts.CreateLoadBalancer, createLoadBalancer, {
    RegionId: 'cn-hangzhou',
    ...request,
  });
  const all = (changes: Request) => ({ LoadBalancerId, ...changes });
  return {
    describeIt: () =>
      bench.call(contracts.DescribeLoadBalancerAttribute, describeLoadBalancerAttribute, all({})),
    internetSpec: (changes: Request) =>
      bench.call(contracts.ModifyLoadBalancerInternetSpec, modifyLoadBalancerInternetSpec, all(changes)),
    spec: (LoadBalancerSpec: string) =>
      bench.call(
        contracts.ModifyLoadBalancerInstanceSpec,
        modifyLoadBalancerInstanceSpec,
        all({ LoadBalancerSpec }),
      ),
    chargeType: (changes: Request) =>
      bench.call(
        contracts.ModifyLoadBalancerInstanceChargeType,
        modifyLoadBalancerInstanceChargeType,
        all({ InstanceChargeType: 'PayByCLCU', ...changes }),
      ),
    payType: (changes: Request) =>
      bench.call(contracts.ModifyLoadBalancerPayType, modifyLoadBalancerPayType, all(changes)),
  };
}

describe('changes of what a load balancer would cost', () => {
  it('are given back, and change nothing else', async () => {
    const { describeIt, internetSpec, spec, payType } = await loadBalancer();
    const before = await describeIt();
    await internetSpec({ InternetChargeType: 'paybybandwidth', Bandwidth: '100' });
    await spec('slb.s2.small');
    await payType({ PayType: 'PrePay', Duration: '1', PricingCycle: 'year', AutoPay: 'true' });
    expect(await describeIt()).toEqual({
      ...before,
      InternetChargeType: 'paybybandwidth',
      Bandwidth: 100,
      LoadBalancerSpec: 'slb.s2.small',
      PayType: 'PrePay',
    });
  });

  it('take the charge type as Terraform spells it in updates, and keep what is left out', async () => {
    const { describeIt, internetSpec } = await loadBalancer({ Bandwidth: '7' });
    await internetSpec({ InternetChargeType: 'PayByBandwidth' });
    expect(await describeIt()).toMatchObject({ InternetChargeType: 'paybybandwidth', Bandwidth: 7 });
    await internetSpec({ Bandwidth: '-1' });
    expect(await describeIt()).toMatchObject({ InternetChargeType: 'paybybandwidth', Bandwidth: -1 });
  });

  it('lead to metering by use, and not back', async () => {
    const { describeIt, chargeType, spec } = await loadBalancer({
      LoadBalancerSpec: 'slb.s1.small',
      InternetChargeType: 'paybybandwidth',
      Bandwidth: '9',
    });
    await expect(chargeType({ InstanceChargeType: 'PayBySpec' })).rejects.toMatchObject({
      id: 'meteredBySpec',
    });
    await chargeType({ LoadBalancerSpec: 'slb.s3.large' });
    const after = {
      InstanceChargeType: 'PayByCLCU',
      LoadBalancerSpec: 'slb.lcu.elastic',
      InternetChargeType: 'paybytraffic',
      Bandwidth: 9,
    };
    expect(await describeIt()).toMatchObject(after);
    await expect(chargeType({ InstanceChargeType: 'PayBySpec' })).rejects.toMatchObject({ id: 'lcuToSpec' });
    await expect(spec('slb.s1.small')).rejects.toMatchObject({ id: 'meteredByUse' });
    expect(await describeIt()).toMatchObject(after);
  });

  it('lead out of a subscription again, since nothing would end it', async () => {
    const { describeIt, payType } = await loadBalancer();
    await payType({});
    expect(await describeIt()).toMatchObject({ PayType: 'PrePay' });
    await payType({ PayType: 'PayOnDemand' });
    expect(await describeIt()).toMatchObject({ PayType: 'PayOnDemand' });
  });
});
