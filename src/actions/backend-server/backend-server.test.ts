import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, itemsOf } from '../../../test/contract/calls.ts';
import { givenLoadBalancer } from '../../contract/examples.ts';
import { testSettings } from '../test-support.ts';

const configuredServers = { 'i-1': '192.0.2.1', 'i-2': '192.0.2.2', 'i-3': '192.0.2.3' };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness({ configuredServers });
  await harness.arrange(givenLoadBalancer);
});

const call = (verb: 'Add' | 'Set' | 'Remove', servers: string) =>
  answerOf(harness, `${verb}BackendServers`, { LoadBalancerId: 'lb-bp1example', BackendServers: servers });
const weights = async (answer: ReturnType<typeof call>) =>
  itemsOf((await answer)['BackendServers']).map((server) => [server['ServerId'], server['Weight']]);
const stored = async () => {
  const request = { LoadBalancerId: 'lb-bp1example' };
  const { BackendServers } = await answerOf(harness, 'DescribeLoadBalancerAttribute', request);
  return itemsOf(BackendServers).map((server) => [server['ServerId'], server['Weight']]);
};

describe('AddBackendServers', () => {
  it('answers the load balancer’s id, from which Terraform makes its own, and weights as texts', async () => {
    expect(await call('Add', '[{"ServerId":"i-1","Weight":"50","Type":"ecs"}]')).toEqual({
      RequestId: expect.any(String),
      LoadBalancerId: harness.bindings.valueOf('lb-bp1example'),
      BackendServers: {
        BackendServer: [{ ServerId: 'i-1', Weight: '50', Type: 'ecs', Description: '' }],
      },
    });
    expect(await stored()).toEqual([['i-1', 50]]);
  });

  it.each([
    ['Terraform', `[{'ServerId':'i-1','Weight':'50', 'Type': 'ecs'}, {'ServerId':'i-2'}]`],
    [
      'the Kubernetes controller',
      '[{"NodeName":null,"serverId":"i-1","serverIp":"","weight":50,"type":"ecs","Invalid":false},{"serverId":"i-2"}]',
    ],
    ['a user of the founding page', '[{"ServerId":"i-1","Weight":"50"},{"ServerId":"i-2"},'],
  ])('reads the list as %s writes it', async (_who, text) => {
    await call('Add', text);
    expect(await stored()).toEqual([
      ['i-1', 50],
      ['i-2', 100],
    ]);
  });

  it('leaves a server that is attached already as it is, and counts the first of a pair of equal ones', async () => {
    await call('Add', '[{"ServerId":"i-1","Weight":10}]');
    const text = '[{"ServerId":"i-2","Weight":20},{"ServerId":"i-2","Weight":30},{"ServerId":"i-1"}]';
    expect(await weights(call('Add', text))).toEqual([
      ['i-1', '10'],
      ['i-2', '20'],
    ]);
  });

  it('answers the list as it is when none is given', async () => {
    await call('Add', '[{"ServerId":"i-1"}]');
    expect(await weights(call('Add', ''))).toEqual([['i-1', '100']]);
  });

  it('takes a server that only the request knows the address of', async () => {
    expect(await call('Add', '[{"ServerId":"eni-9","Type":"eni","ServerIp":"192.0.2.9"}]')).toMatchObject({
      BackendServers: { BackendServer: [{ ServerId: 'eni-9', Type: 'eni', ServerIp: '192.0.2.9' }] },
    });
  });

  it('takes any server when the service emulates servers that do not exist', async () => {
    harness = new Harness({ settings: { unknownServers: 'accept' } });
    await harness.arrange(givenLoadBalancer);
    await call('Add', '["i-anything"]');
    expect(await stored()).toEqual([['i-anything', 100]]);
  });
});

describe('SetBackendServers', () => {
  it('changes what is given and leaves the other servers and settings', async () => {
    await call('Add', '[{"ServerId":"i-1","Description":"first"},{"ServerId":"i-2","Weight":5}]');
    expect(await call('Set', '[{"ServerId":"i-1","Weight":"0"}]')).toMatchObject({
      BackendServers: {
        BackendServer: [
          { ServerId: 'i-1', Weight: '0', Description: 'first' },
          { ServerId: 'i-2', Weight: '5' },
        ],
      },
    });
    expect(await weights(call('Set', '[{"ServerId":"i-1","Description":"drained"}]'))).toEqual([
      ['i-1', '0'],
      ['i-2', '5'],
    ]);
  });

  it('adds a server that is not attached, as some clients use it', async () => {
    await call('Add', '[{"ServerId":"i-1"}]');
    await call('Set', '[{"ServerId":"i-3","Weight":"7"},{"ServerId":"i-1","Weight":"8"}]');
    expect(await stored()).toEqual([
      ['i-1', 8],
      ['i-3', 7],
    ]);
  });

  it('changes nothing without a list', async () => {
    await call('Add', '[{"ServerId":"i-1","Weight":5}]');
    expect(await weights(call('Set', ''))).toEqual([['i-1', '5']]);
  });
});

describe('RemoveBackendServers', () => {
  beforeEach(async () => {
    await call('Add', '[{"ServerId":"i-1"},{"ServerId":"i-2","Weight":2}]');
  });

  it.each([
    ['Libcloud and footmark', '["i-1"]'],
    ['Terraform', `[{'ServerId':'i-1', 'Weight':'100', 'Type': 'ecs'}]`],
  ])('reads the list as %s write it, and answers weights as numbers', async (_who, text) => {
    expect(await weights(call('Remove', text))).toEqual([['i-2', 2]]);
    expect(await stored()).toEqual([['i-2', 2]]);
  });

  it('skips servers that are not attached', async () => {
    expect(await weights(call('Remove', '["i-3","i-nosuch"]'))).toEqual([
      ['i-1', 100],
      ['i-2', 2],
    ]);
  });
});

it('a quota that was lowered meanwhile does not keep anybody from changing or removing servers', async () => {
  const quotas = { ...testSettings.quotas };
  harness = new Harness({ configuredServers, settings: { quotas } });
  await harness.arrange(givenLoadBalancer);
  await call('Add', '["i-1","i-2","i-3"]');
  Object.assign(quotas, { serversPerLoadBalancer: 1 });
  await call('Set', '[{"ServerId":"i-2","Weight":1}]');
  expect(await weights(call('Remove', '["i-3"]'))).toEqual([
    ['i-1', 100],
    ['i-2', 1],
  ]);
});
