/** Users and the audit log as an operator has them: on the command line, over restarts, and on the disk. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Cleanup } from '../support/cleanup.ts';
import { filesOf } from '../support/files.ts';
import { runCli } from '../support/run-cli.ts';
import { type RunningService, Services } from '../support/service.ts';

const services = new Services();
const cleanup = new Cleanup();
cleanup.add(services);
afterAll(() => cleanup.run());

/** Runs a command of the program against a service, by the key that it was started with unless another is given. */
async function hotspare(
  service: RunningService,
  args: readonly string[],
  key: Key = { id: service.accessKeyId, secret: service.accessKeySecret },
) {
  const environment = { HOTSPARE_ACCESS_KEY_ID: key.id, HOTSPARE_ACCESS_KEY_SECRET: key.secret };
  const { code, stdout, stderr } = await runCli([...args, '--endpoint', service.endpoint], { environment });
  return { code, stdout, text: stdout + stderr };
}

interface Key {
  readonly id: string;
  readonly secret: string;
}

function keyIn(stdout: string): Key {
  const value = (name: string): string => new RegExp(`export ${name}=(\\w+)`).exec(stdout)?.[1] ?? '';
  return { id: value('HOTSPARE_ACCESS_KEY_ID'), secret: value('HOTSPARE_ACCESS_KEY_SECRET') };
}

it('a user of one load balancer: made, held to its policy, audited, changed and removed; nothing is told by the disk', async () => {
  const service = await services.start();
  const { dataDir } = service;
  const create = async (): Promise<string> =>
    JSON.parse((await hotspare(service, ['call', 'CreateLoadBalancer', 'RegionId=cn-hangzhou'])).stdout)
      .LoadBalancerId;
  const [own, foreign] = [await create(), await create()];

  const policyFile = join(dataDir, 'policy.json');
  const Resource = `acs:slb:*:*:loadbalancer/${own}`;
  writeFileSync(
    policyFile,
    JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'slb:*', Resource }] }),
  );
  const made = await hotspare(service, ['user', 'add', 'ci', '--policy', policyFile]);
  expect(made.code).toBe(0);
  const key = keyIn(made.stdout);
  const rename = (id: string, of = service) =>
    hotspare(of, ['call', 'SetLoadBalancerName', `LoadBalancerId=${id}`, 'LoadBalancerName=mine'], key);
  expect(await rename(own)).toMatchObject({ code: 0 });
  const refused = await rename(foreign);
  expect(refused.code).not.toBe(0);
  expect(refused.text).toContain('Forbidden.RAM');
  expect(refused.text).toContain(`ci may not call slb:SetLoadBalancerName on acs:slb:cn-hangzhou:`);

  const whoAmI = await hotspare(service, ['call', 'DescribeUsers'], key);
  expect(whoAmI.text).toContain('Forbidden.RAM');
  expect((await hotspare(service, ['user', 'list'])).stdout).toContain(key.id);

  await service.stop();
  for (const [name, text] of filesOf(dataDir)) {
    expect([name, text.includes(key.secret)]).toEqual([name, false]);
  }
  const again = await services.start({ dataDir });
  expect(await rename(own, again)).toMatchObject({ code: 0 });

  const audit = await hotspare(again, ['audit', '--user', 'ci', '--json']);
  const entries = audit.stdout
    .trim()
    .split('\n')
    .map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
  expect(
    entries.map(({ ActionName, Outcome, SourceAddress }) => [ActionName, Outcome, SourceAddress]),
  ).toEqual([
    ['SetLoadBalancerName', 'OK', '127.0.0.1'],
    ['SetLoadBalancerName', 'Forbidden.RAM', '127.0.0.1'],
    ['DescribeUsers', 'Forbidden.RAM', '127.0.0.1'],
    ['SetLoadBalancerName', 'OK', '127.0.0.1'],
  ]);
  expect(Number(entries[0]?.['RevisionAfter'])).toBe(Number(entries[0]?.['RevisionBefore']) + 1);
  const about = await hotspare(again, ['audit', '--about', foreign]);
  expect(about.stdout).toContain(`ci from 127.0.0.1 SetLoadBalancerName Forbidden.RAM`);

  expect(await hotspare(again, ['user', 'policy', 'ci', 'read-only'])).toMatchObject({ code: 0 });
  expect((await rename(own, again)).text).toContain('Forbidden.RAM');
  const second = keyIn((await hotspare(again, ['user', 'add-key', 'ci'])).stdout);
  expect(await hotspare(again, ['user', 'remove-key', key.id])).toMatchObject({ code: 0 });
  expect((await rename(own, again)).text).toContain('InvalidAccessKeyId.NotFound');
  const regions = ['call', 'DescribeRegions'];
  expect(await hotspare(again, regions, second)).toMatchObject({ code: 0 });
  expect(await hotspare(again, ['user', 'remove', 'ci'])).toMatchObject({ code: 0 });
  expect((await hotspare(again, regions, second)).text).toContain('InvalidAccessKeyId.NotFound');
});

const CONFIG = `
users:
  - name: watcher
    accessKeys: [{ id: watcherkey, secret: watchersecret }]
    policy:
      Version: '1'
      Statement: [{ Effect: Allow, Action: 'slb:Describe*', Resource: '*' }]
`;

it('users of the configuration file, and a policy that would not do what it says', async () => {
  const dataDir = services.newDataDir();
  const config = join(dataDir, 'hotspare.yaml');
  writeFileSync(config, CONFIG);
  const service = await services.start({ dataDir, environment: { HOTSPARE_CONFIG: config } });
  const watcher = { id: 'watcherkey', secret: 'watchersecret' };
  expect(await hotspare(service, ['call', 'DescribeLoadBalancers'], watcher)).toMatchObject({ code: 0 });
  const create = await hotspare(service, ['call', 'CreateLoadBalancer', 'RegionId=cn-hangzhou'], watcher);
  expect(create.text).toContain('watcher may not call slb:CreateLoadBalancer');
  expect((await hotspare(service, ['user', 'remove', 'watcher'])).text).toContain('configuration file');

  const bad = join(service.dataDir, 'bad.json');
  writeFileSync(bad, '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","NotResource":"*"}]}');
  const refused = await hotspare(service, ['user', 'add', 'x', '--policy', bad]);
  expect(refused.code).not.toBe(0);
  expect(refused.text).toContain('InvalidParameter.PolicyDocument');
  const missing = await hotspare(service, ['user', 'add', 'x', '--policy', join(service.dataDir, 'none')]);
  expect(missing.text).toContain('the policy cannot be read; give full, read-only, or the path');
  expect(readFileSync(join(service.dataDir, 'audit', 'audit.jsonl'), 'utf8')).not.toContain('watchersecret');
});
