/** Two vServer groups behind one listener: the second takes over when enough of the first is gone, and gives back. */
import { describe, it } from 'vitest';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { UdpBackend } from '../support/backends.ts';
import { eventually } from '../support/eventually.ts';
import { Load } from '../support/open-loop.ts';
import { namedProtocol, UdpLoad } from '../support/open-loop-udp.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { holdConnections } from '../support/scenario.ts';
import { newLoopbackAddress } from '../support/server-process.ts';
import { type Member, type Protocol } from '../support/service-api.ts';
import { ownService } from '../support/own-service.ts';

const PORT = 6400;
const own = ownService();
const { cleanup } = own;

interface Groups {
  readonly master: readonly Member[];
  readonly slave: readonly Member[];
}

async function newGroupPair(
  protocol: Protocol,
  groups: Groups,
  settings: Readonly<Record<string, string>> = {},
) {
  const { id, address } = await own.api.newLoadBalancer();
  const newGroup = async (members: readonly Member[]): Promise<string> => {
    const entries = members.map(({ name, address: ServerIp, port: Port }) => ({
      ServerId: name,
      ServerIp,
      Port,
    }));
    const made = await own.api.call('CreateVServerGroup', {
      LoadBalancerId: id,
      BackendServers: JSON.stringify(entries),
    });
    return made.VServerGroupId;
  };
  const [master, slave] = [await newGroup(groups.master), await newGroup(groups.slave)];
  await own.api.newListener(id, protocol, PORT, {
    MasterSlaveModeEnabled: 'true',
    MasterServerGroupId: master,
    SlaveServerGroupId: slave,
    healthCheckInterval: '1',
    HealthCheckConnectTimeout: '1',
    HealthyThreshold: '2',
    UnhealthyThreshold: '2',
    ...settings,
  });
  await eventually(async () => {
    const { BackendServers: servers } = await own.api.call('DescribeHealthStatus', { LoadBalancerId: id });
    const words = servers.map((server) => server.ServerHealthStatus);
    if (words.some((word) => word !== 'normal')) throw new Error(words.join(', '));
  }, 'process');
  const describe_ = () =>
    own.api.call(`DescribeLoadBalancer${protocol}ListenerAttribute`, {
      LoadBalancerId: id,
      ListenerPort: String(PORT),
    });
  const untilWorks = (groupId: string): Promise<void> =>
    eventually(async () => {
      const { WorkingServerGroupId: works } = await describe_();
      if (works !== groupId) throw new Error(`${works} works, not ${groupId}`);
    }, 'process');
  return { id, master, slave, target: { host: address, port: PORT }, untilWorks };
}

describe.skipIf(whyNoRedis !== undefined)('a pair of vServer groups', () => {
  it('switches when half of the master group is gone, returns, and no client fails', async ({ expect }) => {
    const [a, b, z] = [
      cleanup.add(await RedisServer.start('a')),
      cleanup.add(await RedisServer.start('b')),
      cleanup.add(await RedisServer.start('z')),
    ];
    const pair = await newGroupPair('TCP', { master: [a, b], slave: [z] }, { FailoverThreshold: '50' });
    const load = Load.start(pair.target);
    await load.untilAnsweredBy('a');
    await load.untilAnsweredBy('b');

    const fault = await b.kill();
    await pair.untilWorks(pair.slave);
    const first = await load.firstServedBy('z', fault.beginMs);
    // `a` is alive and in the group that lost: what is established on it goes on, new connections are the other group's.
    const settledMs = hostNowMs() + 200;
    await load.firstServedBy('z', settledMs + 300);
    const onZ = cleanup.add(await holdConnections(pair.target, 20, 'z'));

    const { Events: events } = await own.api.call('DescribeFailoverHistory', { LoadBalancerId: pair.id });
    const decision = events.find(({ Kind }) => Kind === 'decision');
    expect(decision).toMatchObject({ From: 'Master', To: 'Slave', Reason: 'master-failed' });
    expect(events.some(({ Kind, Epoch }) => Kind === 'applied' && Epoch === decision?.Epoch)).toBe(true);
    expect(events.some(({ Kind, Epoch }) => Kind === 'first-served' && Epoch === decision?.Epoch)).toBe(true);

    await b.restart();
    await pair.untilWorks(pair.master);
    const backMs = hostNowMs();
    await load.firstServedBy('b', backMs);
    await onZ.allAnswer('z');
    const report = await load.close();
    console.log(
      `half a group killed: ${report.records.length} connections, ${report.failed.length} failed, ` +
        `first of the other group after ${Math.round(first.endedMs - fault.beginMs)} ms`,
    );
    expect(report.failedBeyondInFlight(fault)).toEqual([]);
    const between = report.records.filter((r) => r.startedMs > settledMs && r.startedMs < settledMs + 300);
    expect(new Set(between.map(({ server }) => server))).toEqual(new Set(['z']));
  });

  it('serves clients from the other group before anything is decided, and with manual stays there', async ({
    expect,
  }) => {
    const [a, z] = [cleanup.add(await RedisServer.start('a')), cleanup.add(await RedisServer.start('z'))];
    const pair = await newGroupPair('TCP', { master: [a], slave: [z] }, { FailoverStrategy: 'manual' });
    const load = Load.start(pair.target);
    await load.untilAnsweredBy('a');
    const fault = await a.kill();
    // Two probes a second apart are needed to decide; the first clients do not wait for them.
    const first = await load.firstServedBy('z', fault.beginMs);
    expect(first.endedMs - fault.beginMs).toBeLessThan(900);
    await pair.untilWorks(pair.slave);
    await a.restart();
    await eventually(async () => {
      const { Events: events } = await own.api.call('DescribeFailoverHistory', { LoadBalancerId: pair.id });
      expect(events[0]).toMatchObject({ Kind: 'held', Reason: 'failback-manual' });
    }, 'process');
    await pair.untilWorks(pair.slave);
    // The way back is asked for.
    await own.api.call('SetLoadBalancerTCPListenerAttribute', {
      LoadBalancerId: pair.id,
      ListenerPort: String(PORT),
      FailoverStrategy: 'auto',
    });
    await pair.untilWorks(pair.master);
    const report = await load.close();
    expect(report.failedBeyondInFlight(fault)).toEqual([]);
  });
});

it('a pair of groups over UDP: flows move to the other group and come back', async ({ expect }) => {
  const [a, z] = [
    await UdpBackend.start('a', { address: newLoopbackAddress() }),
    await UdpBackend.start('z', { address: newLoopbackAddress() }),
  ];
  cleanup.add({ close: () => z.stop() });
  const pair = await newGroupPair('UDP', { master: [a], slave: [z] });
  const load = cleanup.add(await UdpLoad.start(pair.target, namedProtocol('a')));
  await load.untilAnsweredBy('a', 0);
  await a.stop();
  await pair.untilWorks(pair.slave);
  await load.untilAnsweredBy('z', hostNowMs());
  const again = await UdpBackend.start('a', { address: a.address, port: a.port });
  cleanup.add({ close: () => again.stop() });
  await pair.untilWorks(pair.master);
  await load.untilAnsweredBy('a', hostNowMs());
  expect(load.answered.length).toBeGreaterThan(200);
});
