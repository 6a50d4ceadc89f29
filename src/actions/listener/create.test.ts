import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, refusalOf } from '../../../test/contract/calls.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from '../../contract/examples.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenMasterSlaveGroup);
});

const create = (protocol: 'TCP' | 'UDP', settings: Readonly<Record<string, string>>) =>
  answerOf(harness, `CreateLoadBalancer${protocol}Listener`, { ...onPort80, ...settings });
const described = (protocol: 'TCP' | 'UDP') =>
  answerOf(harness, `DescribeLoadBalancer${protocol}ListenerAttribute`, onPort80);

describe('a new TCP listener', () => {
  it('is stopped and has the documented defaults, as numbers and texts that Terraform asserts', async () => {
    await create('TCP', { BackendServerPort: '8080', Bandwidth: '10' });
    expect(await described('TCP')).toEqual({
      RequestId: expect.any(String),
      LoadBalancerId: harness.bindings.valueOf('lb-bp1example'),
      ListenerPort: 80,
      Status: 'stopped',
      Description: '',
      Bandwidth: 10,
      BackendServerPort: 8080,
      Scheduler: 'wrr',
      ProxyProtocolV2Enabled: false,
      PersistenceTimeout: 0,
      EstablishedTimeout: 900,
      ConnectionDrain: 'off',
      AclStatus: 'off',
      AclIds: { AclId: [] },
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
      Tags: { Tag: [] },
    });
  });

  it('has no limit of its own when Terraform leaves Bandwidth out', async () => {
    await create('TCP', { BackendServerPort: '8080' });
    expect(await described('TCP')).toMatchObject({ Bandwidth: -1 });
  });

  it.each(['healthCheckInterval', 'HealthCheckInterval'])(
    'takes the interval as %s: typed SDKs write a small h, pop-core a capital',
    async (name) => {
      await create('TCP', { BackendServerPort: '8080', [name]: '7' });
      expect(await described('TCP')).toMatchObject({ HealthCheckInterval: 7 });
    },
  );

  it('keeps everything that a typed SDK can set', async () => {
    await create('TCP', {
      BackendServerPort: '8080',
      Bandwidth: '-1',
      Description: 'k8s/80/web/default/c1',
      Scheduler: 'sch',
      PersistenceTimeout: '60',
      EstablishedTimeout: '10',
      ConnectionDrain: 'on',
      ConnectionDrainTimeout: '900',
      ProxyProtocolV2Enabled: 'true',
      HealthCheckType: 'http',
      HealthCheckURI: '/healthz?a=b',
      HealthCheckDomain: '$_ip',
      HealthCheckHttpCode: 'http_2xx,http_3xx',
      HealthCheckMethod: 'get',
      HealthCheckConnectPort: '9000',
      HealthCheckConnectTimeout: '300',
      HealthyThreshold: '1',
      UnhealthyThreshold: '10',
      'Tag.1.Key': 'env',
      'Tag.1.Value': 'test',
    });
    expect(await described('TCP')).toMatchObject({
      Description: 'k8s/80/web/default/c1',
      Scheduler: 'sch',
      PersistenceTimeout: 60,
      EstablishedTimeout: 10,
      ConnectionDrain: 'on',
      ConnectionDrainTimeout: 900,
      ProxyProtocolV2Enabled: true,
      HealthCheckType: 'http',
      HealthCheckURI: '/healthz?a=b',
      HealthCheckDomain: '$_ip',
      HealthCheckHttpCode: 'http_2xx,http_3xx',
      HealthCheckMethod: 'get',
      HealthCheckConnectPort: 9000,
      HealthCheckConnectTimeout: 300,
      HealthyThreshold: 1,
      UnhealthyThreshold: 10,
      Tags: { Tag: [{ TagKey: 'env', TagValue: 'test' }] },
    });
  });

  it('accepts -520 for the port of each server, which old clients know', async () => {
    await create('TCP', { BackendServerPort: '8080', HealthCheckConnectPort: '-520' });
    expect(await described('TCP')).toMatchObject({ HealthCheckConnectPort: -520 });
  });

  it('accepts wlc from old clients', async () => {
    await create('TCP', { BackendServerPort: '8080', Scheduler: 'wlc' });
    expect(await described('TCP')).toMatchObject({ Scheduler: 'wlc' });
  });

  it('shows no BackendServerPort beside a group: Terraform would plan a new listener', async () => {
    await create('TCP', { BackendServerPort: '8080', MasterSlaveServerGroupId: 'rsp-example' });
    const listener = await described('TCP');
    expect(listener).toMatchObject({ MasterSlaveServerGroupId: harness.bindings.valueOf('rsp-example') });
    expect(listener).not.toHaveProperty('BackendServerPort');
    expect(listener).not.toHaveProperty('VServerGroupId');
  });

  it('says by name that a backend is missing', async () => {
    expect(await refusalOf(harness, 'CreateLoadBalancerTCPListener', onPort80)).toMatchObject({
      status: 400,
      Code: 'MissingParameter',
      Message: expect.stringContaining('"BackendServerPort"'),
    });
  });

  it('wants a time-out with ConnectionDrain on', async () => {
    const request = { ...onPort80, BackendServerPort: '8080', ConnectionDrain: 'on' };
    expect(await refusalOf(harness, 'CreateLoadBalancerTCPListener', request)).toMatchObject({
      Code: 'MissingParameter',
      Message: expect.stringContaining('"ConnectionDrainTimeout"'),
    });
  });

  it('wants an access control list with AclStatus on', async () => {
    const request = { ...onPort80, BackendServerPort: '8080', AclStatus: 'on', AclType: 'white' };
    expect(await refusalOf(harness, 'CreateLoadBalancerTCPListener', request)).toMatchObject({
      Code: 'MissingParameter',
      Message: expect.stringContaining('"AclId"'),
    });
  });

  it('does not find the group of another load balancer', async () => {
    const other = givenLoadBalancer.map((call) => ({ ...call, binds: { LoadBalancerId: 'lb-2' } }));
    await harness.arrange(other);
    const request = { ...onPort80, LoadBalancerId: 'lb-2', MasterSlaveServerGroupId: 'rsp-example' };
    expect(await refusalOf(harness, 'CreateLoadBalancerTCPListener', request)).toMatchObject({
      Code: 'InvalidParameter',
      Message: 'The specified MasterSlaveGroupId does not exist.',
    });
  });

  it.each([
    ['ListenerPort', '0'],
    ['Bandwidth', '0'],
    ['HealthyThreshold', '0'],
    ['UnhealthyThreshold', '11'],
    ['healthCheckInterval', '51'],
    ['HealthCheckURI', 'healthz'],
    ['HealthCheckURI', '/a b'],
    ['HealthCheckDomain', 'a\r\nb'],
    ['HealthCheckHttpCode', '200'],
    ['EstablishedTimeout', '9'],
  ])('refuses %s=%s', async (name, value) => {
    const request = { ...onPort80, BackendServerPort: '8080', [name]: value };
    expect(await refusalOf(harness, 'CreateLoadBalancerTCPListener', request)).toMatchObject({
      Code: 'InvalidParameter',
      Message: expect.stringContaining(name),
    });
  });
});

describe('a new UDP listener', () => {
  it('may share the port of a TCP one, as Terraform’s own suite does', async () => {
    await create('TCP', { BackendServerPort: '8080' });
    await create('UDP', { BackendServerPort: '9090' });
    expect(await described('TCP')).toMatchObject({ BackendServerPort: 8080 });
    expect(await described('UDP')).toMatchObject({ BackendServerPort: 9090 });
  });

  it('has the defaults of UDP checks', async () => {
    await create('UDP', { MasterSlaveServerGroupId: 'rsp-example' });
    const listener = await described('UDP');
    expect(listener).toMatchObject({
      HealthCheck: 'on',
      HealthCheckConnectTimeout: 10,
      HealthCheckInterval: 5,
      HealthCheckReq: '',
      HealthCheckExp: '',
      PersistenceTimeout: 0,
    });
    expect(listener).not.toHaveProperty('HealthCheckType');
    expect(listener).not.toHaveProperty('EstablishedTimeout');
  });

  it.each([
    ['healthCheckReq', 'healthCheckExp'],
    ['HealthCheckReq', 'HealthCheckExp'],
  ])('takes the texts of its probes as %s and %s', async (request, expectation) => {
    await create('UDP', { BackendServerPort: '9090', [request]: 'ping1', [expectation]: 'pong2' });
    expect(await described('UDP')).toMatchObject({ HealthCheckReq: 'ping1', HealthCheckExp: 'pong2' });
  });

  it.each(['250', '4789', '4790'])('is refused on the reserved port %s', async (port) => {
    const request = { ...onPort80, ListenerPort: port, BackendServerPort: '9090' };
    expect(await refusalOf(harness, 'CreateLoadBalancerUDPListener', request)).toMatchObject({
      status: 400,
      Code: 'OperationDenied.SpecialListenerPortNotAllowed',
    });
    await answerOf(harness, 'CreateLoadBalancerTCPListener', request);
  });
});
