import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { MadeUpRuntime, madeUpHealth, madeUpTarget } from '../../../test/support/runtime.ts';
import { givenVServerGroup } from '../../contract/vserver-group-examples.ts';

const onLoadBalancer = { LoadBalancerId: 'lb-bp1example' };
const onPort = (port: number) => ({ ...onLoadBalancer, ListenerPort: String(port) });
const onGroup = { VServerGroupId: 'rsp-pool-example' };

let runtime: MadeUpRuntime;
let harness: Harness;
let groupId: string;
beforeEach(async () => {
  runtime = new MadeUpRuntime();
  harness = new Harness({ runtime });
  await harness.arrange(givenVServerGroup);
  groupId = harness.bindings.valueOf('rsp-pool-example');
});

const groups = async (parameters: Readonly<Record<string, string>> = {}) =>
  itemsOf(
    (await answerOf(harness, 'DescribeVServerGroups', { ...onLoadBalancer, ...parameters }))['VServerGroups'],
  );

describe.each(['TCP', 'UDP'] as const)('a %s listener', (protocol) => {
  const create = (port: number, settings: Readonly<Record<string, string>>) =>
    answerOf(harness, `CreateLoadBalancer${protocol}Listener`, { ...onPort(port), ...settings });
  const set = (settings: Readonly<Record<string, string>>) =>
    answerOf(harness, `SetLoadBalancer${protocol}ListenerAttribute`, { ...onPort(80), ...settings });
  const described = () => answerOf(harness, `DescribeLoadBalancer${protocol}ListenerAttribute`, onPort(80));

  it('is made with a group, and shows it in its attributes and in the list', async () => {
    await create(80, onGroup);
    const listener = await described();
    expect(listener).toMatchObject({ VServerGroupId: groupId });
    expect(listener).not.toHaveProperty('BackendServerPort');
    const { Listeners } = await answerOf(harness, 'DescribeLoadBalancerListeners', {});
    expect(itemsOf(Listeners)).toMatchObject([{ ListenerPort: 80, VServerGroupId: groupId }]);
  });

  it('goes to the group and back to the default group, with VServerGroup on and off', async () => {
    await create(80, { BackendServerPort: '8080' });
    await set({ VServerGroup: 'on', ...onGroup });
    expect(await described()).toMatchObject({ VServerGroupId: groupId });
    await set({ VServerGroup: 'off' });
    const back = await described();
    expect(back).toMatchObject({ BackendServerPort: 8080 });
    expect(back).not.toHaveProperty('VServerGroupId');
  });

  it('names the group in use: by IncludeListener, and when it is to be deleted', async () => {
    await create(80, onGroup);
    await create(90, { BackendServerPort: '8080' });
    await create(70, onGroup);
    const listeners = [70, 80].map((port) => ({ Port: port, Protocol: protocol.toLowerCase() }));
    expect(await groups({ IncludeListener: 'true' })).toMatchObject([
      { ServerCount: 3, AssociatedObjects: { Listeners: { Listener: listeners } } },
    ]);
    // The code that Terraform tries again after, until the listener is gone.
    expect(await refusalOf(harness, 'DeleteVServerGroup', onGroup)).toMatchObject({
      status: 400,
      Code: 'RspoolVipExist',
      Message: expect.stringContaining(`${protocol.toLowerCase()}:70, ${protocol.toLowerCase()}:80`),
    });
    for (const port of [70, 80]) await answerOf(harness, 'DeleteLoadBalancerListener', onPort(port));
    await answerOf(harness, 'DeleteVServerGroup', onGroup);
    expect(await groups()).toEqual([]);
  });

  it('may use an empty group, as the Kubernetes controller makes it', async () => {
    const empty = { ...onLoadBalancer, RegionId: 'cn-hangzhou' };
    const { VServerGroupId } = await answerOf(harness, 'CreateVServerGroup', empty);
    await create(80, { VServerGroupId: String(VServerGroupId) });
    expect(await described()).toMatchObject({ VServerGroupId });
  });

  it('cannot use a group of another load balancer', async () => {
    await harness.arrange([
      {
        action: 'CreateLoadBalancer',
        request: { RegionId: 'cn-hangzhou' },
        binds: { LoadBalancerId: 'lb-other' },
      },
    ]);
    const request = { ...onPort(80), ...onGroup, LoadBalancerId: 'lb-other' };
    expect(await refusalOf(harness, `CreateLoadBalancer${protocol}Listener`, request)).toMatchObject({
      Message: 'The specified VServerGroupId does not exist.',
    });
  });
});

describe('the list of groups', () => {
  it('says nothing of listeners and rules unless asked', async () => {
    expect((await groups())[0]).not.toHaveProperty('AssociatedObjects');
    expect(await groups({ IncludeRule: 'true' })).toMatchObject([
      { AssociatedObjects: { Rules: { Rule: [] } } },
    ]);
  });

  it('is that of one load balancer, oldest first, and can be filtered by name', async () => {
    const create = { ...onLoadBalancer, RegionId: 'cn-hangzhou' };
    await answerOf(harness, 'CreateVServerGroup', { ...create, VServerGroupName: 'Group3' });
    expect((await groups({ Description: 'Group3' })).map((group) => group['VServerGroupName'])).toEqual([
      'Group3',
    ]);
    expect(await groups({ Description: 'Group' })).toEqual([]);
    expect(await groups()).toHaveLength(2);
  });
});

describe('health', () => {
  it('of several addresses of one interface is told apart', async () => {
    await answerOf(harness, 'CreateLoadBalancerTCPListener', { ...onPort(80), ...onGroup });
    await answerOf(harness, 'StartLoadBalancerListener', onPort(80));
    const member = { ServerId: 'eni-9', Port: 80, Type: 'eni' };
    const addresses = ['192.0.2.9', '192.0.2.10'];
    await answerOf(harness, 'AddVServerGroupBackendServers', {
      ...onGroup,
      BackendServers: JSON.stringify(addresses.map((ServerIp) => ({ ...member, ServerIp }))),
    });
    const target = (address: string, verdict: 'healthy' | 'unhealthy') => {
      const made = madeUpTarget('eni-9', 80, {
        address: { kind: 'known', address },
        health: madeUpHealth(verdict),
      });
      return { ...made, target: { ...made.target, id: `eni-9:80@${address}` } };
    };
    runtime.set('tcp/80', { targets: [target('192.0.2.9', 'healthy'), target('192.0.2.10', 'unhealthy')] });
    const { BackendServers } = await answerOf(harness, 'DescribeHealthStatus', onPort(80));
    const ofInterface = itemsOf(BackendServers).filter(({ ServerId }) => ServerId === 'eni-9');
    expect(ofInterface).toMatchObject([
      { ServerIp: '192.0.2.9', ServerHealthStatus: 'normal' },
      { ServerIp: '192.0.2.10', ServerHealthStatus: 'abnormal' },
    ]);
  });
});
