import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { ActionBench, HOST, testSettings } from '../test-support.ts';
import { describeRegions, describeZones } from './describe.ts';

const bench = new ActionBench({
  settings: {
    regions: [...testSettings.regions, { id: 'me-east-1', localName: 'Dubai', zones: ['me-east-1a'] }],
  },
});

describe('DescribeRegions', () => {
  it('names as every endpoint the host that was called, so that cloudmux stays here', async () => {
    const request = { RegionId: 'cn-hangzhou', AcceptLanguage: 'zh-cn' };
    expect(await bench.call(contracts.DescribeRegions, describeRegions, request)).toEqual({
      Regions: [
        { RegionId: 'cn-hangzhou', LocalName: 'Hangzhou', RegionEndpoint: HOST },
        { RegionId: 'me-east-1', LocalName: 'Dubai', RegionEndpoint: HOST },
      ],
    });
  });
});

describe('DescribeZones', () => {
  const zones = async (request: Readonly<Record<string, string>>) =>
    (await bench.call(contracts.DescribeZones, describeZones, request)).Zones;

  it('lists the zones of the default region when none is named', async () => {
    expect((await zones({})).map(({ ZoneId }) => ZoneId)).toEqual(['cn-hangzhou-a', 'cn-hangzhou-b']);
  });

  it('has no slave zone where there is one zone', async () => {
    expect(await zones({ RegionId: 'me-east-1' })).toEqual([
      { ZoneId: 'me-east-1a', LocalName: 'me-east-1a', SlaveZones: [] },
    ]);
  });

  it('knows only the regions of the configuration', async () => {
    await expect(zones({ RegionId: 'mars-1' })).rejects.toMatchObject({ id: 'regionNotFound' });
  });
});
