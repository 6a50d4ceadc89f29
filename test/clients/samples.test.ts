/**
 * Every generated sample that its toolchain allows is run as it is written, against a service of its own, for the first
 * action of every resource; what it prints is compared with the contract, what a write leaves behind is looked at.
 */
import { afterAll, describe, expect, inject, it } from 'vitest';
import { testSettings } from '../../src/actions/test-support.ts';
import { ApiClient } from '../../src/client/api-client.ts';
import { type Hotspare, startHotspare } from '../../src/index.ts';
import { type SampleLanguage, sampleLanguages } from '../../src/samples/index.ts';
import { Cleanup } from '../support/cleanup.ts';
import { hostileTexts } from './hostile-texts.ts';
import { sampledActions, sampledCase } from './sampled-actions.ts';
import { Account, runCase } from './support/run-case.ts';
import { runSample, SampleClient, type SampleSetting } from './support/sample-client.ts';
import { executedLanguages } from './support/sample-languages.ts';
import { SampleFolder } from './support/sample-runners.ts';

const cleanup = new Cleanup();
const folder = cleanup.add(new SampleFolder());
afterAll(() => cleanup.run());

const noGaps = { unset: [], notCarried: [] };

for (const { id, tool, runner: makeRunner } of executedLanguages(inject('clients'))) {
  const language = languageOf(id);
  const reason = 'missing' in tool ? `: ${tool.missing}` : '';
  describe.skipIf('missing' in tool)(`${language.title}${reason}`, () => {
  const runner = makeRunner(folder);

  const settingFor = (service: Hotspare): SampleSetting => ({
    language,
    runner,
    folder,
    endpoint: new URL(service.endpoint),
    accessKey: { id: service.accessKeyId, secret: service.accessKeySecret },
  });

  it.concurrent.each(sampledActions)('%s', async (action) => {
    await withService(async (service) => {
      const setting = settingFor(service);
      const own = new ApiClient(setting);
      const account = new Account();
      try {
        const client = new SampleClient(setting, [action]);
        await runCase(sampledCase(action), {
          client,
          has: new Set([action]),
          own,
          account,
          gaps: noGaps,
          host: setting.endpoint.host,
        });
      } finally {
        own.close();
      }
      expect(account.calls).toBeGreaterThan(0);
      expect([...account.notCarried]).toEqual([]);
    });
  });

  it.concurrent('hands on whatever a value holds', async () => {
    await withService(async (service) => {
      const { LoadBalancerId } = await service.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
      const tags = Object.fromEntries(
        hostileTexts.flatMap((text, index) => [
          [`Tag.${index + 1}.Key`, `k${index}`],
          [`Tag.${index + 1}.Value`, text],
        ]),
      );
      const { code, stderr } = await runSample(settingFor(service), 'TagResources', {
        RegionId: 'cn-hangzhou',
        ResourceType: 'instance',
        'ResourceId.1': LoadBalancerId,
        ...tags,
      });
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      const { Tags } = await service.call('DescribeLoadBalancerAttribute', { LoadBalancerId });
      const held = Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
      expect(hostileTexts.map((_, index) => held[`k${index}`])).toEqual(hostileTexts);
    });
  });

  it.concurrent(
    'says what the service refuses, and takes HOTSPARE_ENDPOINT first',
    async () => {
      await withService(async (service) => {
        const nowhere = new URL('http://127.0.0.1:9');
        const outcome = await runSample(
          { ...settingFor(service), endpoint: nowhere },
          'DescribeLoadBalancerAttribute',
          { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-0' },
          { HOTSPARE_ENDPOINT: service.endpoint },
        );
        expect(outcome.code).toBe(1);
        expect(outcome.stdout).toBe('');
        expect(outcome.stderr).toContain('InvalidLoadBalancerId.NotFound');
        expect(outcome.stderr).toContain('The specified LoadBalancerId does not exist');
        expect(outcome.stderr).toMatch(/[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}/);
      });
    },
  );
});

async function withService(use: (service: Hotspare) => Promise<void>): Promise<void> {
  const service = await startHotspare({ regions: testSettings.regions });
  try {
    await use(service);
  } finally {
    await service.close();
  }
}
