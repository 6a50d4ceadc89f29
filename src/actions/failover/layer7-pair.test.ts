/** Master-slave groups behind HTTP and HTTPS, which the vendor does not have: listeners, and their rules. */
import { beforeEach, describe, expect, it } from 'vitest';
import { answerOf, itemsOf } from '../../../test/contract/calls.ts';
import { Harness } from '../../../test/contract/harness.ts';
import { MadeUpRuntime, madeUpElection, madeUpTarget } from '../../../test/support/runtime.ts';
import { givenMasterSlaveGroup } from '../../contract/examples.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
const pair = { MasterSlaveServerGroupId: 'rsp-example' };

let runtime: MadeUpRuntime;
let harness: Harness;
beforeEach(async () => {
  runtime = new MadeUpRuntime();
  harness = new Harness({ runtime });
  await harness.arrange(givenMasterSlaveGroup);
});

const listen = (settings: Readonly<Record<string, string>>) =>
  answerOf(harness, 'CreateLoadBalancerHTTPListener', { ...onPort80, HealthCheck: 'off', ...settings });
const described = () => answerOf(harness, 'DescribeLoadBalancerHTTPListenerAttribute', onPort80);
const groupId = () => harness.bindings.valueOf('rsp-example');

/** An HTTP listener in front of the default group, with one rule that leads to the pair. */
async function withRule(): Promise<string> {
  await listen({ BackendServerPort: '8080' });
  const list = [{ RuleName: 'api', Url: '/api', ...pair, MasterSlaveServerGroupId: groupId() }];
  const { Rules: made } = await answerOf(harness, 'CreateRules', {
    ...onPort80,
    RuleList: JSON.stringify(list),
  });
  await answerOf(harness, 'StartLoadBalancerListener', onPort80);
  return String(itemsOf(made)[0]?.['RuleId']);
}

const state = async () =>
  itemsOf((await answerOf(harness, 'DescribeMasterSlaveServerGroupState', pair))['Listeners']);

describe('a pair behind an HTTP listener', () => {
  it('is shown, and left for the default group and taken again like behind TCP', async () => {
    await listen({ ...pair, BackendServerPort: '8080' });
    expect(await described()).toMatchObject({ MasterSlaveServerGroupId: groupId() });
    const set = (settings: Readonly<Record<string, string>>) =>
      answerOf(harness, 'SetLoadBalancerHTTPListenerAttribute', { ...onPort80, ...settings });
    await set({ MasterSlaveServerGroup: 'off' });
    expect(await described()).toMatchObject({ BackendServerPort: 8080 });
    expect(await described()).not.toHaveProperty('MasterSlaveServerGroupId');
    await set(pair);
    expect(await described()).toMatchObject({ MasterSlaveServerGroupId: groupId() });
  });
});

describe('a pair behind a rule', () => {
  it('is shown with the rule, which has no vServer group then', async () => {
    const RuleId = await withRule();
    const rule = await answerOf(harness, 'DescribeRuleAttribute', { RuleId });
    expect(rule).toMatchObject({ MasterSlaveServerGroupId: groupId() });
    expect(rule).not.toHaveProperty('VServerGroupId');
  });

  it('has a state of its own', async () => {
    const RuleId = await withRule();
    runtime.set(`http/80/${RuleId}`, { election: madeUpElection({ active: 'Slave' }) });
    expect(await state()).toMatchObject([
      { ListenerPort: 80, ListenerProtocol: 'http', RuleId, ActiveRole: 'Slave', ActiveServerId: 'vm-232' },
    ]);
  });

  it('is switched by order, by itself', async () => {
    const RuleId = await withRule();
    await answerOf(harness, 'CreateLoadBalancerHTTPListener', {
      ...onPort80,
      ListenerPort: '81',
      HealthCheck: 'off',
      ...pair,
    });
    await answerOf(harness, 'StartLoadBalancerListener', { ...onPort80, ListenerPort: '81' });
    runtime.set(`http/80/${RuleId}`, {
      election: madeUpElection({ active: 'Master' }),
      targets: [
        madeUpTarget('vm-233', 80, { role: 'Master', activeConnections: 3 }),
        madeUpTarget('vm-232', 90, { role: 'Slave' }),
      ],
    });
    const answer = await answerOf(harness, 'SwitchMasterSlaveServerGroup', { ...pair, RuleId });
    expect(itemsOf(answer['Listeners'])).toEqual([
      expect.objectContaining({
        ListenerPort: 80,
        RuleId,
        To: 'Slave',
        ServerId: 'vm-232',
        Sentence:
          'New connections of http:80 api go from the master to the slave vm-232; established ones go on.',
      }),
    ]);
  });
});
