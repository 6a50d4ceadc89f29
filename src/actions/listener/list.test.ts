import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, type Document, itemsOf } from '../../../test/contract/calls.ts';
import { givenLoadBalancer } from '../../contract/examples.ts';

const byId = { 'LoadBalancerId.1': 'lb-bp1example' };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenLoadBalancer);
});

const create = (protocol: 'TCP' | 'UDP', port: number, settings: Readonly<Record<string, string>> = {}) =>
  answerOf(harness, `CreateLoadBalancer${protocol}Listener`, {
    LoadBalancerId: 'lb-bp1example',
    ListenerPort: String(port),
    BackendServerPort: '8080',
    ...settings,
  });
const list = (parameters: Readonly<Record<string, string>>) =>
  answerOf(harness, 'DescribeLoadBalancerListeners', parameters);
const portsOf = ({ Listeners }: Document) =>
  itemsOf(Listeners).map((listener) => `${listener['ListenerProtocol']}:${listener['ListenerPort']}`);

describe('the list of listeners', () => {
  it('has what the Kubernetes controller compares, in plain arrays and with the flag as text', async () => {
    await create('TCP', 80, {
      Description: 'k8s/80/web/default/c1',
      ProxyProtocolV2Enabled: 'true',
      'Tag.1.Key': 'env',
    });
    expect(await list({ ...byId, MaxResults: '50' })).toEqual({
      RequestId: expect.any(String),
      MaxResults: 50,
      TotalCount: 1,
      Listeners: [
        {
          LoadBalancerId: harness.bindings.valueOf('lb-bp1example'),
          ListenerProtocol: 'tcp',
          ListenerPort: 80,
          Status: 'stopped',
          Description: 'k8s/80/web/default/c1',
          Bandwidth: -1,
          BackendServerPort: 8080,
          Scheduler: 'wrr',
          AclStatus: 'off',
          AclIds: [],
          Tags: [{ TagKey: 'env', TagValue: '' }],
          TCPListenerConfig: {
            ProxyProtocolV2Enabled: 'true',
            PersistenceTimeout: 0,
            EstablishedTimeout: 900,
            ConnectionDrain: 'off',
            HealthCheck: 'on',
            HealthCheckType: 'tcp',
            HealthCheckConnectPort: -520,
            HealthCheckConnectTimeout: 5,
            HealthCheckInterval: 2,
            HealthyThreshold: 3,
            UnhealthyThreshold: 3,
            HealthCheckDomain: '',
            HealthCheckURI: '',
            HealthCheckHttpCode: '',
          },
        },
      ],
    });
  });

  it('puts UDP settings into the part of UDP', async () => {
    await create('UDP', 53, { healthCheckReq: 'ping' });
    const [listener] = itemsOf((await list(byId))['Listeners']);
    expect(listener).toMatchObject({
      UDPListenerConfig: { HealthCheckReq: 'ping', ProxyProtocolV2Enabled: 'false' },
    });
    expect(listener).not.toHaveProperty('TCPListenerConfig');
  });

  it('is an empty array for a load balancer without listeners, and for one that does not exist', async () => {
    expect(await list(byId)).toMatchObject({ Listeners: [], TotalCount: 0 });
    expect(await list({ 'LoadBalancerId.1': 'lb-nosuch' })).toMatchObject({ Listeners: [], TotalCount: 0 });
  });

  it('comes in pages that end with an absent token, on which certimate stops', async () => {
    for (const port of [80, 81, 82, 83, 84]) await create('TCP', port);
    const first = await list({ ...byId, MaxResults: '2' });
    expect(portsOf(first)).toEqual(['tcp:80', 'tcp:81']);
    expect(first).toMatchObject({ TotalCount: 5, MaxResults: 2 });

    const second = await list({ ...byId, MaxResults: '2', NextToken: String(first['NextToken']) });
    expect(portsOf(second)).toEqual(['tcp:82', 'tcp:83']);

    const last = await list({ ...byId, MaxResults: '2', NextToken: String(second['NextToken']) });
    expect(portsOf(last)).toEqual(['tcp:84']);
    expect(last).not.toHaveProperty('NextToken');
  });

  it('has no token when the last page is just full', async () => {
    for (const port of [80, 81]) await create('TCP', port);
    expect(await list({ ...byId, MaxResults: '2' })).not.toHaveProperty('NextToken');
  });

  it('skips nothing when a listener that was shown goes before the next page is asked for', async () => {
    for (const port of [80, 81, 82]) await create('TCP', port);
    const first = await list({ ...byId, MaxResults: '2' });
    await answerOf(harness, 'DeleteLoadBalancerListener', {
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '81',
    });
    expect(portsOf(await list({ ...byId, NextToken: String(first['NextToken']) }))).toEqual(['tcp:82']);
  });

  it.each([
    [{ ListenerProtocol: 'udp' }, ['udp:53', 'udp:80']],
    [{ ListenerPort: '80' }, ['tcp:80', 'udp:80']],
    [{ Description: 'dns' }, ['udp:53']],
    [{ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' }, ['tcp:80']],
    // certimate looks for HTTPS listeners.
    [{ ListenerProtocol: 'https' }, []],
    [{}, ['tcp:80', 'udp:53', 'udp:80']],
  ])('filtered by %o has %o', async (filter, expected) => {
    await create('TCP', 80, { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' });
    await create('UDP', 80);
    await create('UDP', 53, { Description: 'dns' });
    expect(portsOf(await list({ ...byId, ...filter }))).toEqual(expected);
  });

  it('has the listeners of several load balancers, or of all in the region', async () => {
    const other = givenLoadBalancer.map((call) => ({ ...call, binds: { LoadBalancerId: 'lb-other' } }));
    await harness.arrange(other);
    await create('TCP', 80);
    await create('TCP', 81, { LoadBalancerId: 'lb-other' });
    const named = { ...byId, 'LoadBalancerId.2': 'lb-other', 'LoadBalancerId.3': 'lb-other' };
    for (const parameters of [named, {}, { RegionId: 'cn-hangzhou' }]) {
      expect([...portsOf(await list(parameters))].sort()).toEqual(['tcp:80', 'tcp:81']);
    }
  });
});
