import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { asPair, givenGroups } from '../../../test/contract/error-cases/group-pair.ts';
import { initialElection } from '../../domain/election.ts';
import { idleListener } from '../../domain/test-support.ts';
import type { RuntimeView } from '../../domain/runtime-view.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
type Settings = Readonly<Record<string, string>>;

let harness: Harness;
const arrange = async (runtime?: RuntimeView) => {
  harness = new Harness(runtime && { runtime });
  await harness.arrange(givenGroups);
};
beforeEach(() => arrange());

const create = (settings: Settings, protocol = 'TCP') =>
  answerOf(harness, `CreateLoadBalancer${protocol}Listener`, { ...onPort80, ...settings });
const set = (settings: Settings, protocol = 'TCP') =>
  answerOf(harness, `SetLoadBalancer${protocol}ListenerAttribute`, { ...onPort80, ...settings });
const described = (protocol = 'TCP') =>
  answerOf(harness, `DescribeLoadBalancer${protocol}ListenerAttribute`, onPort80);
const real = (placeholder: string) => harness.bindings.valueOf(placeholder);

describe.each(['TCP', 'UDP'])('a pair of vServer groups behind a %s listener', (protocol) => {
  it('is given back, in the list too, with the group that serves', async () => {
    await create({ ...asPair, FailoverThreshold: '30', FailoverStrategy: 'manual' }, protocol);
    const pair = {
      MasterSlaveModeEnabled: true,
      MasterServerGroupId: real('rsp-first-example'),
      SlaveServerGroupId: real('rsp-second-example'),
      FailoverThreshold: 30,
      FailoverStrategy: 'manual',
      WorkingServerGroupId: real('rsp-first-example'),
    };
    expect(await described(protocol)).toMatchObject(pair);
    const { Listeners: listeners } = await answerOf(harness, 'DescribeLoadBalancerListeners', {
      'LoadBalancerId.1': 'lb-bp1example',
    });
    expect(listeners).toMatchObject([{ [`${protocol}ListenerConfig`]: pair }]);
  });

  it('is changed in place, and left for the default group', async () => {
    await create({ ...asPair, BackendServerPort: '8080' }, protocol);
    await set({ FailoverThreshold: '50' }, protocol);
    expect(await described(protocol)).toMatchObject({ FailoverThreshold: 50, FailoverStrategy: 'auto' });
    await set(
      { MasterServerGroupId: 'rsp-second-example', SlaveServerGroupId: 'rsp-first-example' },
      protocol,
    );
    expect(await described(protocol)).toMatchObject({
      MasterServerGroupId: real('rsp-second-example'),
      FailoverThreshold: 50,
    });
    await set({ Description: 'same pair' }, protocol);
    expect(await described(protocol)).toMatchObject({ MasterSlaveModeEnabled: true });
    await set({ MasterSlaveModeEnabled: 'false' }, protocol);
    const left = await described(protocol);
    expect(left).toMatchObject({ BackendServerPort: 8080 });
    expect(left).not.toHaveProperty('MasterSlaveModeEnabled');
  });
});

it('a listener of another kind becomes one, and a pair becomes a single group', async () => {
  await create({ BackendServerPort: '8080' });
  await set(asPair);
  expect(await described()).toMatchObject({ MasterSlaveModeEnabled: true });
  await set({ VServerGroup: 'on', VServerGroupId: 'rsp-second-example' });
  const single = await described();
  expect(single).toMatchObject({ VServerGroupId: real('rsp-second-example') });
  expect(single).not.toHaveProperty('MasterServerGroupId');
});

it('tells the slave group when that one serves, and none when nobody does', async () => {
  for (const [active, working] of [
    ['Slave', 'rsp-second-example'],
    ['None', undefined],
  ] as const) {
    const election = { ...initialElection(0), active };
    await arrange({ listener: () => ({ ...idleListener, state: 'running', election }) });
    await create(asPair);
    const id = working === undefined ? undefined : real(working);
    expect((await described())['WorkingServerGroupId']).toBe(id);
  }
});

it('needs both groups, one kind of backend, and a check that stays on', async () => {
  expect(
    await refusalOf(harness, 'CreateLoadBalancerTCPListener', {
      ...onPort80,
      MasterSlaveModeEnabled: 'true',
      MasterServerGroupId: 'rsp-first-example',
    }),
  ).toMatchObject({ Code: 'MissingParameter', Message: expect.stringContaining('SlaveServerGroupId') });
  expect(
    await refusalOf(harness, 'CreateLoadBalancerTCPListener', {
      ...onPort80,
      ...asPair,
      VServerGroupId: 'rsp-first-example',
    }),
  ).toMatchObject({ Code: 'Abs.VServerGroupIdAndMasterSlaveServerGroupId.MissMatch' });
  await create(asPair);
  expect(
    await refusalOf(harness, 'SetLoadBalancerTCPListenerAttribute', {
      ...onPort80,
      HealthCheckSwitch: 'off',
    }),
  ).toMatchObject({ Code: 'OperationDenied.HealthCheckClosedForMasterSlaveMode' });
});

it('keeps both groups from being deleted, and shows the health of the servers of both', async () => {
  await create(asPair);
  for (const VServerGroupId of ['rsp-first-example', 'rsp-second-example']) {
    expect(await refusalOf(harness, 'DeleteVServerGroup', { VServerGroupId })).toMatchObject({
      Code: 'RspoolVipExist',
    });
  }
  const { BackendServers: servers } = await answerOf(harness, 'DescribeHealthStatus', {
    LoadBalancerId: 'lb-bp1example',
  });
  expect(itemsOf(servers).map(({ ServerId }) => ServerId)).toEqual(['vm-233', 'vm-232']);
});
