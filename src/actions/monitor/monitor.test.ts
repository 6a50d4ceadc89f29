import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { ActionBench, testSettings } from '../test-support.ts';
import {
  describeHighDefinationMonitor,
  enableHighDefinationMonitor,
  modifyHighDefinationMonitor,
} from './monitor.ts';

const regions = [...testSettings.regions, { id: 'me-east-1', localName: 'Dubai', zones: ['me-east-1a'] }];
const target = { LogProject: 'my-project', LogStore: 'my-store' };

function monitor() {
  const bench = new ActionBench({ settings: { regions } });
  return {
    enable: (request: Readonly<Record<string, string>>) =>
      bench.call(contracts.EnableHighDefinationMonitor, enableHighDefinationMonitor, request),
    modify: (request: Readonly<Record<string, string>>) =>
      bench.call(contracts.ModifyHighDefinationMonitor, modifyHighDefinationMonitor, request),
    target: (RegionId: string) =>
      bench.call(contracts.DescribeHighDefinationMonitor, describeHighDefinationMonitor, { RegionId }),
  };
}

describe('fine-grained monitoring', () => {
  it('is off until it is switched on, region by region', async () => {
    const { enable, target: targetOf } = monitor();
    expect(await targetOf('me-east-1')).toEqual({ LogProject: '', LogStore: '' });
    await enable({ ...target, RegionId: 'me-east-1' });
    expect(await targetOf('me-east-1')).toEqual(target);
    expect(await targetOf('cn-hangzhou')).toEqual({ LogProject: '', LogStore: '' });
  });

  it('is that of the default region when none is named, and can be changed when on', async () => {
    const { enable, modify, target: targetOf } = monitor();
    await expect(modify(target)).rejects.toMatchObject({ id: 'monitorNotEnabled' });
    await enable(target);
    await expect(enable(target)).rejects.toMatchObject({ id: 'monitorEnabled' });
    await modify({ ...target, LogStore: 'other-store' });
    expect(await targetOf('cn-hangzhou')).toEqual({ ...target, LogStore: 'other-store' });
  });

  it('knows only the regions of the configuration', async () => {
    await expect(monitor().enable({ ...target, RegionId: 'mars-1' })).rejects.toMatchObject({
      id: 'regionNotFound',
    });
  });
});
