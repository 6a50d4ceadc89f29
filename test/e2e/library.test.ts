/** The built library: a whole service inside somebody else's program, and nothing left of it after `close`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type * as Library from '../../src/index.ts';
import { isTurnedAway, TcpClient } from '../conformance/engine/clients.ts';
import { Cleanup } from '../support/cleanup.ts';
import { runCommand } from '../support/command.ts';
import { patience } from '../support/eventually.ts';
import { FoundingPair } from '../support/founding-pair.ts';
import { clientOf, type RunningPair, runPair } from '../support/running-pair.ts';
import { Services } from '../support/service.ts';

const entry = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
const folders = new Services();
let library: typeof Library;
let pair: FoundingPair;
let cleanup: Cleanup;

beforeAll(async () => {
  library = await import(pathToFileURL(entry).href);
  pair = await FoundingPair.start();
});

beforeEach(() => {
  cleanup = new Cleanup();
});

afterEach(() => cleanup.run());

afterAll(async () => {
  await pair.close();
  await folders.close();
});

async function nameMet(running: RunningPair): Promise<string> {
  const met = await TcpClient.open(running);
  return met.greeting().finally(() => met.socket.destroy());
}

function whereIs({ endpoint, accessKeyId, accessKeySecret }: Library.Hotspare) {
  const { hostname: host, port } = new URL(endpoint);
  return { host, port: Number(port), accessKeyId, accessKeySecret };
}

it('two side by side do not meet, and the end of one is not the end of the other', async () => {
  const [one, other] = await Promise.all([library.startHotspare(), library.startHotspare()]);
  cleanup.add(one);
  cleanup.add(other);
  expect(one.endpoint).not.toBe(other.endpoint);
  expect(one.accessKeyId).not.toBe(other.accessKeyId);
  const client = clientOf(whereIs(one));
  const [running, otherRunning] = await Promise.all([
    runPair(client, pair),
    runPair(clientOf(whereIs(other)), pair),
  ]);
  expect(running.address).not.toBe(otherRunning.address);
  expect(await nameMet(running)).toBe('vm-233');
  const answer = await client.call('DescribeLoadBalancers', { RegionId: 'cn-hangzhou' });
  expect(answer).toMatchObject({ TotalCount: 1 });
  const stranger = clientOf({ ...whereIs(one), accessKeySecret: other.accessKeySecret });
  expect((await stranger.failure('DescribeRegions')).code).toBe('SignatureDoesNotMatch');

  await one.close();
  await expect(fetch(one.endpoint)).rejects.toThrow('fetch failed');
  expect(await isTurnedAway(running)).toBe(true);
  expect(await nameMet(otherRunning)).toBe('vm-233');
  // A second close, as in the `finally` of a program that closed already, does no harm.
  await one.close();
});

it('servers and other settings of the configuration file can be given', async () => {
  const hotspare = cleanup.add(
    await library.startHotspare({ servers: { 'i-1': '127.0.0.9' }, region: 'cn-beijing', strict: true }),
  );
  const client = clientOf(whereIs(hotspare));
  const { code } = await client.failure('DescribeServers');
  expect(code).toBe('InvalidAction.NotFound');
  const balancer = await client.call('CreateLoadBalancer', { RegionId: 'cn-beijing' });
  const group = await client.call('CreateMasterSlaveServerGroup', {
    RegionId: 'cn-beijing',
    LoadBalancerId: String(balancer['LoadBalancerId']),
    MasterSlaveBackendServers:
      '[{"ServerId":"i-1","Port":"1"},{"ServerId":"i-1","Port":"2","ServerType":"Slave"}]',
  });
  expect(group).toHaveProperty('MasterSlaveServerGroupId');
});

it('makes calls itself, with answers as plain values and errors with their remedy', async () => {
  const slb = cleanup.add(await library.startHotspare());
  const { LoadBalancerId } = await slb.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
  const { LoadBalancers, TotalCount } = await slb.call('DescribeLoadBalancers');
  expect(TotalCount).toBe(1);
  expect(LoadBalancers.map((balancer) => balancer.LoadBalancerId)).toEqual([LoadBalancerId]);
  await slb.call('DeleteLoadBalancer', { LoadBalancerId });
  const failure = await slb.call('DeleteLoadBalancer', { LoadBalancerId }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(library.ApiFailure);
  expect(failure).toMatchObject({
    code: 'InvalidLoadBalancerId.NotFound',
    httpStatus: 404,
    remedy: expect.stringMatching(/./),
  });
});

it('a setting that cannot be used is refused by name', async () => {
  const refused = library.startHotspare({ listen: 'nowhere' });
  await expect(refused).rejects.toThrow('startHotspare: listen: must be HOST:PORT');
  await expect(refused).rejects.toBeInstanceOf(library.ConfigError);
});

it('a program that closes it ends by itself: nothing is left open', async () => {
  const script = join(folders.newDataDir(), 'program.mjs');
  writeFileSync(script, program);
  const { code, stdout, stderr } = await runCommand([process.execPath, script, entry]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const { readyMs, name, closedAtMs, endedAtMs } = figuresOf(stdout);
  expect(name).toBe('vm-1');
  console.log(`the library is ready after ${Math.round(readyMs)} ms, its import included`);
  expect(endedAtMs - closedAtMs).toBeLessThan(patience('endsByItself'));
});

/** A user's program: starts it, sends traffic through it, closes it, and has nothing more to do. */
const program = `
import { connect, createServer } from 'node:net';
import { once } from 'node:events';

const startedMs = performance.now();
const { startHotspare } = await import(process.argv[2]);
const slb = await startHotspare();
const readyMs = performance.now() - startedMs;

const call = (action, parameters) => slb.call(action, { RegionId: 'cn-hangzhou', ...parameters });

const servers = [];
for (const name of ['vm-1', 'vm-2']) {
  const server = createServer((socket) => socket.on('error', () => undefined).end(name)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  await call('RegisterServer', { ServerId: name, Address: '127.0.0.1' });
}
const members = servers.map((server, n) => ({
  ServerId: 'vm-' + (n + 1), Port: String(server.address().port), ServerType: n === 0 ? 'Master' : 'Slave',
}));
const { LoadBalancerId, Address } = await call('CreateLoadBalancer');
const { MasterSlaveServerGroupId } = await call('CreateMasterSlaveServerGroup', {
  LoadBalancerId, MasterSlaveBackendServers: JSON.stringify(members),
});
const listener = { LoadBalancerId, ListenerPort: '17083' };
await call('CreateLoadBalancerTCPListener', { ...listener, MasterSlaveServerGroupId });
await call('StartLoadBalancerListener', listener);

let name = '';
while (name === '') {
  const socket = connect(listener.ListenerPort, Address);
  socket.on('data', (chunk) => (name += chunk));
  socket.on('error', () => undefined);
  await once(socket, 'close');
}
await slb.close();
for (const server of servers) server.close();
const closedAtMs = Date.now();
process.once('exit', () => console.log(JSON.stringify({ readyMs, name, closedAtMs, endedAtMs: Date.now() })));
`;

function figuresOf(text: string) {
  const figures: Record<string, unknown> = JSON.parse(text);
  const number = (key: string): number => Number(figures[key] ?? Number.NaN);
  return {
    name: figures['name'],
    readyMs: number('readyMs'),
    closedAtMs: number('closedAtMs'),
    endedAtMs: number('endedAtMs'),
  };
}
