import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { createLoadBalancer } from '../load-balancer/create.ts';
import { ActionBench, testSettings } from '../test-support.ts';
import { describeSettings } from './describe.ts';

const create = (bench: ActionBench, request: Readonly<Record<string, string>>) =>
  bench.call(contracts.CreateLoadBalancer, createLoadBalancer, { RegionId: 'cn-hangzhou', ...request });

describe('DescribeSettings', () => {
  it('counts the addresses that load balancers have, pool by pool', async () => {
    const bench = new ActionBench();
    await create(bench, { AddressType: 'internet' });
    await create(bench, { AddressType: 'internet' });
    await create(bench, { AddressType: 'intranet', AddressIPVersion: 'ipv6' });
    const { AddressPools } = await bench.call(contracts.DescribeSettings, describeSettings);
    expect(AddressPools.map(({ PoolName, UsedCount }) => [PoolName, UsedCount])).toEqual([
      ['internet', 2],
      ['intranet', 0],
      ['ipv6', 1],
    ]);
  });

  it('tells defaults and quotas as they are configured', async () => {
    const settings = {
      quotas: { ...testSettings.quotas, certificates: 7 },
      failover: { ...testSettings.failover, failback: { mode: 'delayed', delayMs: 90_000 } },
    } as const;
    const found = await new ActionBench({ settings }).call(contracts.DescribeSettings, describeSettings);
    expect(found.FailoverPolicy).toMatchObject({ FailbackMode: 'delayed', FailbackDelay: 90 });
    expect(found.Quotas).toContainEqual({ QuotaName: 'certificates', QuotaLimit: 7 });
  });
});
