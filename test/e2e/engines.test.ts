/**
 * The same service on one engine after the other, on a host of its own: listeners stay, traffic goes on, a dead master
 * is left, and nothing of the kernel's rules remains when the kernel is no longer asked for.
 */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { Cleanup } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { NetworkHost, whyNoNetworkHosts } from '../support/network-host.ts';
import { Load } from '../support/open-loop.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { programPath } from '../support/server-process.ts';
import { type RunningService, Services } from '../support/service.ts';
import { Api } from '../support/service-api.ts';

/** A refused client of the kernel comes again by its own retransmissions: after one second, then after two more. */
const SECOND_TRY_MS = 3_200;

const whyNoNftables =
  programPath('nft') === undefined ? 'nft is not installed (Debian: nftables)' : undefined;

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
  const rules = (): string => {
    const [command = '', ...before] = host.prefix;
    return execFileSync(command, [...before, 'nft', 'list', 'tables']).toString();
  };

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
  expect(rules()).toBe('');
  await first.stop();

  const second = await start('nftables');
  const again = cleanup.add(new Api(second));
  await untilServedBy('master', pair.target);
  expect(rules()).toContain('hotspare');
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
  await eventually(() => expect(rules()).toBe(''));
  await third.stop();
});

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
