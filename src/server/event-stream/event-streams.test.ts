/** The event stream with time and resources in hand: how long it goes on, and what slow readers and users are told. */
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../test/support/eventually.ts';
import { EventStreamClient, type StreamKey } from '../../../test/support/event-stream.ts';
import { handlers } from '../../actions/index.ts';
import type { BalancersEvent } from '../../contract/events.ts';
import { allOperations } from '../operation.ts';
import { PipelineBench, testKey } from '../test-support.ts';
import { EventStreams } from './event-streams.ts';
import { HEARTBEAT_MS } from './sse.ts';
import { TestLive } from './test-support.ts';

let bench: PipelineBench;
let live: TestLive;
let streams: EventStreams;
let server: http.Server;
const clients: EventStreamClient[] = [];

beforeEach(async () => {
  // Signatures are made at the time of this machine.
  bench = new PipelineBench([...allOperations(handlers).values()]);
  bench.clock.advance(Date.now() - bench.clock.now());
  live = new TestLive();
  streams = new EventStreams(bench.pipeline, live, bench.clock);
  server = http.createServer((request, response) => void streams.serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  server.closeAllConnections();
  server.close();
});

async function open(
  key: Omit<StreamKey, 'endpoint'> = testKey,
  parameters: Readonly<Record<string, string>> = {},
): Promise<EventStreamClient> {
  const { port } = Object(server.address()) as AddressInfo;
  const client = await EventStreamClient.open({ ...key, endpoint: `http://127.0.0.1:${port}` }, parameters);
  clients.push(client);
  return client;
}

const told = (client: EventStreamClient): readonly BalancersEvent[] =>
  client.events.filter(({ event }) => event === 'balancers').map(({ data }) => data as BalancersEvent);

async function keyBy(action: string, parameters: Readonly<Record<string, string>>) {
  const made: Record<string, string> = Object(await bench.document(action, parameters));
  const { AccessKeyId: accessKeyId = '', AccessKeySecret: accessKeySecret = '' } = made;
  return { accessKeyId, accessKeySecret };
}

async function newLoadBalancer(): Promise<string> {
  const made: Record<string, string> = Object(
    await bench.document('CreateLoadBalancer', { RegionId: 'cn-hangzhou' }),
  );
  return made['LoadBalancerId'] ?? '';
}

const policyFor = (id: string): string =>
  JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'slb:Describe*', Resource: `acs:slb:*:*:loadbalancer/${id}` }],
  });

const newUser = (sees: string) =>
  keyBy('CreateUser', { UserName: 'watcher', PolicyDocument: policyFor(sees) });

test('a stream ends soon after the session that opened it', async () => {
  const stream = await open(await keyBy('CreateSession', { DurationSeconds: '900' }));
  bench.clock.advance(HEARTBEAT_MS);
  await eventually(() => expect(stream.body).toContain(': \n\n'));
  expect(stream.ended).toBe(false);
  bench.clock.advance(900_000);
  await eventually(() => expect(stream.ended).toBe(true));
});

test('a stream ends soon after its user may do something else', async () => {
  const stream = await open(await newUser('lb-mine'));
  bench.clock.advance(HEARTBEAT_MS);
  await eventually(() => expect(stream.body).toContain(': \n\n'));
  await bench.document('SetUserPolicy', { UserName: 'watcher', PolicyDocument: policyFor('lb-other') });
  expect(stream.ended).toBe(false);
  bench.clock.advance(HEARTBEAT_MS);
  await eventually(() => expect(stream.ended).toBe(true));
});

test('a user hears nothing of the end of a load balancer that it could not see', async () => {
  const mine = await newLoadBalancer();
  const foreign = await newLoadBalancer();
  live.put(mine);
  live.put(foreign);
  const stream = await open(await newUser(mine));
  await eventually(() => expect(Object.keys(told(stream)[0] ?? {})).toEqual([mine]));
  live.remove(foreign);
  live.remove(mine);
  bench.clock.advance(1_000);
  await eventually(() => expect(told(stream)[1]).toEqual({ [mine]: null }));
  expect(stream.body).not.toContain(foreign);
});

test('the stream of a load balancer ends soon after the load balancer', async () => {
  const id = await newLoadBalancer();
  const stream = await open(testKey, { LoadBalancerId: id });
  bench.clock.advance(HEARTBEAT_MS);
  await eventually(() => expect(stream.body).toContain(': \n\n'));
  await bench.document('DeleteLoadBalancer', { LoadBalancerId: id });
  expect(stream.ended).toBe(false);
  bench.clock.advance(HEARTBEAT_MS);
  await eventually(() => expect(stream.ended).toBe(true));
});

test('a reader that does not read costs a bounded amount of memory, and then is told all that is true', async () => {
  for (let n = 0; n < 200; n++) live.put(`lb-${n}`);
  const stream = await open();
  await eventually(() => expect(told(stream)).toHaveLength(1));
  stream.pause();
  const name = 'x'.repeat(1_000);
  // Far more than sockets hold.
  for (let round = 0; round < 200; round++) {
    for (let n = 0; n < 200; n++) live.put(`lb-${n}`, `${round} ${name}`);
    bench.clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  live.remove('lb-0');
  live.put('lb-1', 'the last');
  bench.clock.advance(1_000);
  stream.resume();
  const last = (): BalancersEvent => Object.assign({}, ...told(stream));
  await eventually(() => expect(last()['lb-1']?.name).toBe('the last'), 'transfer');
  expect(last()['lb-0']).toBeNull();
  expect(told(stream).length).toBeLessThan(150);
});

test('no more streams than agreed, and none once the service stops', async () => {
  const all = await Promise.all(Array.from({ length: 260 }, () => open()));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(256);
  expect(all.filter(({ status }) => status === 503)).toHaveLength(4);
  streams.close();
  await eventually(() => expect(all.every(({ ended }) => ended)).toBe(true));
  expect((await open()).status).toBe(503);
  expect(live.watchers.size).toBe(0);
});
