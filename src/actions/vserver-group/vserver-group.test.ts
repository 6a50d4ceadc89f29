import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from '../../contract/examples.ts';
import { testSettings } from '../test-support.ts';

const configuredServers = {
  'i-1': '192.0.2.1',
  'i-2': '192.0.2.2',
  'vm-233': '192.0.2.3',
  'vm-232': '192.0.2.4',
};
const onLoadBalancer = { LoadBalancerId: 'lb-bp1example' };
const onGroup = { VServerGroupId: 'rsp-pool-example' };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness({ configuredServers });
  await harness.arrange(givenLoadBalancer);
});

/** A group of its own, known as `rsp-pool-example`. */
async function newGroup(servers?: string): Promise<void> {
  const request = { ...onLoadBalancer, RegionId: 'cn-hangzhou', VServerGroupName: 'web' };
  const binds = { VServerGroupId: 'rsp-pool-example' };
  await harness.arrange([
    {
      action: 'CreateVServerGroup',
      request: { ...request, ...(servers !== undefined && { BackendServers: servers }) },
      binds,
    },
  ]);
}
const change = (verb: 'Add' | 'Remove', servers?: string) =>
  answerOf(harness, `${verb}VServerGroupBackendServers`, {
    ...onGroup,
    ...(servers !== undefined && { BackendServers: servers }),
  });
const set = (changes: Readonly<Record<string, string>>) =>
  answerOf(harness, 'SetVServerGroupAttribute', { ...onGroup, ...changes });
const modify = (leaving: string, coming: string) =>
  answerOf(harness, 'ModifyVServerGroupBackendServers', {
    ...onGroup,
    OldBackendServers: leaving,
    NewBackendServers: coming,
  });
const described = () => answerOf(harness, 'DescribeVServerGroupAttribute', onGroup);
/** `i-1:80=100`, in the order of the answer. */
const shown = (answer: Readonly<Record<string, unknown>>) =>
  itemsOf(answer['BackendServers']).map(
    ({ ServerId: id, Port: port, Weight: weight }) => `${String(id)}:${String(port)}=${String(weight)}`,
  );
const stored = async () => shown(await described());

describe('CreateVServerGroup', () => {
  it('makes an empty group, which Terraform and the Kubernetes controller begin with', async () => {
    await newGroup();
    expect(await described()).toEqual({
      RequestId: expect.any(String),
      VServerGroupId: harness.bindings.valueOf('rsp-pool-example'),
      VServerGroupName: 'web',
      LoadBalancerId: harness.bindings.valueOf('lb-bp1example'),
      CreateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      // There for Terraform, which fails when the wrapped form is missing.
      BackendServers: { BackendServer: [] },
      Tags: { Tag: [] },
    });
  });

  it('takes one server with several ports, and of equal entries the first', async () => {
    await newGroup(
      '[{"ServerId":"i-1","Port":80,"Weight":1},{"ServerId":"i-1","Port":81},{"ServerId":"i-1","Port":"80"}]',
    );
    expect(await stored()).toEqual(['i-1:80=1', 'i-1:81=100']);
  });

  it('takes a server that only the request knows the address of', async () => {
    await newGroup('[{"ServerId":"eni-9","Port":80,"Type":"eni","ServerIp":"192.0.2.9"}]');
    expect(itemsOf((await described())['BackendServers'])).toEqual([
      {
        ServerId: 'eni-9',
        Port: 80,
        Weight: 100,
        Type: 'eni',
        Description: '',
        ServerIp: '192.0.2.9',
      },
    ]);
  });

  it('keeps the tags that Terraform gives at creation', async () => {
    await answerOf(harness, 'CreateVServerGroup', {
      ...onLoadBalancer,
      RegionId: 'cn-hangzhou',
      'Tag.1.Key': 'env',
      'Tag.1.Value': 'test',
    });
    const find = (value: string) =>
      answerOf(harness, 'DescribeVServerGroups', {
        ...onLoadBalancer,
        'Tag.1.Key': 'env',
        'Tag.1.Value': value,
      });
    expect(itemsOf((await find('test'))['VServerGroups'])).toMatchObject([
      { Tags: { Tag: [{ TagKey: 'env', TagValue: 'test' }] } },
    ]);
    expect(itemsOf((await find('live'))['VServerGroups'])).toEqual([]);
  });
});

describe('AddVServerGroupBackendServers', () => {
  beforeEach(() => newGroup('[{"ServerId":"i-2","Port":"80","Weight":"5"}]'));

  it.each([
    [
      'Terraform',
      `[{'ServerId':'i-1','Port':'80','Weight':'50', 'Type': 'ecs'}, {'ServerId':'i-1','Port':'81'}]`,
    ],
    [
      'the Kubernetes controller',
      '[{"IsUserManaged":false,"NodeName":null,"description":"k8s/80/web","serverId":"i-1","serverIp":"","weight":50,"port":80,"type":"ecs","TargetRef":null,"Invalid":false},{"serverId":"i-1","port":81,"weight":100}]',
    ],
    [
      'a user of the API reference',
      '[{"ServerId":"i-1","Port":"80","Weight":"50"},{"ServerId":"i-1","Port":"81"},',
    ],
  ])('reads the list as %s writes it', async (_who, servers) => {
    expect(shown(await change('Add', servers))).toEqual(['i-2:80=5', 'i-1:80=50', 'i-1:81=100']);
    expect(await stored()).toEqual(['i-2:80=5', 'i-1:80=50', 'i-1:81=100']);
  });

  it('keeps the order of insertion and names the Type of each, which Terraform compares', async () => {
    const ids = ['192.0.2.30', '192.0.2.10', '192.0.2.20'];
    for (const id of ids) await change('Add', `[{"ServerId":"${id}","Port":8080,"Type":"ecs"}]`);
    const servers = itemsOf((await described())['BackendServers']);
    expect(servers.map(({ ServerId }) => ServerId)).toEqual(['i-2', ...ids]);
    expect(servers.map(({ Type }) => Type)).toEqual(['ecs', 'ecs', 'ecs', 'ecs']);
  });

  it('leaves an entry that is there already as it is', async () => {
    expect(shown(await change('Add', '[{"ServerId":"i-2","Port":80,"Weight":99}]'))).toEqual(['i-2:80=5']);
  });

  it('changes nothing without a list, as Terraform calls it when a batch is empty', async () => {
    expect(shown(await change('Add'))).toEqual(['i-2:80=5']);
  });

  it('takes batches of twenty and no more', async () => {
    const batch = (from: number, count: number) =>
      JSON.stringify(Array.from({ length: count }, (_, n) => ({ ServerId: 'i-1', Port: from + n })));
    await change('Add', batch(1000, 20));
    expect(shown(await change('Add', batch(2000, 20)))).toHaveLength(41);
    const request = { ...onGroup, BackendServers: batch(3000, 21) };
    expect(await refusalOf(harness, 'AddVServerGroupBackendServers', request)).toMatchObject({
      status: 400,
      Code: 'TooManyBackendServers',
    });
    expect(await stored()).toHaveLength(41);
  });

  it('keeps what several Terraform attachments add at the same time', async () => {
    const ports = Array.from({ length: 12 }, (_, n) => 9000 + n);
    await Promise.all(ports.map((port) => change('Add', `[{"ServerId":"i-1","Port":"${port}"}]`)));
    expect((await stored()).sort()).toEqual(['i-2:80=5', ...ports.map((port) => `i-1:${port}=100`)].sort());
  });

  it('takes any server when the service emulates servers that do not exist', async () => {
    harness = new Harness({ settings: { unknownServers: 'accept' } });
    await harness.arrange(givenLoadBalancer);
    await newGroup('[{"ServerId":"i-anything","Port":80}]');
    expect(await stored()).toEqual(['i-anything:80=100']);
  });
});

describe('SetVServerGroupAttribute', () => {
  beforeEach(() =>
    newGroup(
      '[{"ServerId":"i-1","Port":80,"Description":"a"},{"ServerId":"i-1","Port":81},{"ServerId":"i-2","Port":80}]',
    ),
  );

  it('with a name only, as Terraform sends it, renames and does not empty the group', async () => {
    expect(await set({ VServerGroupName: 'renamed' })).toMatchObject({ VServerGroupName: 'renamed' });
    expect(await described()).toMatchObject({ VServerGroupName: 'renamed' });
    expect(await stored()).toEqual(['i-1:80=100', 'i-1:81=100', 'i-2:80=100']);
  });

  it('with some servers, as the Kubernetes controller sends those that changed, leaves the others', async () => {
    const servers =
      '[{"serverId":"i-1","port":81,"weight":7,"type":"ecs","serverIp":"","description":"k8s"},{"serverId":"i-2","port":80,"weight":0}]';
    expect(shown(await set({ BackendServers: servers }))).toEqual(['i-1:80=100', 'i-1:81=7', 'i-2:80=0']);
    expect(await described()).toMatchObject({
      VServerGroupName: 'web',
      BackendServers: { BackendServer: [{ Description: 'a' }, { Description: 'k8s' }, { Description: '' }] },
    });
  });

  it('in two batches, as Terraform sends more than twenty, does not undo the first', async () => {
    await set({ VServerGroupName: 'web', BackendServers: `[{'ServerId':'i-1','Port':'80','Weight':'1'}]` });
    await set({ VServerGroupName: 'web', BackendServers: `[{'ServerId':'i-2','Port':'80','Weight':'2'}]` });
    expect(await stored()).toEqual(['i-1:80=1', 'i-1:81=100', 'i-2:80=2']);
  });

  it('keeps a weight that is not given', async () => {
    await set({ BackendServers: '[{"ServerId":"i-1","Port":80,"Weight":3}]' });
    await set({ BackendServers: '[{"ServerId":"i-1","Port":80,"Description":"drained"}]' });
    expect(await stored()).toContain('i-1:80=3');
  });

  it('neither adds nor removes', async () => {
    const servers = '[{"ServerId":"i-2","Port":9999,"Weight":1},{"ServerId":"i-nosuch","Port":80}]';
    expect(shown(await set({ BackendServers: servers }))).toEqual(['i-1:80=100', 'i-1:81=100', 'i-2:80=100']);
  });

  it('wants a name or servers', async () => {
    expect(await refusalOf(harness, 'SetVServerGroupAttribute', onGroup)).toMatchObject({
      status: 400,
      Code: 'MissingParameter',
    });
  });
});

describe('RemoveVServerGroupBackendServers', () => {
  beforeEach(() =>
    newGroup('[{"ServerId":"i-1","Port":80},{"ServerId":"i-1","Port":81},{"ServerId":"i-2","Port":80}]'),
  );

  it.each([
    [
      'a Terraform attachment, with the port as text',
      `[{"Port":"80","ServerId":"i-1","Type":"ecs","Weight":100}]`,
    ],
    ['Terraform', `[{'ServerId':'i-1','Port':'80','Weight':'100', 'Type': 'ecs'}]`],
    [
      'the Kubernetes controller, with everything that it knows of the server',
      '[{"serverId":"i-1","port":80,"weight":55,"type":"ecs","description":"k8s","serverIp":""}]',
    ],
  ])('removes as %s asks', async (_who, servers) => {
    expect(shown(await change('Remove', servers))).toEqual(['i-1:81=100', 'i-2:80=100']);
    expect(await stored()).toEqual(['i-1:81=100', 'i-2:80=100']);
  });

  it('skips what is not in the group', async () => {
    const servers = '[{"ServerId":"i-nosuch","Port":80},{"ServerId":"i-2","Port":81}]';
    expect(shown(await change('Remove', servers))).toHaveLength(3);
  });

  it('changes nothing without a list, as Terraform calls it when a batch is empty', async () => {
    expect(shown(await change('Remove'))).toHaveLength(3);
  });
});

describe('ModifyVServerGroupBackendServers', () => {
  beforeEach(() =>
    newGroup('[{"ServerId":"i-1","Port":80},{"ServerId":"i-1","Port":81},{"ServerId":"i-2","Port":80}]'),
  );

  it('exchanges old for new in one step', async () => {
    const answer = await modify(
      '[{"ServerId":"i-1","Port":"81"}]',
      '[{"ServerId":"i-2","Port":"81","Weight":"9"}]',
    );
    expect(shown(answer)).toEqual(['i-1:80=100', 'i-2:80=100', 'i-2:81=9']);
    expect(await stored()).toEqual(shown(answer));
  });

  it('keeps the place of an entry that is in both lists', async () => {
    const same = '[{"ServerId":"i-1","Port":81,"Weight":1}]';
    expect(shown(await modify(same, same))).toEqual(['i-1:80=100', 'i-1:81=1', 'i-2:80=100']);
  });

  it('changes nothing when a new server is unknown', async () => {
    const request = {
      ...onGroup,
      OldBackendServers: '[{"ServerId":"i-1","Port":81}]',
      NewBackendServers: '[{"ServerId":"i-nosuch","Port":81}]',
    };
    expect(await refusalOf(harness, 'ModifyVServerGroupBackendServers', request)).toMatchObject({
      Code: 'InvalidServerId.NotExist',
    });
    expect(await stored()).toHaveLength(3);
  });

  it('refuses one server and port twice in a list', async () => {
    const request = {
      ...onGroup,
      OldBackendServers: '[{"ServerId":"i-1","Port":81},{"ServerId":"i-1","Port":81}]',
    };
    expect(await refusalOf(harness, 'ModifyVServerGroupBackendServers', request)).toMatchObject({
      Code: 'InvalidParameter',
      Message: 'OldBackendServers has two entries with ServerId i-1 and Port 81.',
    });
  });
});

describe('several addresses of one network interface', () => {
  const addressesShown = async () =>
    itemsOf((await described())['BackendServers']).map(({ ServerIp, Weight }) => [ServerIp, Weight]);
  beforeEach(() =>
    newGroup(
      '[{"ServerId":"eni-9","Port":80,"Type":"eni","ServerIp":"192.0.2.9"},{"ServerId":"eni-9","Port":80,"Type":"eni","ServerIp":"2001:db8::9"}]',
    ),
  );

  it('are entries of their own, whatever the spelling of the address', async () => {
    await change('Add', '[{"ServerId":"eni-9","Port":80,"Type":"eni","ServerIp":"2001:DB8:0::9"}]');
    await set({ BackendServers: '[{"ServerId":"eni-9","Port":80,"ServerIp":"2001:db8:0:0::9","Weight":3}]' });
    expect(await addressesShown()).toEqual([
      ['192.0.2.9', 100],
      ['2001:db8::9', 3],
    ]);
    await change('Remove', '[{"ServerId":"eni-9","Port":80,"ServerIp":"192.0.2.9"}]');
    expect(await addressesShown()).toEqual([['2001:db8::9', 3]]);
  });

  it('are all meant by an entry without an address', async () => {
    await set({ BackendServers: '[{"ServerId":"eni-9","Port":80,"Weight":0}]' });
    expect(await addressesShown()).toEqual([
      ['192.0.2.9', 0],
      ['2001:db8::9', 0],
    ]);
    await change('Remove', '[{"ServerId":"eni-9","Port":80}]');
    expect(await addressesShown()).toEqual([]);
  });
});

describe('an id', () => {
  it('of a deleted group, or of a master-slave group, is not found in the words that Terraform looks for', async () => {
    await newGroup();
    harness = new Harness();
    await harness.arrange(givenMasterSlaveGroup);
    for (const id of ['rsp-nosuch', 'rsp-example']) {
      expect(await refusalOf(harness, 'DescribeVServerGroupAttribute', { VServerGroupId: id })).toEqual({
        status: 404,
        Code: 'InvalidParameter',
        Message: 'The specified VServerGroupId does not exist.',
      });
    }
  });

  it('of a vServer group is not that of a master-slave group', async () => {
    await newGroup();
    const request = { MasterSlaveServerGroupId: 'rsp-pool-example' };
    expect(await refusalOf(harness, 'DescribeMasterSlaveServerGroupAttribute', request)).toMatchObject({
      Message: 'The specified MasterSlaveGroupId does not exist.',
    });
  });
});

describe('the quota of servers of a load balancer', () => {
  const quotas = { ...testSettings.quotas, serversPerLoadBalancer: 2 };
  const tooMany = { status: 400, Code: 'InstanceBackendServerNumberOverLimit' };
  beforeEach(async () => {
    harness = new Harness({ configuredServers, settings: { quotas } });
    await harness.arrange(givenLoadBalancer);
    await newGroup('[{"ServerId":"i-1","Port":80}]');
  });

  it('counts different servers over all groups, the default group too', async () => {
    await answerOf(harness, 'AddBackendServers', { ...onLoadBalancer, BackendServers: '["i-1","i-2"]' });
    // Both are there already: with any port they are no more servers than before.
    await change('Add', '[{"ServerId":"i-1","Port":81},{"ServerId":"i-2","Port":80}]');
    const one = { BackendServers: '[{"ServerId":"192.0.2.9","Port":80}]' };
    const inNewGroup = { ...onLoadBalancer, RegionId: 'cn-hangzhou', ...one };
    expect(await refusalOf(harness, 'CreateVServerGroup', inNewGroup)).toMatchObject(tooMany);
    expect(await refusalOf(harness, 'AddVServerGroupBackendServers', { ...onGroup, ...one })).toMatchObject(
      tooMany,
    );
    const toDefaultGroup = { ...onLoadBalancer, BackendServers: '["192.0.2.9"]' };
    expect(await refusalOf(harness, 'AddBackendServers', toDefaultGroup)).toMatchObject(tooMany);
  });

  it('is kept by an exchange, as the Kubernetes controller does it: first remove, then add', async () => {
    await change('Add', '[{"ServerId":"i-2","Port":80}]');
    await change('Remove', '[{"ServerId":"i-1","Port":80}]');
    await change('Add', '[{"ServerId":"192.0.2.9","Port":80}]');
    await modify('[{"ServerId":"i-2","Port":80}]', '[{"ServerId":"192.0.2.10","Port":80}]');
    expect(await stored()).toEqual(['192.0.2.9:80=100', '192.0.2.10:80=100']);
  });
});
