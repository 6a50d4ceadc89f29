import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { ActionBench, testSettings } from '../test-support.ts';
import { describeAvailableResource } from './available.ts';

const { addressPools, regions } = testSettings;

const available = async (
  request: Readonly<Record<string, string>>,
  settings: Partial<typeof testSettings> = {},
) =>
  (
    await new ActionBench({ settings }).call(
      contracts.DescribeAvailableResource,
      describeAvailableResource,
      request,
    )
  ).AvailableResources;

const kinds = (found: Awaited<ReturnType<typeof available>>) =>
  found[0]?.SupportResources.map(({ AddressType, AddressIPVersion }) => `${AddressType} ${AddressIPVersion}`);

describe('DescribeAvailableResource', () => {
  it('pairs every zone with every other', async () => {
    const found = await available({});
    expect(found.map(({ MasterZoneId, SlaveZoneId }) => [MasterZoneId, SlaveZoneId])).toEqual([
      ['cn-hangzhou-a', 'cn-hangzhou-b'],
      ['cn-hangzhou-b', 'cn-hangzhou-a'],
    ]);
  });

  it('pairs the only zone of a region with itself', async () => {
    const dubai = { id: 'me-east-1', localName: 'Dubai', zones: ['me-east-1a'] };
    expect(await available({ RegionId: 'me-east-1' }, { regions: [...regions, dubai] })).toMatchObject([
      { MasterZoneId: 'me-east-1a', SlaveZoneId: 'me-east-1a' },
    ]);
  });

  it('offers what there are addresses for', async () => {
    expect(kinds(await available({}))).toEqual([
      'vpc ipv4',
      'classic_internet ipv4',
      'classic_intranet ipv4',
      'vpc ipv6',
      'classic_internet ipv6',
      'classic_intranet ipv6',
    ]);
    const only = { addressPools: { ...addressPools, intranet: [], ipv6: [] } };
    expect(kinds(await available({}, only))).toEqual(['classic_internet ipv4']);
    expect(await available({ AddressIPVersion: 'ipv6' }, only)).toEqual([]);
  });

  it.each(['classic_intranet', 'classic-intranet'])(
    'looks for %s as Terraform’s data source does',
    async (type) => {
      expect(kinds(await available({ AddressType: type }))).toEqual([
        'classic_intranet ipv4',
        'classic_intranet ipv6',
      ]);
      expect(kinds(await available({ AddressType: type, AddressIPVersion: 'ipv4' }))).toEqual([
        'classic_intranet ipv4',
      ]);
    },
  );

  it('knows only the regions of the configuration', async () => {
    await expect(available({ RegionId: 'mars-1' })).rejects.toMatchObject({ id: 'regionNotFound' });
  });
});
