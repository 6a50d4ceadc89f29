/** The commands of the built program against a running service. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../src/client/api-client.ts';
import { eventually, throughout, within } from '../support/eventually.ts';
import { type CliResult, runCli, startCli } from '../support/run-cli.ts';
import { type RunningService, Services } from '../support/service.ts';

const services = new Services();
let service: RunningService;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hotspare-cli-'));
  service = await services.start({ flags: ['--server', 'web-1=127.0.0.1'] });
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

function hotspare(...args: readonly string[]): Promise<CliResult> {
  return runCli(args, { environment: clientEnvironment() });
}

function clientEnvironment(): Record<string, string> {
  return {
    HOTSPARE_ENDPOINT: service.endpoint,
    HOTSPARE_ACCESS_KEY_ID: service.accessKeyId,
    HOTSPARE_ACCESS_KEY_SECRET: service.accessKeySecret,
  };
}

async function call(action: string, ...parameters: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await hotspare('call', action, ...parameters);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const answer: unknown = JSON.parse(stdout);
  return typeof answer === 'object' && answer !== null ? { ...answer } : {};
}

describe('hotspare call', () => {
  it.each(['v1', 'v3'])('signs by %s and prints the answer as JSON', async (scheme) => {
    const answer = await call('DescribeRegions', '--signature', scheme);
    expect(answer).toMatchObject({ RequestId: expect.any(String) });
    expect(JSON.stringify(answer)).toContain('cn-hangzhou');
  });

  it('prints tables when asked', async () => {
    const { code, stdout } = await hotspare('call', 'DescribeRegions', '--output', 'table');
    expect(code).toBe(0);
    expect(stdout).toMatch(/RegionId +│ LocalName/);
  });

  it('reads long values from a file', async () => {
    const { LoadBalancerId: id } = await call('CreateLoadBalancer', 'RegionId=cn-hangzhou');
    const file = join(folder, 'members.json');
    writeFileSync(
      file,
      '[{"ServerId":"web-1","Port":"81","ServerType":"Master"},{"ServerId":"web-1","Port":"82","ServerType":"Slave"}]\n',
    );
    const answer = await call(
      'CreateMasterSlaveServerGroup',
      'RegionId=cn-hangzhou',
      `LoadBalancerId=${String(id)}`,
      `MasterSlaveBackendServers=@${file}`,
    );
    expect(answer['MasterSlaveServerGroupId']).toMatch(/^rsp-/);
  });

  it('gives code, message and remedy of an error and fails', async () => {
    const { code, stdout, stderr } = await hotspare('call', 'DeleteLoadBalancer', 'LoadBalancerId=lb-none');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/InvalidLoadBalancerId\.NotFound: .*\(HTTP 404, request [-0-9A-F]{36}\)\n {2}\S/);
  });

  it('suggests actions for one that does not exist', async () => {
    const { code, stderr } = await hotspare('call', 'DescribeLoadBalancer');
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean DescribeLoadBalancers');
  });

  it('lists and explains actions without a service', async () => {
    const environment = { HOTSPARE_ENDPOINT: 'http://127.0.0.1:1' };
    const list = await runCli(['call', '--list'], { environment });
    expect(list).toMatchObject({ code: 0, stdout: expect.stringContaining('CreateMasterSlaveServerGroup') });
    const help = await runCli(['call', 'CreateLoadBalancer', '--help'], { environment });
    expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/RegionId .*required/) });
  });

  it('says how to start a service that is not there', async () => {
    const environment = { ...clientEnvironment(), HOTSPARE_ENDPOINT: 'http://127.0.0.1:1' };
    const { code, stderr } = await runCli(['call', 'DescribeRegions'], { environment });
    expect(code).toBe(1);
    expect(stderr).toMatch(/nothing listens at http:\/\/127\.0\.0\.1:1\n.*hotspare serve/);
  });

  it('says that a key is wrong', async () => {
    const environment = { ...clientEnvironment(), HOTSPARE_ACCESS_KEY_SECRET: 'wrong' };
    const { code, stderr } = await runCli(['call', 'DescribeRegions'], { environment });
    expect(code).toBe(1);
    expect(stderr).toContain('SignatureDoesNotMatch');
  });
});

describe('hotspare server', () => {
  it('adds, lists and removes', async () => {
    const added = await hotspare('server', 'add', 'web-9', '127.0.0.9', '--description', 'rack 9');
    expect(added).toMatchObject({ code: 0, stdout: 'web-9 is at 127.0.0.9.\n' });
    const listed = await hotspare('server', 'list');
    expect(listed.stdout).toMatch(/web-1 +│ 127\.0\.0\.1 +│ configured/);
    expect(listed.stdout).toMatch(/web-9 +│ 127\.0\.0\.9 +│ registered +│ +│ rack 9/);
    expect(await hotspare('server', 'remove', 'web-9')).toMatchObject({ code: 0 });
    expect(JSON.parse((await hotspare('server', 'list', '--json')).stdout)).toMatchObject([
      { ServerId: 'web-1' },
    ]);
    expect(await hotspare('server', 'remove', 'web-9')).toMatchObject({ code: 1 });
  });
});

describe('hotspare status', () => {
  it('shows who serves, why, and first of all what is wrong', async () => {
    const { LoadBalancerId: id } = await call(
      'CreateLoadBalancer',
      'RegionId=cn-qingdao',
      'LoadBalancerName=shop',
    );
    const { MasterSlaveServerGroupId: group } = await call(
      'CreateMasterSlaveServerGroup',
      'RegionId=cn-qingdao',
      `LoadBalancerId=${String(id)}`,
      'MasterSlaveServerGroupName=pair',
      'MasterSlaveBackendServers=[{"ServerId":"web-1","Port":"1","ServerType":"Master"},{"ServerId":"web-1","Port":"2","ServerType":"Slave"}]',
    );
    const listener = [`LoadBalancerId=${String(id)}`, 'ListenerPort=18080'];
    await call('CreateLoadBalancerTCPListener', ...listener, `MasterSlaveServerGroupId=${String(group)}`);
    await call('StartLoadBalancerListener', ...listener);
    await eventually(async () => {
      const { code, stdout } = await hotspare('status');
      expect(code).toBe(0);
      expect(stdout).toMatch(/^FAILED +shop \(lb-\w+\) tcp:18080\n +web-1 and web-1 both fail/m);
      expect(stdout).toMatch(/:18080\/tcp +running +group pair/);
      expect(stdout).toMatch(/why +\S/);
      expect(stdout).toMatch(/Master +web-1:1 .*abnormal .*refused/);
    }, 'process');
    const { stdout } = await hotspare('status', '--json');
    const status: unknown = JSON.parse(stdout);
    expect(status).toMatchObject({ endpoint: service.endpoint, loadBalancers: expect.any(Array) });
  });

  it('watches until Ctrl-C', async () => {
    const watching = startCli(['status', '--watch', '--json'], { environment: clientEnvironment() });
    try {
      await eventually(() => {
        expect(watching.stdout().trimEnd().split('\n').length).toBeGreaterThanOrEqual(2);
      }, 'process');
    } finally {
      watching.signal('SIGINT');
    }
    expect(await watching.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

/** A running listener on port 18080 in front of one server; returns the address. */
async function makePool(own: RunningService, backendPort: number): Promise<string> {
  const client = new ApiClient({
    endpoint: new URL(own.endpoint),
    accessKey: { id: own.accessKeyId, secret: own.accessKeySecret },
  });
  try {
    const { LoadBalancerId: id, Address: address } = await client.call('CreateLoadBalancer', {
      RegionId: 'cn-hangzhou',
    });
    await client.call('AddBackendServers', { LoadBalancerId: id, BackendServers: '[{"ServerId":"web-1"}]' });
    const listener = { LoadBalancerId: id, ListenerPort: '18080' };
    await client.call('CreateLoadBalancerTCPListener', {
      ...listener,
      BackendServerPort: String(backendPort),
    });
    await client.call('StartLoadBalancerListener', listener);
    return address;
  } finally {
    client.close();
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
  return address.port;
}

describe('hotspare serve', () => {
  it('names the setting that is wrong and what it should be', async () => {
    expect(await runCli(['serve', '--listen', '8014'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^hotspare: flag --listen: .*must be HOST:PORT/),
    });
    expect(await runCli(['serve', '--config', join(folder, 'none.yaml')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/none\.yaml: .*cannot be read/),
    });
    expect(await runCli(['serve', '--no-such-flag'])).toMatchObject({ code: 2 });
  });

  it('says that another program has the port, without a stack', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const port = portOf(other);
      const result = await runCli(['serve', '--listen', `127.0.0.1:${port}`, '--store', 'memory']);
      expect(result.code).toBe(1);
      expect(result.stderr).toMatch(
        new RegExp(`^hotspare: 127\\.0\\.0\\.1:${port}: another program listens there`),
      );
      expect(result.stderr).not.toMatch(/\n +at /);
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it('says that another service has the data folder', async () => {
    const result = await runCli(['serve', '--listen', '127.0.0.1:0', '--data-dir', service.dataDir]);
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining(service.dataDir) });
  });

  it('lets connections end when it is stopped, and a second signal ends it at once', async () => {
    const own = await services.start({
      flags: ['--server', 'web-1=127.0.0.1', '--stop-drain-seconds', '60'],
    });
    const backend = createServer((socket) => socket.on('error', () => undefined).write('welcome'));
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
    const visitor = new Socket();
    try {
      const host = await makePool(own, portOf(backend));
      await eventually(async () => {
        visitor.connect({ host, port: 18_080 });
        await once(visitor, 'data');
      }, 'process');
      visitor.on('error', () => undefined);
      const ended = once(own.process, 'exit');
      own.process.kill('SIGTERM');
      await eventually(() => expect(own.output()).toContain('SIGTERM: stopping'), 'process');
      await throughout(() => expect(own.process.exitCode).toBeNull(), 'nothingHappens');
      own.process.kill('SIGTERM');
      expect(await within(ended, 'the second signal to end it', 'process')).toEqual([1, null]);
    } finally {
      visitor.destroy();
      backend.close();
    }
  });

  it('never writes the secret of its key, and stops with status 0 on SIGTERM', async () => {
    const dataDir = join(folder, 'data');
    const serving = startCli(['serve', '--listen', '127.0.0.1:0', '--data-dir', dataDir], {
      environment: { HOTSPARE_ACCESS_KEY_ID: undefined, HOTSPARE_ACCESS_KEY_SECRET: undefined },
    });
    try {
      await eventually(() => expect(serving.stderr()).toContain('hotspare status --watch'), 'process');
      const [endpoint = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(serving.stderr()) ?? [];
      // The client finds the key by the folder alone.
      const status = await runCli(['status', '--endpoint', endpoint, '--data-dir', dataDir]);
      expect(status).toMatchObject({ code: 0 });
    } finally {
      serving.signal('SIGTERM');
    }
    const { code, stdout, stderr } = await serving.ended;
    expect(code).toBe(0);
    expect(stderr).toContain(join(dataDir, 'access-key.json'));
    expect(stdout + stderr).not.toMatch(/secret["=: ]+[A-Za-z0-9]{30}/i);
  });
});
