import { beforeAll, describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { addBackendServers } from '../backend-server/add.ts';
import { createMasterSlaveServerGroup } from '../master-slave-server-group/create.ts';
import { registerServer } from '../server/register.ts';
import { ActionBench, testSettings } from '../test-support.ts';
import { createLoadBalancer } from './create.ts';
import { describeLoadBalancers } from './list.ts';
import { setLoadBalancerStatus } from './set.ts';

const bench = new ActionBench({
  settings: {
    regions: [
      ...testSettings.regions,
      { id: 'eu-central-1', localName: 'Frankfurt', zones: ['eu-central-1a'] },
    ],
  },
});
const ids: Record<string, string> = {};

async function create(request: Readonly<Record<string, string>>): Promise<string> {
  bench.nowMs += 1000;
  const answer = await bench.call(contracts.CreateLoadBalancer, createLoadBalancer, {
    RegionId: 'cn-hangzhou',
    ...request,
  });
  return answer.LoadBalancerId;
}

const list = (request: Readonly<Record<string, string>>) =>
  bench.call(contracts.DescribeLoadBalancers, describeLoadBalancers, request);

/** Names of what is found, in the order of the answer. */
async function found(request: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await list({ RegionId: 'cn-hangzhou', ...request })).LoadBalancers.map(
    (item) => item.LoadBalancerName,
  );
}

beforeAll(async () => {
  ids['web'] = await create({
    LoadBalancerName: 'web',
    'Tag.1.Key': 'kubernetes.do.not.delete',
    'Tag.1.Value': 'a1',
    'Tag.2.Key': 'env',
    'Tag.2.Value': 'test',
  });
  ids['db'] = await create({
    LoadBalancerName: 'db',
    VpcId: 'vpc-1',
    VSwitchId: 'vsw-1',
    MasterZoneId: 'zone-m',
    SlaveZoneId: 'zone-s',
    ResourceGroupId: 'rg-1',
    InternetChargeType: 'paybybandwidth',
    PayType: 'PrePay',
  });
  ids['six'] = await create({
    LoadBalancerName: 'six',
    AddressIPVersion: 'ipv6',
    'Tag.1.Key': 'env',
    'Tag.1.Value': 'live',
  });
  await create({ LoadBalancerName: 'far', RegionId: 'eu-central-1' });
  await bench.call(contracts.SetLoadBalancerStatus, setLoadBalancerStatus, {
    LoadBalancerId: ids['six'],
    LoadBalancerStatus: 'inactive',
  });
  await bench.call(contracts.RegisterServer, registerServer, { ServerId: 'vm-1', Address: '10.1.0.1' });
  await bench.call(contracts.CreateMasterSlaveServerGroup, createMasterSlaveServerGroup, {
    RegionId: 'cn-hangzhou',
    LoadBalancerId: ids['db'],
    MasterSlaveBackendServers: JSON.stringify([
      { ServerId: 'vm-1', Port: 5432, ServerType: 'Master' },
      { ServerId: 'vm-2', Port: 5432, ServerType: 'Slave', ServerIp: '10.1.0.2' },
    ]),
  });
  await bench.call(contracts.AddBackendServers, addBackendServers, {
    LoadBalancerId: ids['web'],
    BackendServers: JSON.stringify([{ ServerId: 'vm-1' }]),
  });
});

describe('DescribeLoadBalancers', () => {
  it.each([
    [{}, ['web', 'db', 'six']],
    [{ RegionId: 'eu-central-1' }, ['far']],
    [{ LoadBalancerName: 'web' }, ['web']],
    [{ LoadBalancerName: 'we' }, []],
    [{ LoadBalancerName: 'six, web' }, ['web', 'six']],
    [{ LoadBalancerStatus: 'inactive' }, ['six']],
    [{ Address: '203.0.113.1' }, ['web']],
    [{ Address: '2001:DB8:0::1' }, ['six']],
    [{ AddressType: 'intranet' }, ['db']],
    [{ AddressIPVersion: 'ipv6' }, ['six']],
    [{ NetworkType: 'Classic' }, ['web', 'six']],
    [{ NetworkType: 'vpc' }, ['db']],
    [{ VpcId: 'vpc-1' }, ['db']],
    [{ VSwitchId: 'vsw-2' }, []],
    [{ MasterZoneId: 'zone-m', SlaveZoneId: 'zone-s' }, ['db']],
    [{ MasterZoneId: 'zone-m', SlaveZoneId: 'zone-m' }, []],
    [{ InternetChargeType: 'PayByBandwidth' }, ['db']],
    [{ PayType: 'PrePay' }, ['db']],
    [{ ResourceGroupId: 'rg-default' }, ['web', 'six']],
    [{ ServerId: 'vm-1' }, ['web', 'db']],
    [{ ServerId: 'vm-2' }, ['db']],
    [{ ServerIntranetAddress: '10.1.0.1' }, ['web', 'db']],
    [{ ServerIntranetAddress: '10.1.0.9,10.1.0.2' }, ['db']],
    [{ ServerId: 'vm-1', ServerIntranetAddress: '10.1.0.2' }, []],
    [{ 'Tag.1.Key': 'env' }, ['web', 'six']],
    [{ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' }, ['web']],
    [{ 'Tag.1.Key': 'env', 'Tag.1.Value': 'live', 'Tag.2.Key': 'kubernetes.do.not.delete' }, []],
    [{ Tags: '[{"TagKey":"kubernetes.do.not.delete","TagValue":"a1"}]' }, ['web']],
    [{ Tags: "[{'tagKey':'env','tagValue':'live'}]" }, ['six']],
    [{ Tags: '[{"TagKey":"env","TagValue":"test"}]', LoadBalancerName: 'six' }, []],
  ])('finds by %o', async (filter, names) => {
    expect(await found(filter)).toEqual(names);
  });

  it('takes several ids in one value, and as SDKs number them', async () => {
    const { web = '', six = '' } = ids;
    expect(await found({ LoadBalancerId: `${six},${web}` })).toEqual(['web', 'six']);
    expect(await found({ 'LoadBalancerId.1': six, 'LoadBalancerId.2': 'lb-nosuch' })).toEqual(['six']);
  });

  it('uses the default region when none is named', async () => {
    expect((await list({})).TotalCount).toBe(3);
  });

  it('echoes the page and counts all hits', async () => {
    const page = async (PageNumber: string) => {
      const { LoadBalancers: items, ...counts } = await list({ PageNumber, PageSize: '2' });
      return { names: items.map((item) => item.LoadBalancerName), ...counts };
    };
    expect(await page('1')).toEqual({ names: ['web', 'db'], PageNumber: 1, PageSize: 2, TotalCount: 3 });
    expect(await page('2')).toEqual({ names: ['six'], PageNumber: 2, PageSize: 2, TotalCount: 3 });
    expect(await page('3')).toEqual({ names: [], PageNumber: 3, PageSize: 2, TotalCount: 3 });
  });

  it('gives every item the same keys, with the charge type as code and as word', async () => {
    const { LoadBalancers: items } = await list({});
    const [first = {}, ...others] = items.map((item) => Object.keys(item).sort());
    for (const keys of others) expect(keys).toEqual(first);
    expect(items.map((item) => [item.InternetChargeType, item.InternetChargeTypeAlias])).toEqual([
      ['4', 'paybytraffic'],
      ['3', 'paybybandwidth'],
      ['4', 'paybytraffic'],
    ]);
  });
});
