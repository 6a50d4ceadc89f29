/** `GET /events`: what is told, how soon, and to whom. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { BalancerEvent, BalancersEvent, ChangedEvent } from '../../src/contract/events.ts';
import { EventStreamClient, type StreamKey } from '../support/event-stream.ts';
import { eventually, within } from '../support/eventually.ts';
import { FoundingPair } from '../support/founding-pair.ts';
import { ownService } from '../support/own-service.ts';

const own = ownService();
const { cleanup } = own;

const open = async (parameters: Readonly<Record<string, string>> = {}, key: StreamKey = own.service) =>
  cleanup.add(await EventStreamClient.open(key, parameters));

async function newPair() {
  const pair = cleanup.add(await FoundingPair.start());
  for (const { id, address } of [pair.master, pair.slave]) {
    await own.api.call('RegisterServer', { ServerId: id, Address: address });
  }
  const { LoadBalancerId: id, Address: host } = await own.api.call('CreateLoadBalancer');
  const { MasterSlaveServerGroupId: groupId } = await own.api.call('CreateMasterSlaveServerGroup', {
    LoadBalancerId: id,
    MasterSlaveBackendServers: pair.members,
    DetectionMode: 'fast',
  });
  await own.api.newListener(id, 'TCP', 8080, { MasterSlaveServerGroupId: groupId });
  return { pair, id, host, groupId };
}

test('without a signature, or with a wrong one, nothing is told', async () => {
  const refused = await open({}, { ...own.service, accessKeySecret: 'wrong' });
  expect(refused.status).toBe(400);
  await eventually(() => expect(refused.body).toContain('SignatureDoesNotMatch'));
  const answer = await fetch(new URL('/events', own.service.endpoint));
  expect(answer.status).toBe(400);
});

test('a load balancer that is not there is not watched', async () => {
  const refused = await open({ LoadBalancerId: 'lb-nowhere' });
  expect(refused.status).toBe(404);
  await eventually(() => expect(refused.body).toContain('InvalidLoadBalancerId.NotFound'));
});

test('a key that may do one thing only may not listen; a session may', async () => {
  const once = await own.api.call('CreateSession', { OneTime: 'true' });
  const keyOf = (made: typeof once) => ({
    ...own.service,
    accessKeyId: made.AccessKeyId,
    accessKeySecret: made.AccessKeySecret,
  });
  const refused = await open({}, keyOf(once));
  expect(refused.status).toBe(403);
  const listening = await open({}, keyOf(await own.api.call('CreateSession')));
  await listening.until(({ event }) => event === 'balancers');
});

test('a new load balancer, its traffic, and its end are told to whoever watches all', async () => {
  const stream = await open();
  await stream.until(({ event }) => event === 'balancers');
  const { id, host } = await newPair();
  await stream.until(
    ({ event, data }) => event === 'balancers' && (data as BalancersEvent)[id]?.running === 1,
  );
  await stream.until(
    ({ event, data }) => event === 'changed' && (data as ChangedEvent).kinds.includes('listeners'),
  );

  const held = connect({ host, port: 8080 });
  // Deleting the load balancer ends it.
  held.on('error', () => undefined);
  cleanup.add({ close: () => held.destroy() });
  await stream.until(
    ({ event, data }) => event === 'figures' && (data as Record<string, number[]>)[id]?.[0] === 1,
  );

  await own.api.call('DeleteLoadBalancer', { LoadBalancerId: id });
  await stream.until(({ event, data }) => event === 'balancers' && (data as BalancersEvent)[id] === null);
});

test('a killed master: the one who watches the load balancer is told who serves, and why, in the order of the causes', async () => {
  const { pair, id } = await newPair();
  const stream = await open({ LoadBalancerId: id });
  const first = await stream.until(({ event }) => event === 'balancer');
  expect((first.data as BalancerEvent).listeners).toMatchObject([{ port: 8080, protocol: 'tcp' }]);
  await stream.until(
    ({ event, data }) =>
      event === 'balancer' &&
      (data as BalancerEvent).listeners[0]?.targets.every(({ status }) => status === 'normal') === true,
  );
  await pair.master.stop();
  const turned = await stream.until(
    ({ event, data }) => event === 'balancer' && (data as BalancerEvent).listeners[0]?.activeRole === 'Slave',
  );
  const facts = () =>
    stream.events.filter(({ event }) => event === 'fact').map(({ data }) => (data as { Kind: string }).Kind);
  await eventually(() => expect(facts()).toContain('applied'));
  const kinds = facts();
  expect(kinds.indexOf('probe-failed')).toBeLessThan(kinds.lastIndexOf('verdict'));
  expect(kinds.lastIndexOf('verdict')).toBeLessThan(kinds.lastIndexOf('decision'));
  expect((turned.data as BalancerEvent).listeners[0]).toMatchObject({
    epoch: expect.any(Number),
    reason: 'master-failed',
    sentence: expect.stringContaining('master failed'),
  });
});

test('a user is told of what its policy lets it describe, and of nothing else', async () => {
  const { LoadBalancerId: mine } = await own.api.call('CreateLoadBalancer', { LoadBalancerName: 'mine' });
  const { LoadBalancerId: foreign } = await own.api.call('CreateLoadBalancer', {
    LoadBalancerName: 'foreign',
  });
  const Resource = `acs:slb:*:*:loadbalancer/${mine}`;
  const { AccessKeyId, AccessKeySecret } = await own.api.call('CreateUser', {
    UserName: 'watcher',
    PolicyDocument: JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'slb:Describe*', Resource }],
    }),
  });
  const key = { ...own.service, accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret };
  const stream = await open({}, key);
  const { data } = await stream.until(({ event }) => event === 'balancers');
  expect(Object.keys(data as BalancersEvent)).toEqual([mine]);
  await own.api.call('SetLoadBalancerName', { LoadBalancerId: foreign, LoadBalancerName: 'renamed' });
  await own.api.call('SetLoadBalancerName', { LoadBalancerId: mine, LoadBalancerName: 'mine too' });
  await stream.until(({ data: later }) => (later as BalancersEvent)[mine]?.name === 'mine too');
  expect(stream.body).not.toContain(foreign);
  expect(stream.body).not.toContain('renamed');
  expect((await open({ LoadBalancerId: foreign }, key)).status).toBe(404);
});

test('a service that stops ends its streams and is not held up by them', async () => {
  const stream = await open();
  await stream.until(({ event }) => event === 'balancers');
  await within(own.service.stop(), 'the end of the service', 'endsByItself');
  await eventually(() => expect(stream.ended).toBe(true));
});
