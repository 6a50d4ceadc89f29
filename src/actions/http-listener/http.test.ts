import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, type Document, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { givenLoadBalancer } from '../../contract/examples.ts';
import { idleListener } from '../../domain/test-support.ts';
import { givenVServerGroup } from '../../contract/vserver-group-examples.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
type Settings = Readonly<Record<string, string>>;

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenLoadBalancer);
});

const create = (settings: Settings = {}) =>
  answerOf(harness, 'CreateLoadBalancerHTTPListener', {
    ...onPort80,
    BackendServerPort: '8080',
    HealthCheck: 'off',
    ...settings,
  });
const set = (settings: Settings) =>
  answerOf(harness, 'SetLoadBalancerHTTPListenerAttribute', { ...onPort80, ...settings });
const described = () => answerOf(harness, 'DescribeLoadBalancerHTTPListenerAttribute', onPort80);

describe('a new HTTP listener', () => {
  it('is stopped and has the defaults that Terraform’s own suite expects: gzip and X-Forwarded-For on', async () => {
    await create();
    expect(await described()).toEqual({
      RequestId: expect.any(String),
      LoadBalancerId: harness.bindings.valueOf('lb-bp1example'),
      ListenerPort: 80,
      Status: 'stopped',
      Description: '',
      Bandwidth: -1,
      BackendServerPort: 8080,
      Scheduler: 'wrr',
      AclStatus: 'off',
      AclIds: { AclId: [] },
      Gzip: 'on',
      IdleTimeout: 15,
      RequestTimeout: 60,
      StickySession: 'off',
      HealthCheck: 'off',
      XForwardedFor: 'on',
      XForwardedFor_SLBIP: 'off',
      XForwardedFor_SLBID: 'off',
      XForwardedFor_proto: 'off',
      XForwardedFor_SLBPORT: 'off',
      XForwardedFor_ClientSrcPort: 'off',
      ListenerForward: 'off',
      Rules: { Rule: [] },
      Tags: { Tag: [] },
    });
  });

  it('keeps everything that can be set', async () => {
    const settings = {
      Gzip: 'off',
      StickySession: 'on',
      StickySessionType: 'server',
      Cookie: 'JSESSIONID',
      HealthCheck: 'on',
      HealthCheckURI: '/up?a=b',
      HealthCheckDomain: 'www.example.com',
      HealthCheckHttpCode: 'http_2xx,http_3xx',
      HealthCheckMethod: 'get',
      XForwardedFor_SLBIP: 'on',
      XForwardedFor_SLBID: 'on',
      XForwardedFor_proto: 'on',
      XForwardedFor_SLBPORT: 'on',
      XForwardedFor_ClientSrcPort: 'on',
    };
    const numbers = {
      Bandwidth: 20,
      IdleTimeout: 1,
      RequestTimeout: 180,
      HealthCheckConnectPort: 9000,
      HealthCheckInterval: 50,
      HealthCheckTimeout: 300,
      HealthyThreshold: 10,
      UnhealthyThreshold: 2,
    };
    const asText = Object.entries(numbers).map(([name, value]) => [name, String(value)]);
    await create({ ...settings, ...Object.fromEntries(asText), 'Tag.1.Key': 'env' });
    expect(await described()).toMatchObject({
      ...settings,
      ...numbers,
      Tags: { Tag: [{ TagKey: 'env', TagValue: '' }] },
    });
  });

  it('keeps a cookie with type insert without complaint, as Terraform’s own suite gives one', async () => {
    await create({
      StickySession: 'on',
      StickySessionType: 'insert',
      CookieTimeout: '86400',
      Cookie: 'testslblistenercookie',
    });
    expect(await described()).toMatchObject({
      StickySessionType: 'insert',
      CookieTimeout: 86400,
      Cookie: 'testslblistenercookie',
    });
  });

  it.each([
    ['StickySessionType', {}],
    ['CookieTimeout', { StickySessionType: 'insert' }],
    ['Cookie', { StickySessionType: 'server' }],
  ])('cannot be sticky without %s', async (lacking, settings) => {
    const request = {
      ...onPort80,
      BackendServerPort: '8080',
      HealthCheck: 'off',
      StickySession: 'on',
      ...settings,
    };
    expect(await refusalOf(harness, 'CreateLoadBalancerHTTPListener', request)).toMatchObject({
      Code: 'MissingParameter',
      Message: expect.stringContaining(lacking),
    });
  });

  it.each(['$id', 'a b', 'a,b', 'a;b', 'kéks'])('refuses %j as a cookie', async (cookie) => {
    const request = { ...onPort80, BackendServerPort: '8080', HealthCheck: 'off', Cookie: cookie };
    expect(await refusalOf(harness, 'CreateLoadBalancerHTTPListener', request)).toMatchObject({
      Code: 'InvalidParameter',
    });
  });

  it('needs a port for the default group', async () => {
    const request = { ...onPort80, HealthCheck: 'off' };
    expect(await refusalOf(harness, 'CreateLoadBalancerHTTPListener', request)).toMatchObject({
      Code: 'MissingParameter',
      Message: expect.stringContaining('BackendServerPort'),
    });
  });

  it('sends X-Forwarded-For also when told not to', async () => {
    await create({ XForwardedFor: 'off' });
    expect(await described()).toMatchObject({ XForwardedFor: 'on' });
  });

  it('shares its port with UDP, not with TCP: Terraform names the protocol in its ids', async () => {
    await create();
    const request = { ...onPort80, BackendServerPort: '8080' };
    expect(await refusalOf(harness, 'CreateLoadBalancerTCPListener', request)).toMatchObject({
      Code: 'ListenerAlreadyExists',
      Message: 'Port 80 of the load balancer already has a listener: HTTP.',
    });
    await answerOf(harness, 'CreateLoadBalancerUDPListener', request);
    expect(await refusalOf(harness, 'StartLoadBalancerListener', onPort80)).toMatchObject({
      Code: 'TooManyListeners',
    });
  });
});

describe('a change of an HTTP listener', () => {
  beforeEach(() =>
    create({
      StickySession: 'on',
      StickySessionType: 'insert',
      CookieTimeout: '60',
      HealthCheck: 'on',
      HealthCheckURI: '/up',
    }),
  );

  it('keeps what is not given', async () => {
    const before = await described();
    await set({ Description: 'k8s/80/web/default/c1' });
    expect({ ...(await described()), RequestId: '' }).toEqual({
      ...before,
      RequestId: '',
      Description: 'k8s/80/web/default/c1',
    });
  });

  it('works on a running listener: Terraform sets most of it after the start', async () => {
    await answerOf(harness, 'StartLoadBalancerListener', onPort80);
    await set({
      Gzip: 'off',
      RequestTimeout: '30',
      HealthCheckDomain: '$_ip',
      XForwardedFor_SLBIP: 'on',
    });
    expect(await described()).toMatchObject({
      Gzip: 'off',
      RequestTimeout: 30,
      HealthCheckDomain: '$_ip',
      HealthCheckURI: '/up',
      XForwardedFor_SLBIP: 'on',
    });
  });

  it('hides what a switch turned off, and has it back with the switch', async () => {
    await set({ StickySession: 'off', HealthCheck: 'off' });
    const off = await described();
    expect(off).toMatchObject({ StickySession: 'off', HealthCheck: 'off' });
    expect(off).not.toHaveProperty('CookieTimeout');
    expect(off).not.toHaveProperty('HealthCheckURI');
    await set({ StickySession: 'on', HealthCheck: 'on' });
    expect(await described()).toMatchObject({ CookieTimeout: 60, HealthCheckURI: '/up' });
  });

  it('resets a description and a host by an empty text', async () => {
    await set({ Description: 'web', HealthCheckDomain: 'www.example.com' });
    await set({ Description: '', HealthCheckDomain: '' });
    expect(await described()).toMatchObject({ Description: '', HealthCheckDomain: '' });
  });

  it('changes nothing in a dry run', async () => {
    await set({ Gzip: 'off', DryRun: 'true' });
    expect(await described()).toMatchObject({ Gzip: 'on' });
  });

  it('moves to a vServer group and back to the port that it had', async () => {
    await harness.arrange(givenVServerGroup.slice(1));
    await set({ VServerGroup: 'on', VServerGroupId: 'rsp-pool-example' });
    const moved = await described();
    expect(moved).toMatchObject({ VServerGroupId: harness.bindings.valueOf('rsp-pool-example') });
    expect(moved).not.toHaveProperty('BackendServerPort');
    await set({ VServerGroup: 'off' });
    expect(await described()).toMatchObject({ BackendServerPort: 8080 });
  });

  it('needs the id of the group when it is to move: Kubernetes always sends VServerGroup=on', async () => {
    const request = { ...onPort80, VServerGroup: 'on' };
    expect(await refusalOf(harness, 'SetLoadBalancerHTTPListenerAttribute', request)).toMatchObject({
      Code: 'MissingParam.VServerGroupId',
      Message: expect.stringContaining('VServerGroupId'),
    });
  });
});

describe('what is common to all listeners', () => {
  const listed = async (): Promise<Document> => {
    const [listener = {}] = itemsOf(
      (await answerOf(harness, 'DescribeLoadBalancerListeners', { ListenerProtocol: 'http' }))['Listeners'],
    );
    return listener;
  };

  it('has ListenerForward off in the list: else Kubernetes makes the listener anew on every pass', async () => {
    await create();
    expect(await listed()).toMatchObject({
      ListenerProtocol: 'http',
      HTTPListenerConfig: { ListenerForward: 'off', Gzip: 'on', XForwardedFor: 'on' },
    });
  });

  it('starts, stops and goes; Terraform waits for running and for the words about what is gone', async () => {
    await create();
    await answerOf(harness, 'StartLoadBalancerListener', { ...onPort80, ListenerProtocol: 'http' });
    await answerOf(harness, 'StopLoadBalancerListener', onPort80);
    expect(await described()).toMatchObject({ Status: 'stopped' });
    await answerOf(harness, 'DeleteLoadBalancerListener', { ...onPort80, ListenerProtocol: 'http' });
    expect(await refusalOf(harness, 'DescribeLoadBalancerHTTPListenerAttribute', onPort80)).toMatchObject({
      Code: 'InvalidParameter',
      Message: 'The specified resource does not exist.',
    });
  });

  it('is running once started on a service that opens no port for it: clients wait for that word', async () => {
    harness = new Harness({ runtime: { listener: () => idleListener } });
    await harness.arrange(givenLoadBalancer);
    await create();
    await answerOf(harness, 'StartLoadBalancerListener', onPort80);
    expect(await described()).toMatchObject({ Status: 'running' });
  });

  it('shows the servers behind it, none of them probed', async () => {
    await harness.arrange(givenVServerGroup.slice(1));
    await create({ VServerGroupId: 'rsp-pool-example', HealthCheck: 'on' });
    const { BackendServers: servers } = await answerOf(harness, 'DescribeHealthStatus', onPort80);
    expect(itemsOf(servers)).toHaveLength(3);
    expect(itemsOf(servers)[0]).toMatchObject({ Protocol: 'http', ServerHealthStatus: 'unavailable' });
  });
});
