/** A vServer group of real servers: weights, members and addresses change under load, and nobody notices. */
import { describe, it } from 'vitest';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { UdpBackend } from '../support/backends.ts';
import { eventually } from '../support/eventually.ts';
import { Load } from '../support/open-loop.ts';
import { namedProtocol, UdpLoad } from '../support/open-loop-udp.ts';
import { type Destination, RedisConnection, RedisServer, whyNoRedis } from '../support/redis.ts';
import { HeldConnections } from '../support/scenario.ts';
import { newLoopbackAddress } from '../support/server-process.ts';
import { type Protocol } from '../support/service-api.ts';
import { ownService } from '../support/own-service.ts';

const PORT = 80;
const SERVER_PORT = 6380;
const HELD = 40;
/** Connections in a row, each begun after the one before had been seen, that tell who serves now. */
const ENOUGH = 60;

/** A question and its answer are on their way for so long at most, on a busy machine. */
const ON_THE_WAY_MS = 100;

const own = ownService();
const { cleanup } = own;

type Change = Readonly<Record<string, string | number>>;

const member = ({ name, address, port }: RedisServer | UdpBackend, changes: Change = {}): Change => ({
  ServerId: name,
  Port: port,
  ServerIp: address,
  ...changes,
});
const entries = (...members: readonly Change[]) => JSON.stringify(members);
const newServer = async (name: string, port = SERVER_PORT, address = newLoopbackAddress()) =>
  cleanup.add(await RedisServer.start(name, { port, address }));

/** A group as Terraform and Kubernetes make it: empty, in use by a listener, then filled. */
async function newGroup(members: readonly Change[], protocol: Protocol = 'TCP') {
  const { id, address } = await own.api.newLoadBalancer();
  const { VServerGroupId } = await own.api.call('CreateVServerGroup', { LoadBalancerId: id });
  await own.api.newListener(id, protocol, PORT, {
    VServerGroupId,
    HealthCheckInterval: '1',
    HealthyThreshold: '2',
  });
  await own.api.call('AddVServerGroupBackendServers', {
    VServerGroupId,
    BackendServers: entries(...members),
  });
  await eventually(async () => {
    const { BackendServers } = await own.api.call('DescribeHealthStatus', { LoadBalancerId: id });
    const words = BackendServers.map((server) => server.ServerHealthStatus);
    if (words.length < members.length || words.some((word) => word !== 'normal')) {
      throw new Error(words.join(', '));
    }
  }, 'process');
  return { id, groupId: VServerGroupId, target: { host: address, port: PORT } };
}

/** Resolves with the names in `names`, each of which serves, when nobody else has served the last connections. */
function untilOnlyServe(load: Load, names: readonly string[], sinceMs: number): Promise<void> {
  const expected = [...names].sort().join(', ');
  return eventually(() => {
    const latest = load.records.filter(({ startedMs }) => startedMs >= sinceMs).slice(-ENOUGH);
    const served = [...new Set(latest.map(({ server, outcome }) => server ?? outcome))].sort().join(', ');
    if (latest.length < ENOUGH || served !== expected)
      throw new Error(`served by ${served}, not ${expected}`);
  }, 'process');
}

async function hold(to: Destination): Promise<ReadonlyMap<string, HeldConnections>> {
  const connections = await Promise.all(Array.from({ length: HELD }, () => RedisConnection.open(to)));
  const byName = new Map<string, RedisConnection[]>();
  for (const connection of connections) {
    const name = await connection.whoami();
    byName.set(name, [...(byName.get(name) ?? []), connection]);
  }
  return new Map([...byName].map(([name, each]) => [name, cleanup.add(new HeldConnections(each))]));
}

describe.skipIf(whyNoRedis !== undefined)('a vServer group', () => {
  it('changes weights and members under load without a failed connection', async ({ expect }) => {
    const [a, b, c, d] = [
      await newServer('a'),
      await newServer('b'),
      await newServer('c'),
      await newServer('d'),
    ];
    const { groupId, target } = await newGroup([member(a), member(b)]);
    const load = Load.start(target);
    await untilOnlyServe(load, ['a', 'b'], hostNowMs());
    const held = await hold(target);
    expect([...held.keys()].sort()).toEqual(['a', 'b']);

    const times: string[] = [];
    const step = async (what: string, change: Promise<unknown>, serving: readonly string[]) => {
      const beganMs = hostNowMs();
      await change;
      await untilOnlyServe(load, serving, beganMs);
      const last = load.records.findLast(
        ({ server, startedMs }) => startedMs >= beganMs && !serving.includes(server ?? ''),
      );
      times.push(`${what} ${Math.round((last?.startedMs ?? beganMs) - beganMs)} ms`);
      // Whoever has left the group keeps the connections that it has, as long as nobody drains it.
      for (const [name, connections] of held) await connections.allAnswer(name);
    };
    const group = { VServerGroupId: groupId };
    const weighed = (weight: number) =>
      own.api.call('SetVServerGroupAttribute', {
        ...group,
        BackendServers: entries(member(a, { Weight: weight })),
      });

    await step('weight 0', weighed(0), ['b']);
    await step('weight 100', weighed(100), ['a', 'b']);
    await step(
      'added',
      own.api.call('AddVServerGroupBackendServers', { ...group, BackendServers: entries(member(c)) }),
      ['a', 'b', 'c'],
    );
    await step(
      'exchanged',
      own.api.call('ModifyVServerGroupBackendServers', {
        ...group,
        OldBackendServers: entries(member(b)),
        NewBackendServers: entries(member(d)),
      }),
      ['a', 'c', 'd'],
    );
    await step(
      'removed',
      own.api.call('RemoveVServerGroupBackendServers', { ...group, BackendServers: entries(member(a)) }),
      ['c', 'd'],
    );

    const report = await load.close();
    expect(report.failed).toEqual([]);
    expect([...held.values()].flatMap((connections) => connections.states())).toEqual(
      Array.from({ length: HELD }, () => 'open'),
    );
    console.log(
      `${report.records.length} connections, 0 failed, worst ${Math.round(report.worstMs)} ms; last one by the old rule: ${times.join(', ')}`,
    );
  });

  it('with no server left refuses, and serves again when one comes', async ({ expect }) => {
    const a = await newServer('a');
    const { groupId, target } = await newGroup([member(a)]);
    const met = () =>
      RedisConnection.open(target).then(
        async (connection) => {
          const name = await connection.whoami().catch(() => 'nobody');
          connection.close();
          return name;
        },
        () => 'nobody',
      );
    await eventually(async () => expect(await met()).toBe('a'));
    const group = { VServerGroupId: groupId, BackendServers: entries(member(a)) };
    await own.api.call('RemoveVServerGroupBackendServers', group);
    await eventually(async () => expect(await met()).toBe('nobody'));
    await own.api.call('AddVServerGroupBackendServers', group);
    await eventually(async () => expect(await met()).toBe('a'), 'process');
  });

  it('tells ports of one server and addresses of one interface apart', async ({ expect }) => {
    const address = newLoopbackAddress();
    const [first, second, other] = [
      await newServer('first', SERVER_PORT, address),
      await newServer('second', SERVER_PORT + 1, address),
      await newServer('other'),
    ];
    const eni = { ServerId: 'eni-1', Type: 'eni' };
    const { id, groupId, target } = await newGroup(
      [first, second, other].map((server) => member(server, eni)),
    );
    const load = Load.start(target);
    await untilOnlyServe(load, ['first', 'second', 'other'], hostNowMs());
    const { BackendServers } = await own.api.call('DescribeHealthStatus', { LoadBalancerId: id });
    expect(BackendServers.map(({ Port, ServerIp }) => [Port, ServerIp])).toEqual([
      [SERVER_PORT, address],
      [SERVER_PORT + 1, address],
      [SERVER_PORT, other.address],
    ]);
    const changedMs = hostNowMs();
    await own.api.call('SetVServerGroupAttribute', {
      VServerGroupId: groupId,
      BackendServers: entries(member(first, { ...eni, Weight: 0 })),
    });
    await untilOnlyServe(load, ['second', 'other'], changedMs);
    await own.api.call('RemoveVServerGroupBackendServers', {
      VServerGroupId: groupId,
      BackendServers: entries(member(second, eni)),
    });
    await untilOnlyServe(load, ['other'], hostNowMs());
    expect((await load.close()).failed).toEqual([]);
  });
});

it('over UDP takes members in and out without losing what goes to the others', async ({ expect }) => {
  const address = newLoopbackAddress();
  const [a, b] = [await UdpBackend.start('a', { address }), await UdpBackend.start('b', { address })];
  for (const server of [a, b]) cleanup.add({ close: () => server.stop() });
  const { groupId, target } = await newGroup([member(a)], 'UDP');
  const load = cleanup.add(await UdpLoad.start(target, namedProtocol('q'), { sockets: 'new' }));
  await load.untilAnsweredBy('a', hostNowMs());
  const beganMs = hostNowMs();
  const group = { VServerGroupId: groupId };
  await own.api.call('AddVServerGroupBackendServers', { ...group, BackendServers: entries(member(b)) });
  await load.untilAnsweredBy('b', beganMs);
  await load.untilAnsweredBy('a', hostNowMs());
  const removingMs = hostNowMs();
  await own.api.call('RemoveVServerGroupBackendServers', { ...group, BackendServers: entries(member(a)) });
  await eventually(() => {
    const names = load.answered.slice(-ENOUGH).map(({ server }) => server);
    if (names.includes('a')) throw new Error('a still answers');
  });
  const removedMs = hostNowMs();
  await load.untilAnsweredBy('b', hostNowMs());
  const untilMs = hostNowMs();
  // What was on its way to the server that left may be lost with its flow; nothing else may.
  const beside = ({ sentMs }: { readonly sentMs: number }) =>
    sentMs < removingMs - ON_THE_WAY_MS || sentMs > removedMs;
  await eventually(() => expect(load.lost(untilMs).filter(beside)).toEqual([]));
  expect(load.lost(untilMs).length).toBeLessThan(3);
  expect(load.answered.filter(({ sentMs }) => sentMs >= beganMs).length).toBeGreaterThan(200);
});
