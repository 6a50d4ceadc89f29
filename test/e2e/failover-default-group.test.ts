/** The default group, where every server serves: shares, a home for each client address, and removal with a drain. */
import { describe, it } from 'vitest';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { eventually, patience } from '../support/eventually.ts';
import { type Destination, RedisConnection, RedisServer, whyNoRedis } from '../support/redis.ts';
import { HeldConnections } from '../support/scenario.ts';
import { ownService } from '../support/own-service.ts';

const PORT = 6379;
const SOURCES = Array.from({ length: 40 }, (_, n) => `127.0.7.${n + 1}`);
const own = ownService();
const { cleanup } = own;

/** Two servers of weights 75 and 25 behind one listener, both healthy. */
async function newGroup(listener: Readonly<Record<string, string>>) {
  const heavy = cleanup.add(await RedisServer.start('heavy'));
  const light = cleanup.add(await RedisServer.start('light'));
  const { id, address } = await own.api.newLoadBalancer();
  const member = (server: RedisServer, weight: number) => ({
    ServerId: server.name,
    ServerIp: server.address,
    Weight: String(weight),
  });
  await own.api.call('AddBackendServers', {
    LoadBalancerId: id,
    BackendServers: JSON.stringify([member(heavy, 75), member(light, 25)]),
  });
  await own.api.newListener(id, 'TCP', PORT, { BackendServerPort: String(PORT), ...listener });
  await eventually(async () => {
    const { BackendServers } = await own.api.call('DescribeHealthStatus', { LoadBalancerId: id });
    const words = BackendServers.map((server) => server.ServerHealthStatus).join(', ');
    if (words !== 'normal, normal') throw new Error(words);
  }, 'process');
  const target = { host: address, port: PORT };
  // What the API knows the engine knows a moment later.
  await eventually(async () => {
    const names = await Promise.all(SOURCES.map((localAddress) => whoServes({ ...target, localAddress })));
    if (new Set(names).size < 2) throw new Error(`only ${names[0] ?? 'nobody'} serves`);
  });
  return { id, target };
}

async function openTo(to: Destination): Promise<{ connection: RedisConnection; server: string }> {
  const connection = await RedisConnection.open(to);
  return { connection, server: await connection.whoami() };
}

/** Who serves a connection that is closed at once. */
async function whoServes(to: Destination): Promise<string> {
  const { connection, server } = await openTo(to);
  connection.close();
  return server;
}

// Together, since the drain takes its ten seconds.
describe.concurrent('a default group', () => {
  it('wrr shares new connections by weight', async ({ skip, expect }) => {
    if (whyNoRedis !== undefined) skip(whyNoRedis);
    const { target } = await newGroup({ Scheduler: 'wrr' });
    const served: string[] = [];
    for (let n = 0; n < 100; n += 1) served.push(await whoServes(target));
    expect(served.filter((name) => name === 'heavy')).toHaveLength(75);
    expect(served.filter((name) => name === 'light')).toHaveLength(25);
  });

  it('sch gives each client address one server', async ({ skip, expect }) => {
    if (whyNoRedis !== undefined) skip(whyNoRedis);
    const { target } = await newGroup({ Scheduler: 'sch' });
    const rounds: string[][] = [];
    for (let round = 0; round < 3; round += 1) {
      rounds.push(await Promise.all(SOURCES.map((localAddress) => whoServes({ ...target, localAddress }))));
    }
    expect(rounds[1]).toEqual(rounds[0]);
    expect(rounds[2]).toEqual(rounds[0]);
    expect(new Set(rounds[0])).toEqual(new Set(['heavy', 'light']));
  });

  it('a removed server keeps its connections for the drain time and gets no new ones', async ({
    skip,
    expect,
  }) => {
    if (whyNoRedis !== undefined) skip(whyNoRedis);
    const { id, target } = await newGroup({ ConnectionDrain: 'on', ConnectionDrainTimeout: '10' });
    const opened = await Promise.all(Array.from({ length: 40 }, () => openTo(target)));
    const of = (name: string): HeldConnections =>
      cleanup.add(
        new HeldConnections(opened.filter((o) => o.server === name).map(({ connection }) => connection)),
      );
    const [onHeavy, onLight] = [of('heavy'), of('light')];
    expect([onHeavy.each.length, onLight.each.length]).toEqual([30, 10]);

    await own.api.call('RemoveBackendServers', { LoadBalancerId: id, BackendServers: '["heavy"]' });
    const removedAtMs = hostNowMs();
    await eventually(async () => {
      for (let n = 0; n < 8; n += 1) expect(await whoServes(target)).toBe('light');
    });
    await onHeavy.allAnswer('heavy');
    await onHeavy.untilAllOver('process');
    const over = onHeavy.each.map(({ overAtMs }) => (overAtMs ?? Number.POSITIVE_INFINITY) - removedAtMs);
    expect(Math.min(...over)).toBeGreaterThanOrEqual(10_000 - patience('drainError'));
    expect(Math.max(...over)).toBeLessThanOrEqual(10_000 + patience('drainError'));
    await onLight.allAnswer('light');
  });
});
