/**
 * Every generated sample that its toolchain allows is run as it is written, against a service of its own, for the first
 * action of every resource; what it prints is compared with the contract, what a write leaves behind is looked at.
 */
import { afterAll, describe, expect, inject, it } from 'vitest';
import { testSettings } from '../../src/actions/test-support.ts';
import { ApiClient } from '../../src/client/api-client.ts';
import { contracts } from '../../src/contract/index.ts';
import type { ActionContract } from '../../src/contract/define.ts';
import { type Hotspare, startHotspare } from '../../src/index.ts';
import { type SampleLanguage, sampleLanguages } from '../../src/samples/index.ts';
import { Cleanup } from '../support/cleanup.ts';
import { hostileTexts } from './hostile-texts.ts';
import { sampledActions, sampledCase } from './sampled-actions.ts';
import { Account, runCase } from './support/run-case.ts';
import { runSample, SampleClient, type SampleSetting } from './support/sample-client.ts';
import { executedLanguages } from './support/sample-languages.ts';
import { parsedLanguages } from './support/sample-parsers.ts';
import { SampleFolder } from './support/sample-runners.ts';
import { type Mark, refreshTable, renderTable, type TableColumn } from './support/sample-table.ts';

const cleanup = new Cleanup();
const folder = cleanup.add(new SampleFolder());
afterAll(() => cleanup.run());

const executed = executedLanguages(inject('clients'));
const parsed = parsedLanguages(inject('clients'));
const columns = new Map<string, TableColumn & { readonly marks: Map<string, Mark> }>();
for (const { id, how } of [...executed, ...parsed]) {
  columns.set(id, { language: languageOf(id), how, marks: new Map() });
}

describe.each(executed)('$id', ({ id, tool, runner: makeRunner, mark }) => {
  const language = languageOf(id);
  const settingFor = (service: Hotspare): SampleSetting => ({
    language,
    runner: makeRunner(folder),
    folder,
    endpoint: new URL(service.endpoint),
    accessKey: { id: service.accessKeyId, secret: service.accessKeySecret },
  });

  describe.skipIf('missing' in tool)('samples', () => {
    it.concurrent.each(sampledActions)('%s', async (action) => {
      await withService(async (service) => {
        const setting = settingFor(service);
        const own = new ApiClient(setting);
        const account = new Account();
        const client = new SampleClient(setting, [action]);
        const { host } = setting.endpoint;
        const gaps = { unset: [], notCarried: [] };
        try {
          await runCase(sampledCase(action), { client, has: new Set([action]), own, account, gaps, host });
        } finally {
          own.close();
        }
        expect(account.calls).toBeGreaterThan(0);
        expect([...account.notCarried]).toEqual([]);
        columns.get(id)?.marks.set(action, mark);
      });
    });

    it.concurrent('hand on whatever a value holds', async () => {
      await withService(async (service) => {
        const { LoadBalancerId } = await service.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
        const { code, stderr } = await runSample(settingFor(service), 'TagResources', {
          RegionId: 'cn-hangzhou',
          ResourceType: 'instance',
          'ResourceId.1': LoadBalancerId,
          ...tagsOf(hostileTexts),
        });
        expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
        const { Tags } = await service.call('DescribeLoadBalancerAttribute', { LoadBalancerId });
        const held = Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
        expect(hostileTexts.map((_, index) => held[`k${index}`])).toEqual(hostileTexts);
      });
    });

    it.concurrent('say what the service refuses, and take HOTSPARE_ENDPOINT first', async () => {
      await withService(async (service) => {
        const outcome = await runSample(
          { ...settingFor(service), endpoint: new URL('http://127.0.0.1:9') },
          'DescribeLoadBalancerAttribute',
          { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-0' },
          { HOTSPARE_ENDPOINT: service.endpoint },
        );
        expect(outcome).toMatchObject({ code: 1, stdout: '' });
        expect(outcome.stderr).toContain('InvalidLoadBalancerId.NotFound');
        expect(outcome.stderr).toContain('The specified LoadBalancerId does not exist');
        expect(outcome.stderr).toMatch(/[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}/);
      });
    });
  });
});

describe.each(parsed)('$id', ({ id, tool, problems, readBack, normal = String }) => {
  const language = languageOf(id);

  it.skipIf('missing' in tool)('samples of all actions can be read', async () => {
    const files = Object.values<ActionContract>(contracts).flatMap((action) => {
      const { request: parameters } = action.example;
      const text = language.generate({ action, parameters, endpoint: new URL('http://127.0.0.1:8014') });
      if (text === undefined) return [];
      if (sampledActions.includes(action.name)) columns.get(id)?.marks.set(action.name, 'parsed');
      return [folder.write(language.fileName(action.name), text)];
    });
    expect(files.length).toBeGreaterThan(0);
    expect(await problems(files)).toEqual([]);
  });

  it.skipIf('missing' in tool)('texts are read as they were', async () => {
    expect(await readBack(hostileTexts, folder)).toEqual(hostileTexts.map((text) => normal(text)));
  });

  it.skipIf('missing' in tool)('a broken file is told', async () => {
    const file = folder.write(language.fileName('Broken'), '<?php { "');
    await expect(
      problems([file]).then(
        (found) => found.length > 0 || 'nothing found',
        () => true,
      ),
    ).resolves.toBe(true);
  });
});

describe('docs/samples.md', () => {
  const complete = [...executed, ...parsed].every(({ tool }) => !('missing' in tool));

  it.skipIf(!complete)('shows what this run has done', () => {
    for (const { id } of executed)
      expect({ [id]: columns.get(id)?.marks.size }).toEqual({ [id]: sampledActions.length });
    const stale = refreshTable(renderTable(sampledActions, [...columns.values()]));
    expect(stale ? 'it was stale and is written anew: commit it' : 'fresh').toBe('fresh');
  });
});

function tagsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  const entries = texts.flatMap((text, index) => [
    [`Tag.${index + 1}.Key`, `k${index}`],
    [`Tag.${index + 1}.Value`, text],
  ]);
  return Object.fromEntries(entries);
}

function languageOf(id: string): SampleLanguage {
  const language = sampleLanguages.find((each) => each.id === id);
  if (language === undefined) throw new Error(`there is no language ${id}`);
  return language;
}

async function withService(use: (service: Hotspare) => Promise<void>): Promise<void> {
  const service = await startHotspare({ regions: testSettings.regions });
  try {
    await use(service);
  } finally {
    await service.close();
  }
}
