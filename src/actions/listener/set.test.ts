import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, refusalOf } from '../../../test/contract/calls.ts';
import { givenMasterSlaveGroup } from '../../contract/examples.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
type Settings = Readonly<Record<string, string>>;

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenMasterSlaveGroup);
});

const create = (settings: Settings, protocol = 'TCP') =>
  answerOf(harness, `CreateLoadBalancer${protocol}Listener`, { ...onPort80, ...settings });
const set = (settings: Settings, protocol = 'TCP') =>
  answerOf(harness, `SetLoadBalancer${protocol}ListenerAttribute`, { ...onPort80, ...settings });
const described = (protocol = 'TCP') =>
  answerOf(harness, `DescribeLoadBalancer${protocol}ListenerAttribute`, onPort80);

describe('changing a listener', () => {
  it('ignores the HTTP settings that Terraform sends along, and changes only the rest', async () => {
    await create({ BackendServerPort: '8080', Bandwidth: '10', Description: 'web' });
    await answerOf(harness, 'StartLoadBalancerListener', onPort80);
    const before = await described();
    await set({
      BackendServerPort: '8080',
      Bandwidth: '10',
      AclStatus: 'off',
      Scheduler: 'rr',
      StickySession: 'off',
      HealthCheck: 'off',
      Gzip: 'on',
      IdleTimeout: '15',
      RequestTimeout: '60',
      HealthCheckTimeout: '9',
      HealthCheckURI: '/',
      HealthCheckHttpCode: 'http_2xx',
      HealthCheckInterval: '4',
      HealthCheckConnectTimeout: '6',
      HealthCheckConnectPort: '-520',
      HealthyThreshold: '2',
      XForwardedFor_SLBIP: 'off',
    });
    expect(await described()).toEqual({
      ...before,
      RequestId: expect.any(String),
      Scheduler: 'rr',
      HealthCheckInterval: 4,
      HealthCheckConnectTimeout: 6,
      HealthyThreshold: 2,
    });
  });

  it('does not let HealthCheckType, which Terraform sends for UDP too, change how UDP is probed', async () => {
    await create({ BackendServerPort: '9090', healthCheckReq: 'ping' }, 'UDP');
    await set({ HealthCheckType: 'tcp', PersistenceTimeout: '30' }, 'UDP');
    const listener = await described('UDP');
    expect(listener).toMatchObject({ HealthCheckReq: 'ping', PersistenceTimeout: 30 });
    expect(listener).not.toHaveProperty('HealthCheckType');
  });

  it('gives empty texts back once the check is of type tcp again, as Terraform’s own suite wants', async () => {
    await create({ BackendServerPort: '8080', HealthCheckType: 'http', HealthCheckURI: '/a' });
    expect(await described()).toMatchObject({ HealthCheckURI: '/a', HealthCheckHttpCode: 'http_2xx' });
    await set({ HealthCheckType: 'tcp', HealthCheckURI: '/a', HealthCheckHttpCode: 'http_2xx' });
    const listener = await described();
    expect(listener).toMatchObject({ HealthCheckType: 'tcp', HealthCheckURI: '', HealthCheckHttpCode: '' });
    expect(listener).not.toHaveProperty('HealthCheckMethod');
  });

  it('takes an empty text as a reset where it is one, and as nothing elsewhere', async () => {
    await create({
      BackendServerPort: '8080',
      Bandwidth: '10',
      Description: 'web',
      HealthCheckType: 'http',
      HealthCheckDomain: 'example.com',
      HealthCheckURI: '/a',
    });
    await set({
      Description: '',
      HealthCheckDomain: '',
      HealthCheckURI: '',
      HealthCheckHttpCode: '',
      Bandwidth: '',
      Scheduler: '',
    });
    expect(await described()).toMatchObject({
      Description: '',
      HealthCheckDomain: '',
      HealthCheckURI: '',
      HealthCheckHttpCode: 'http_2xx',
      Bandwidth: 10,
      Scheduler: 'wrr',
    });
  });

  it('shows only the switch of a health check that is off, and its settings again when it is on', async () => {
    await create({ BackendServerPort: '8080', healthCheckInterval: '9' });
    await set({ HealthCheckSwitch: 'off' });
    const off = await described();
    expect(off).toMatchObject({ HealthCheck: 'off' });
    expect(Object.keys(off).filter((name) => /^Health|Threshold/.test(name))).toEqual(['HealthCheck']);
    await set({ HealthCheckSwitch: 'on' });
    expect(await described()).toMatchObject({ HealthCheck: 'on', HealthCheckInterval: 9 });
  });

  it('switches ConnectionDrain on with a time-out, changes that, and switches it off', async () => {
    await create({ BackendServerPort: '8080' });
    expect(
      await refusalOf(harness, 'SetLoadBalancerTCPListenerAttribute', { ...onPort80, ConnectionDrain: 'on' }),
    ).toMatchObject({ Code: 'MissingParameter' });
    await set({ ConnectionDrain: 'on', ConnectionDrainTimeout: '30' });
    await set({ ConnectionDrain: 'on' });
    expect(await described()).toMatchObject({ ConnectionDrain: 'on', ConnectionDrainTimeout: 30 });
    await set({ ConnectionDrainTimeout: '40' });
    expect(await described()).toMatchObject({ ConnectionDrain: 'on', ConnectionDrainTimeout: 40 });
    await set({ ConnectionDrain: 'off' });
    const off = await described();
    expect(off).toMatchObject({ ConnectionDrain: 'off' });
    expect(off).not.toHaveProperty('ConnectionDrainTimeout');
  });

  it('clears and sets the texts of UDP probes by either spelling', async () => {
    await create({ BackendServerPort: '9090', healthCheckReq: 'ping', healthCheckExp: 'pong' }, 'UDP');
    await set({ healthCheckReq: '', HealthCheckExp: 'ok' }, 'UDP');
    expect(await described('UDP')).toMatchObject({ HealthCheckReq: '', HealthCheckExp: 'ok' });
  });

  it('changes nothing with DryRun, but finds what is wrong', async () => {
    await create({ BackendServerPort: '8080' });
    await set({ DryRun: 'true', Bandwidth: '77' });
    expect(await described()).toMatchObject({ Bandwidth: -1 });
    const wrong = { ...onPort80, DryRun: 'true', VServerGroupId: 'rsp-nosuch' };
    expect(await refusalOf(harness, 'SetLoadBalancerTCPListenerAttribute', wrong)).toMatchObject({
      Message: 'The specified VServerGroupId does not exist.',
    });
  });
});

describe('moving a listener between groups', () => {
  const group = { MasterSlaveServerGroupId: 'rsp-example' };

  let pool = 'rsp-not-made-yet';

  async function addPool(): Promise<void> {
    const request = { LoadBalancerId: 'lb-bp1example', RegionId: 'cn-hangzhou' };
    pool = String((await answerOf(harness, 'CreateVServerGroup', request))['VServerGroupId']);
  }

  it('goes to the pair and back to the default group with its last port, as Terraform sends it', async () => {
    await create({ BackendServerPort: '8080' });
    await set({ MasterSlaveServerGroup: 'on', ...group });
    const paired = await described();
    expect(paired).toMatchObject({ MasterSlaveServerGroupId: harness.bindings.valueOf('rsp-example') });
    expect(paired).not.toHaveProperty('BackendServerPort');
    await set({ MasterSlaveServerGroup: 'off' });
    const back = await described();
    expect(back).toMatchObject({ BackendServerPort: 8080 });
    expect(back).not.toHaveProperty('MasterSlaveServerGroupId');
  });

  it('stays where it is when Terraform repeats the group id without its flag', async () => {
    await create(group);
    await set({ ...group, Bandwidth: '5' });
    expect(await described()).toMatchObject({
      Bandwidth: 5,
      MasterSlaveServerGroupId: harness.bindings.valueOf('rsp-example'),
    });
  });

  it('moves between the kinds with one flag off and the other on', async () => {
    await addPool();
    await create(group);
    await set({ MasterSlaveServerGroup: 'off', VServerGroup: 'on', VServerGroupId: pool });
    const pooled = await described();
    expect(pooled).toMatchObject({ VServerGroupId: pool });
    expect(pooled).not.toHaveProperty('MasterSlaveServerGroupId');
    await set({ VServerGroup: 'off', MasterSlaveServerGroup: 'on', ...group });
    expect(await described()).toHaveProperty('MasterSlaveServerGroupId');
  });

  it('takes VServerGroup=on with the same id on every pass, as the Kubernetes controller sends it', async () => {
    await addPool();
    await create({ VServerGroupId: pool });
    const before = await described();
    await set({ VServerGroup: 'on', VServerGroupId: pool });
    expect(await described()).toEqual({ ...before, RequestId: expect.any(String) });
  });

  it('ignores a flag off for a kind that is not in use', async () => {
    await create(group);
    await set({ VServerGroup: 'off' });
    expect(await described()).toHaveProperty('MasterSlaveServerGroupId');
  });

  it('names the right parameter when the kinds are mixed up', async () => {
    await create({ BackendServerPort: '8080' });
    const request = { ...onPort80, VServerGroup: 'on', VServerGroupId: 'rsp-example' };
    expect(await refusalOf(harness, 'SetLoadBalancerTCPListenerAttribute', request)).toMatchObject({
      Code: 'VipNotMatchRspool',
      Message: expect.stringContaining('master-slave group and cannot be given as VServerGroupId'),
    });
  });

  it('refuses a flag without its id and an id that belongs to the other flag', async () => {
    await create({ BackendServerPort: '8080' });
    for (const request of [
      { MasterSlaveServerGroup: 'on' },
      { VServerGroup: 'on', VServerGroupId: pool, ...group },
    ]) {
      expect(
        await refusalOf(harness, 'SetLoadBalancerTCPListenerAttribute', { ...onPort80, ...request }),
      ).toMatchObject({ Code: 'Abs.VServerGroupIdAndMasterSlaveServerGroupId.MissMatch' });
    }
  });
});
