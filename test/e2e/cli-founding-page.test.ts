/** The founding page's way on the command line alone: servers, pair, listener, and who serves when the master dies. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, listAt, numberAt, textAt } from '../support/answers.ts';
import { eventually } from '../support/eventually.ts';
import { FoundingPair } from '../support/founding-pair.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { type RunningService, Services } from '../support/service.ts';

const services = new Services();
let service: RunningService;
let pair: FoundingPair;

beforeAll(async () => {
  [service, pair] = await Promise.all([services.start(), FoundingPair.start()]);
});

afterAll(async () => {
  await pair.close();
  await services.close();
});

function hotspare(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  return runCli(args, {
    environment: {
      HOTSPARE_ENDPOINT: service.endpoint,
      HOTSPARE_ACCESS_KEY_ID: service.accessKeyId,
      HOTSPARE_ACCESS_KEY_SECRET: service.accessKeySecret,
      ...environment,
    },
  });
}

async function answerTo(...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await hotspare(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** What `status --json` says of the only listener. */
async function listenerStatus(): Promise<unknown> {
  return at(await answerTo('status', '--json'), 'loadBalancers.0.listeners.0');
}

it('leads from nothing to a pair that fails over, and tells why', async () => {
  const { master, slave } = pair;
  for (const { id, address } of [master, slave]) {
    expect(await hotspare(['server', 'add', id, address])).toMatchObject({ code: 0 });
  }
  const region = 'RegionId=cn-hangzhou';
  const balancer = `LoadBalancerId=${textAt(await answerTo('call', 'CreateLoadBalancer', region), 'LoadBalancerId')}`;
  const made = await answerTo(
    ...['call', 'CreateMasterSlaveServerGroup', region, balancer],
    ...['MasterSlaveServerGroupName=Group1', `MasterSlaveBackendServers=${pair.membersAsPrinted}`],
  );
  expect(listAt(made, 'MasterSlaveBackendServers.MasterSlaveBackendServer')).toHaveLength(2);
  const group = `MasterSlaveServerGroupId=${textAt(made, 'MasterSlaveServerGroupId')}`;
  const listener = [balancer, 'ListenerPort=17084'];
  const quick = ['HealthCheckInterval=1', 'UnhealthyThreshold=2'];
  await answerTo('call', 'CreateLoadBalancerTCPListener', ...listener, group, ...quick);
  await answerTo('call', 'StartLoadBalancerListener', ...listener);

  await eventually(async () => {
    expect(await listenerStatus()).toMatchObject({
      state: 'running',
      active: { role: 'Master', serverId: 'vm-233' },
      servers: [
        { id: 'vm-233', role: 'Master', active: true, health: 'normal', address: master.address },
        { id: 'vm-232', role: 'Slave', active: false, health: 'normal', address: slave.address },
      ],
    });
  }, 'process');
  const epoch = numberAt(await listenerStatus(), 'active.epoch');

  await master.stop();
  await eventually(async () => {
    expect(await listenerStatus()).toMatchObject({
      active: { role: 'Slave', serverId: 'vm-232', epoch: epoch + 1, reason: 'master-failed' },
      sentence: expect.stringMatching(/master/i),
      servers: [{ health: 'abnormal', evidence: expect.stringContaining('refused') }, { active: true }],
    });
  }, 'process');
  const { stdout } = await hotspare(['status']);
  expect(stdout).toMatch(/Slave +vm-232:\d+ .*normal/);

  const events = await answerTo('call', 'DescribeFailoverHistory', group);
  const kinds = listAt(events, 'Events.Event').map((event) => textAt(event, 'Kind'));
  expect(kinds).toEqual(expect.arrayContaining(['probe-failed', 'verdict', 'decision', 'applied']));
});

it('calls over HTTPS when it is told which certificate to trust, and says how when it is not', async () => {
  const secure = { HOTSPARE_ENDPOINT: service.endpoint.replace('http:', 'https:') };
  const certificate = join(service.dataDir, 'tls-certificate.pem');
  await eventually(() => expect(existsSync(certificate)).toBe(true));
  const trusting = { ...secure, NODE_EXTRA_CA_CERTS: certificate };
  expect(await hotspare(['call', 'DescribeRegions'], trusting)).toMatchObject({ code: 0, stderr: '' });
  const wary = await hotspare(['call', 'DescribeRegions'], secure);
  expect(wary).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/certificate of https:\S+ is not trusted.*\n.*NODE_EXTRA_CA_CERTS=FILE/),
  });
});
