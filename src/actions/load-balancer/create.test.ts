import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { keys } from '../../domain/keys.ts';
import { isConflict } from '../../store/store.ts';
import { ActionBench, NOW_MS, testSettings } from '../test-support.ts';
import { createLoadBalancer } from './create.ts';
import { describeLoadBalancerAttribute } from './describe.ts';

const create = (bench: ActionBench, request: Readonly<Record<string, string>> = {}) =>
  bench.call(contracts.CreateLoadBalancer, createLoadBalancer, { RegionId: 'cn-hangzhou', ...request });

async function createdWith(request: Readonly<Record<string, string>>) {
  const bench = new ActionBench();
  const { LoadBalancerId } = await create(bench, request);
  return bench.call(contracts.DescribeLoadBalancerAttribute, describeLoadBalancerAttribute, {
    LoadBalancerId,
  });
}

describe('CreateLoadBalancer', () => {
  it('fills in what Terraform expects of a load balancer made with nothing', async () => {
    const made = await createdWith({});
    expect(made).toMatchObject({
      LoadBalancerName: made.LoadBalancerId,
      LoadBalancerStatus: 'active',
      AddressType: 'internet',
      AddressIPVersion: 'ipv4',
      NetworkType: 'classic',
      MasterZoneId: 'cn-hangzhou-a',
      SlaveZoneId: 'cn-hangzhou-b',
      ResourceGroupId: 'rg-default',
      Bandwidth: -1,
      InternetChargeType: 'paybytraffic',
      PayType: 'PayOnDemand',
      InstanceChargeType: 'PayBySpec',
      LoadBalancerSpec: '',
      DeleteProtection: 'off',
      ModificationProtectionStatus: 'NonProtection',
      ModificationProtectionReason: '',
      CreateTime: '2026-01-02T03:04:05Z',
      CreateTimeStamp: NOW_MS,
    });
    expect(made.LoadBalancerId).toMatch(/^lb-[a-z0-9]{20}$/);
  });

  it('gives back what is only billing or naming', async () => {
    const request = {
      LoadBalancerName: 'k8s/测试 1',
      Bandwidth: '5',
      InternetChargeType: 'paybybandwidth',
      PayType: 'PrePay',
      LoadBalancerSpec: 'slb.s1.small',
      MasterZoneId: 'cn-hangzhou-z',
      SlaveZoneId: 'cn-hangzhou-y',
      ResourceGroupId: 'rg-1',
      DeleteProtection: 'on',
      ModificationProtectionStatus: 'ConsoleProtection',
      ModificationProtectionReason: 'managed.by.ack',
    };
    expect(await createdWith(request)).toMatchObject({ ...request, Bandwidth: 5 });
  });

  it('matches words without regard to case (Terraform says PayByBandwidth)', async () => {
    const made = await createdWith({ InternetChargeType: 'PayByBandwidth', AddressType: 'INTRANET' });
    expect(made).toMatchObject({ InternetChargeType: 'paybybandwidth', AddressType: 'intranet' });
  });

  it('shows the metered specification with PayByCLCU, whatever was asked for', async () => {
    const made = await createdWith({ InstanceChargeType: 'PayByCLCU', LoadBalancerSpec: 'slb.s1.small' });
    expect(made.LoadBalancerSpec).toBe('slb.lcu.elastic');
  });

  it.each([
    [{ VSwitchId: 'vsw-1' }, { AddressType: 'intranet', NetworkType: 'vpc', Address: '10.0.0.1' }],
    [{ VSwitchId: '' }, { AddressType: 'internet', NetworkType: 'classic', Address: '203.0.113.1' }],
    [{ AddressType: 'intranet' }, { NetworkType: 'classic', Address: '10.0.0.1' }],
    [
      { AddressType: 'internet', VSwitchId: 'vsw-1' },
      { NetworkType: 'classic', VSwitchId: 'vsw-1' },
    ],
    [{ AddressIPVersion: 'ipv6' }, { AddressType: 'internet', Address: '2001:db8::1' }],
  ])('%o becomes %o', async (request, expected) => {
    expect(await createdWith(request)).toMatchObject(expected);
  });

  it('makes the default server group along', async () => {
    const bench = new ActionBench();
    const { LoadBalancerId: id } = await create(bench);
    expect(await bench.keys()).toEqual([
      keys.address('203.0.113.1'),
      keys.loadBalancer(id),
      keys.serverGroup(id),
    ]);
  });

  it('hands out addresses in order, around one that was asked for', async () => {
    const bench = new ActionBench();
    await create(bench, { Address: '203.0.113.2' });
    const addresses = [await create(bench), await create(bench)].map(({ Address }) => Address);
    expect(addresses).toEqual(['203.0.113.1', '203.0.113.3']);
  });

  it('takes a wanted IPv6 address in any spelling', async () => {
    const bench = new ActionBench();
    const wanted = { AddressIPVersion: 'ipv6', Address: '2001:DB8:0::00ab' };
    expect((await create(bench, wanted)).Address).toBe('2001:db8::ab');
    await expect(create(bench, wanted)).rejects.toMatchObject({ id: 'addressInUse' });
  });

  it('never gives one address to two calls at the same time', async () => {
    const bench = new ActionBench();
    const request = { RegionId: 'cn-hangzhou' };
    const first = await bench.begin(contracts.CreateLoadBalancer, createLoadBalancer, request);
    const second = await bench.begin(contracts.CreateLoadBalancer, createLoadBalancer, request);
    expect(second.result.Address).toBe(first.result.Address);
    await bench.store.commit(first.tx.toChange());
    await expect(bench.store.commit(second.tx.toChange())).rejects.toSatisfy(isConflict);
    expect((await create(bench)).Address).toBe('203.0.113.2');
  });

  it('never gives one wanted address to two calls at the same time', async () => {
    const bench = new ActionBench();
    const request = { RegionId: 'cn-hangzhou', Address: '203.0.113.9' };
    const first = await bench.begin(contracts.CreateLoadBalancer, createLoadBalancer, request);
    const second = await bench.begin(contracts.CreateLoadBalancer, createLoadBalancer, request);
    await bench.store.commit(first.tx.toChange());
    await expect(bench.store.commit(second.tx.toChange())).rejects.toSatisfy(isConflict);
  });

  it('says which setting is too small when no address is left', async () => {
    const addressPools = { ...testSettings.addressPools, internet: ['192.0.2.0/30'] };
    const bench = new ActionBench({ settings: { addressPools } });
    await create(bench);
    await create(bench);
    await expect(create(bench)).rejects.toMatchObject({
      code: 'SubnetIpExhaust',
      message: 'No address is free in the pool for internet (192.0.2.0/30).',
      remedy: expect.stringContaining('addressPools.internet'),
    });
  });

  it('uses the only zone of a region twice', async () => {
    const bench = new ActionBench({
      settings: { regions: [{ id: 'cn-hangzhou', localName: 'Hangzhou', zones: ['only'] }] },
    });
    const { LoadBalancerId } = await create(bench);
    expect(
      await bench.call(contracts.DescribeLoadBalancerAttribute, describeLoadBalancerAttribute, {
        LoadBalancerId,
      }),
    ).toMatchObject({ MasterZoneId: 'only', SlaveZoneId: 'only' });
  });

  it('knows only the regions of the configuration', async () => {
    await expect(create(new ActionBench(), { RegionId: 'mars-1' })).rejects.toMatchObject({
      id: 'regionNotFound',
    });
  });

  it('takes no reason without ConsoleProtection', async () => {
    await expect(
      create(new ActionBench(), { ModificationProtectionReason: 'managed.by.ack' }),
    ).rejects.toMatchObject({ code: 'InvalidParam.ModificationProtectionReason' });
  });
});
