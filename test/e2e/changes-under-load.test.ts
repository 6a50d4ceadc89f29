/**
 * Changes under 2,000 open connections and 500 new ones a second: nobody notices who is not meant, neither on the
 * listener that is changed nor on those beside it. Each kind of change goes on for a while and is seen to take effect.
 */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { Cleanup } from '../support/cleanup.ts';
import { eventually, patience } from '../support/eventually.ts';
import { RedisConnection, RedisServer, whyNoRedis } from '../support/redis.ts';
import { newLoopbackAddress } from '../support/server-process.ts';
import { Api } from '../support/service-api.ts';
import { Services } from '../support/service.ts';
import { SteadyTraffic } from '../support/steady-traffic.ts';

const PORT = 80;
const SERVER_PORT = 6380;
const ROUNDS_AT_LEAST = 3;
/** Shares of the traffic: the vServer group, the pair, the default group. */
const POOL = 0;
const PAIR = 1;
const DEFAULT = 2;
const OUTSIDE = '127.89.1.1';
const CHECK = { HealthCheckInterval: '1', HealthyThreshold: '2' };

type Settings = Readonly<Record<string, string>>;
type Member = Readonly<Record<string, string | number>>;
const list = (...members: readonly Member[]) => ({ BackendServers: JSON.stringify(members) });
const member = ({ name, address, port }: RedisServer, changes: Member = {}): Member => ({
  ServerId: name,
  Port: port,
  ServerIp: address,
  ...changes,
});

const services = new Services();
const cleanup = new Cleanup();

async function setUp() {
  cleanup.add(services);
  const api = cleanup.add(new Api(await services.start()));
  const newServer = async (name: string) =>
    cleanup.add(await RedisServer.start(name, { address: newLoopbackAddress(), port: SERVER_PORT }));
  const [a, b, c, d] = [
    await newServer('a'),
    await newServer('b'),
    await newServer('c'),
    await newServer('d'),
  ];

  const pool = await api.newLoadBalancer();
  const group = await api.call('CreateVServerGroup', {
    LoadBalancerId: pool.id,
    ...list(member(a), member(b)),
  });
  const inGroup = { VServerGroupId: group.VServerGroupId };
  await api.newListener(pool.id, 'TCP', PORT, { ...inGroup, ...CHECK });
  const pair = await api.newPair({ port: PORT, master: a, slave: b, listener: CHECK });
  const plain = await api.newLoadBalancer();
  const onPlain = { LoadBalancerId: plain.id };
  await api.call('AddBackendServers', { ...onPlain, ...list(member(c), member(d)) });
  await api.newListener(plain.id, 'TCP', PORT, { BackendServerPort: String(SERVER_PORT), ...CHECK });

  const to = { host: pool.address, port: PORT };
  for (const host of [pool.address, plain.address])
    await eventually(() => requireLetIn(host, true), 'process');
  const traffic = cleanup.add(
    await SteadyTraffic.start([
      { target: to, held: 1_200, newPerSecond: 300 },
      { target: pair.target, held: 400, newPerSecond: 100 },
      { target: { host: plain.address, port: PORT }, held: 400, newPerSecond: 100 },
    ]),
  );
  await traffic.untilServedBy(POOL, ['a', 'b']);
  await traffic.untilServedBy(DEFAULT, ['c', 'd']);
  const onListener = { LoadBalancerId: pool.id, ListenerPort: String(PORT) };
  return { api, traffic, to, servers: { a, b, c, d }, inGroup, onListener, onPlain, pair };
}
type Scene = Awaited<ReturnType<typeof setUp>>;

/** A client that is let in is answered; one that is turned away is reset. */
async function isLetIn(host: string, localAddress = '127.0.0.1'): Promise<boolean> {
  const connection = await RedisConnection.open({ host, port: PORT, localAddress });
  const name = await connection.whoami().catch(() => undefined);
  connection.close();
  return name !== undefined;
}

async function requireLetIn(host: string, expected: boolean, from?: string): Promise<void> {
  if ((await isLetIn(host, from)) !== expected) throw new Error(`let in is not ${expected}`);
}

/** Ends as it began. Resolves when what it did has been seen. */
type Round = (scene: Scene, round: number) => Promise<void>;

const set = ({ api, onListener }: Scene, settings: Settings) =>
  api.call('SetLoadBalancerTCPListenerAttribute', { ...onListener, ...settings });
const untilOutside = ({ to }: Scene, isIn: boolean) => eventually(() => requireLetIn(to.host, isIn, OUTSIDE));

const kinds: readonly (readonly [string, Round])[] = [
  [
    'members of a vServer group are added and removed',
    async ({ api, traffic, inGroup, servers: { c } }) => {
      await api.call('AddVServerGroupBackendServers', { ...inGroup, ...list(member(c)) });
      await traffic.untilServedBy(POOL, ['a', 'b', 'c']);
      await api.call('RemoveVServerGroupBackendServers', { ...inGroup, ...list(member(c)) });
      await traffic.untilServedBy(POOL, ['a', 'b']);
    },
  ],
  [
    'members of a vServer group are exchanged',
    async ({ api, traffic, inGroup, servers: { b, d } }) => {
      const exchange = (from: RedisServer, to: RedisServer) =>
        api.call('ModifyVServerGroupBackendServers', {
          ...inGroup,
          OldBackendServers: JSON.stringify([member(from)]),
          NewBackendServers: JSON.stringify([member(to)]),
        });
      await exchange(b, d);
      await traffic.untilServedBy(POOL, ['a', 'd']);
      await exchange(d, b);
      await traffic.untilServedBy(POOL, ['a', 'b']);
    },
  ],
  [
    'weights of a vServer group go to zero and back',
    async ({ api, traffic, inGroup, servers: { a } }, round) => {
      const weigh = (Weight: number) =>
        api.call('SetVServerGroupAttribute', { ...inGroup, ...list(member(a, { Weight })) });
      await weigh(0);
      await traffic.untilServedBy(POOL, ['b']);
      await weigh(50 + (round % 50));
      await traffic.untilServedBy(POOL, ['a', 'b']);
    },
  ],
  [
    'servers of a default group are added, weighed and removed',
    async ({ api, traffic, onPlain, servers: { a } }) => {
      await api.call('AddBackendServers', { ...onPlain, ...list(member(a)) });
      await traffic.untilServedBy(DEFAULT, ['a', 'c', 'd']);
      await api.call('SetBackendServers', { ...onPlain, ...list(member(a, { Weight: 0 })) });
      await traffic.untilServedBy(DEFAULT, ['c', 'd']);
      await api.call('RemoveBackendServers', { ...onPlain, ...list(member(a)) });
    },
  ],
  [
    'a master-slave group hands over by order and takes back',
    async ({ api, traffic, pair }) => {
      const order = (Order: string) =>
        api.call('SwitchMasterSlaveServerGroup', { MasterSlaveServerGroupId: pair.groupId, Order });
      await order('switch');
      await traffic.untilServedBy(PAIR, ['b']);
      await order('return');
      await traffic.untilServedBy(PAIR, ['a']);
    },
  ],
  [
    'entries of an access control list in use come and go',
    async (scene) => {
      const { api } = scene;
      const { AclId } = await api.call('CreateAccessControlList', { AclName: 'entries' });
      const entries = (...cidrs: readonly string[]) => ({
        AclId,
        AclEntrys: JSON.stringify(cidrs.map((entry) => ({ entry }))),
      });
      await api.call('AddAccessControlListEntry', entries('127.200.0.0/16'));
      await set(scene, { AclStatus: 'on', AclType: 'black', AclId });
      await untilOutside(scene, true);
      await api.call('AddAccessControlListEntry', entries('127.89.0.0/16', '192.0.2.0/24'));
      await untilOutside(scene, false);
      await api.call('RemoveAccessControlListEntry', entries('127.89.0.0/16'));
      await untilOutside(scene, true);
      await set(scene, { AclStatus: 'off' });
      await api.call('DeleteAccessControlList', { AclId });
    },
  ],
  [
    'access control goes on and off, from one list to another',
    async (scene) => {
      const { api } = scene;
      const newList = async (name: string, entry: string) => {
        const { AclId } = await api.call('CreateAccessControlList', { AclName: name });
        await api.call('AddAccessControlListEntry', { AclId, AclEntrys: JSON.stringify([{ entry }]) });
        return AclId;
      };
      const [white, black] = [await newList('insiders', '127.0.0.0/16'), await newList('outsiders', OUTSIDE)];
      await set(scene, { AclStatus: 'on', AclType: 'white', AclId: white });
      await untilOutside(scene, false);
      await set(scene, { AclStatus: 'off' });
      await untilOutside(scene, true);
      await set(scene, { AclStatus: 'on', AclType: 'black', AclId: black });
      await untilOutside(scene, false);
      await set(scene, { AclStatus: 'off' });
      await untilOutside(scene, true);
      for (const AclId of [white, black]) await api.call('DeleteAccessControlList', { AclId });
    },
  ],
  [
    'bandwidth is limited, changed and set free',
    async (scene) => {
      for (const Bandwidth of ['20', '5', '1000', '-1']) {
        await set(scene, { Bandwidth });
        await scene.traffic.untilServedBy(POOL, ['a', 'b']);
      }
    },
  ],
  [
    'scheduler, persistence and time-outs of a listener change',
    async (scene) => {
      await set(scene, { Scheduler: 'wlc', EstablishedTimeout: '600', HealthyThreshold: '3' });
      await set(scene, { Scheduler: 'rr', PersistenceTimeout: '60' });
      await set(scene, {
        Scheduler: 'wrr',
        PersistenceTimeout: '0',
        EstablishedTimeout: '900',
        HealthyThreshold: '2',
      });
      await scene.traffic.untilServedBy(POOL, ['a', 'b']);
    },
  ],
  [
    'listeners and groups beside them come and go',
    async ({ api, onListener, servers: { c } }) => {
      const { LoadBalancerId } = onListener;
      const { VServerGroupId } = await api.call('CreateVServerGroup', { LoadBalancerId, ...list(member(c)) });
      const beside = { LoadBalancerId, ListenerPort: '81', ListenerProtocol: 'tcp' };
      await api.newListener(LoadBalancerId, 'TCP', 81, { VServerGroupId });
      await api.call('StopLoadBalancerListener', beside);
      await api.call('DeleteLoadBalancerListener', beside);
      await api.call('DeleteVServerGroup', { VServerGroupId });
    },
  ],
];

describe.skipIf(whyNoRedis !== undefined)('nobody is disturbed while', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setUp();
  });
  afterAll(() => cleanup.run());

  it.each(kinds)('%s', async (what, change) => {
    const beganMs = hostNowMs();
    let rounds = 0;
    while (rounds < ROUNDS_AT_LEAST || hostNowMs() - beganMs < patience('load')) {
      await change(scene, rounds);
      rounds += 1;
    }
    const { arrivals, broken } = await scene.traffic.report(beganMs);
    const { records, failed, worstMs, clientLagMs } = arrivals;
    const figures = `${rounds} rounds, ${records.length} new connections, ${failed.length} failed, worst ${Math.round(worstMs)} ms, client lag ${Math.round(clientLagMs)} ms`;
    console.log(`${what}: ${figures}`);
    if (failed.length + broken.length > 0)
      throw new Error(JSON.stringify({ failed: failed.slice(0, 5), broken: broken.slice(0, 5) }));
  });
});
