/**
 * The same service on one engine after the other, on a host of its own: listeners stay, traffic goes on, a dead master
 * is left, and nothing of the kernel's rules remains when the kernel is no longer asked for.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { Cleanup } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { NetworkHost, whyNoNetworkHosts } from '../support/network-host.ts';
import { Load } from '../support/open-loop.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { programPath } from '../support/server-process.ts';
import { program, type RunningService, Services } from '../support/service.ts';
import { Api } from '../support/service-api.ts';

/** A refused client of the kernel comes again by its own retransmissions: after one second, then after two more. */
const SECOND_TRY_MS = 3_200;

const whyNoNftables =
  programPath('nft') === undefined ? 'nft is not installed (Debian: nftables)' : undefined;

it('forwards by Node’s sockets when it is told to, and says so', async ({ onTestFinished }) => {
  const cleanup = new Cleanup();
  onTestFinished(() => cleanup.run());
  const services = cleanup.add(new Services());
  const service = await services.start({ flags: ['--engine-lane=plain'] });
  const api = cleanup.add(new Api(service));
  await eventually(async () => {
    const { Engines } = await api.call('DescribeSettings');
    expect(Engines).toMatchObject([
      { EngineName: 'embedded', Reason: expect.stringContaining('plain lane') },
    ]);
  });
});

describe('a user who may not change rules', () => {
  const unprivileged =
    process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin'] : [];
  const services = new Services();
  afterAll(() => services.close());

  it('is told so when nftables is asked for, and what to do', async () => {
    const starting = services.start({ prefix: unprivileged, flags: ['--engines-udp=nftables'] });
    await expect(starting).rejects.toThrow(
      'engines.udp asks for nftables, which cannot be used here. This user may not change the rules of the kernel. Run the service as root or with CAP_NET_ADMIN and CAP_NET_RAW.',
    );
  });

  it('cannot uninstall rules, and is told why', async () => {
    const [file, ...args] = [...unprivileged, process.execPath, program, 'uninstall-rules'];
    await expect(promisify(execFile)(file, args)).rejects.toMatchObject({
      code: 1,
      stderr:
        'hotspare: This user may not change the rules of the kernel. Run the service as root or with CAP_NET_ADMIN and CAP_NET_RAW.\n',
    });
  });

  it('gets with auto what there is, and the reason', async () => {
    const service = await services.start({ prefix: unprivileged, flags: ['--engines-tcp=auto'] });
    const api = new Api(service);
    const { Engines } = await api.call('DescribeSettings');
    api.close();
    expect(Engines).toMatchObject([
      {
        EngineName: 'embedded',
        Protocols: ['tcp', 'udp', 'http', 'https'],
        Reason: expect.stringContaining('This user may not change the rules of the kernel.'),
      },
    ]);
  });
});

it('uninstall-rules takes out of the kernel what was left there, and nothing else', async ({
  skip,
  onTestFinished,
}) => {
  const whyNot = whyNoNftables ?? (await whyNoNetworkHosts());
  if (whyNot !== undefined) skip(whyNot);
  const cleanup = new Cleanup();
  onTestFinished(() => cleanup.run());
  const host = cleanup.add(await NetworkHost.create());
  const services = cleanup.add(new Services());
  await runOn(host, 'nft', 'add table ip somebody; add chain ip somebody theirs');
  const service = await services.start({
    host: host.address,
    prefix: host.prefix,
    flags: ['--engines-tcp=nftables'],
  });
  const api = cleanup.add(new Api(service));
  const { id } = await api.newLoadBalancer();
  await api.newListener(id, 'TCP', 80, { BackendServerPort: '80' });
  const tables = (): Promise<string> => runOn(host, 'nft', 'list', 'tables');
  await eventually(async () => expect(await tables()).toContain('hotspare'));
  await service.stop('SIGKILL');
  const said = await runOn(host, process.execPath, program, 'uninstall-rules');
  expect(said).toContain('Nothing of ours is left in the kernel.');
  expect(await tables()).toBe('table ip somebody\n');
});

it('changes its engine with a restart, and keeps every listener', async ({ skip, onTestFinished }) => {
  const whyNot = whyNoRedis ?? whyNoNftables ?? (await whyNoNetworkHosts());
  if (whyNot !== undefined) skip(whyNot);
  const cleanup = new Cleanup();
  onTestFinished(() => cleanup.run());
  const host = cleanup.add(await NetworkHost.create());
  const address = await host.addVirtualAddress();
  const services = cleanup.add(new Services());
  const master = cleanup.add(await RedisServer.start('master', { ...host, port: 6381 }));
  const slave = cleanup.add(await RedisServer.start('slave', { ...host, port: 6382 }));
  const dataDir = services.newDataDir();
  const start = (engine: string): Promise<RunningService> =>
    services.start({
      dataDir,
      host: host.address,
      prefix: host.prefix,
      pool: `${address}/32`,
      flags: [`--engines-tcp=${engine}`, '--stop-drain-seconds=0'],
    });
  const rules = (): Promise<string> => runOn(host, 'nft', 'list', 'tables');

  const first = await start('embedded');
  const api = new Api(first);
  const pair = await api.newPair({
    port: 80,
    master,
    slave,
    listener: { HealthCheckInterval: '1', UnhealthyThreshold: '2' },
  });
  api.close();
  await untilServedBy('master', pair.target);
  expect(await rules()).toBe('');
  await first.stop();

  const second = await start('nftables');
  const again = cleanup.add(new Api(second));
  await untilServedBy('master', pair.target);
  expect(await rules()).toContain('hotspare');
  const { Engines } = await again.call('DescribeSettings');
  expect(Engines.find(({ EngineName }) => EngineName === 'nftables')).toMatchObject({
    EngineMode: 'kernel',
    InUse: true,
    Protocols: ['tcp'],
    Reason: expect.stringContaining('engines.tcp'),
  });
  const load = Load.start(pair.target);
  await load.untilAnsweredBy('master');
  const fault = await master.kill();
  await load.firstServedBy('slave', fault.beginMs);
  const report = await load.close();
  expect(report.failedBeyondInFlight(fault)).toEqual([]);
  expect(report.worstOf((record) => record.startedMs > fault.endMs)).toBeLessThan(SECOND_TRY_MS);
  await second.stop('SIGKILL');
  // The kernel needs nobody.
  await untilServedBy('slave', pair.target);

  const third = await start('embedded');
  await untilServedBy('slave', pair.target);
  await eventually(async () => expect(await rules()).toBe(''));
  await third.stop();
});

async function runOn({ prefix }: NetworkHost, ...command: readonly string[]): Promise<string> {
  const [file = '', ...args] = [...prefix, ...command];
  const { stdout } = await promisify(execFile)(file, args);
  return stdout;
}

async function untilServedBy(
  name: string,
  target: { readonly host: string; readonly port: number },
): Promise<void> {
  const load = Load.start(target);
  try {
    await load.untilAnsweredBy(name);
  } finally {
    await load.close();
  }
}
