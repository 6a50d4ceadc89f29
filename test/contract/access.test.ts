/** Access policies: what each action is about, and that nobody gets at what is not theirs, by no action at all. */
import { describe, expect, it } from 'vitest';
import { accessKinds, namesNothing } from '../../src/contract/access.ts';
import type { ActionContract, ExampleCall } from '../../src/contract/define.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from '../../src/contract/examples.ts';
import { contracts } from '../../src/contract/index.ts';
import { type RamPolicy, ramPolicySchema } from '../../src/domain/ram-policy.ts';
import { Harness } from './harness.ts';

const all = Object.values<ActionContract>(contracts);
const actions = all.filter(({ access }) => !access.everybody);
const OWN = accessKinds.map((kind) => `acs:slb:*:*:${kind}/own`);

function policy(...statements: readonly object[]): RamPolicy {
  const Statement = statements.map((one) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...one }));
  return ramPolicySchema.parse({ Version: '1', Statement });
}

it.each(all)('$name says of every id among its parameters what it names', ({ name, params, access }) => {
  const ids = Object.keys(params).filter((param) => /Ids?$/.test(param) && !namesNothing.has(param));
  // The filter by server of a list is no right to that server.
  const unnamed = ids.filter((id) => !Object.hasOwn(access.named, id));
  expect(unnamed).toEqual(name === 'DescribeLoadBalancers' ? ['ServerId'] : []);
});

it('what everybody may do is about sessions of their own', () => {
  const names = all.filter(({ access }) => access.everybody).map(({ name }) => name);
  expect(names).toEqual(['CreateSession', 'EndSession']);
});

describe.each(actions)('$name', (contract) => {
  const { given, request } = contract.example;
  const action = `slb:${contract.name}`;

  it('does nothing for a user whose resources are others', async () => {
    const harness = new Harness({ users: { stranger: policy({ Resource: OWN }) } });
    await harness.arrange(given);
    const before = await harness.stored();
    const answer = await harness.call(contract.name, request, 'json', 'stranger');
    expect(answer).toMatchObject({ status: 403, errorId: 'accessDenied' });
    expect(answer.body).toContain(`stranger may not call ${action} on `);
    expect(await harness.stored()).toEqual(before);
  });

  it('needs itself and nothing else to be allowed', async () => {
    const users = {
      one: policy({ Action: action }),
      other: policy({}, { Effect: 'Deny', Action: action }),
    };
    const harness = new Harness({ users });
    await harness.arrange(given);
    expect(await harness.call(contract.name, request, 'json', 'other')).toMatchObject({
      errorId: 'accessDenied',
    });
    expect(await harness.call(contract.name, request, 'json', 'one')).toMatchObject({ status: 200 });
  });
});

/** Examples that name something by which their resource is found, and the kinds of what they name. */
const named: readonly (readonly [keyof typeof contracts, string])[] = [
  ['DeleteLoadBalancer', 'loadbalancer/{lb-bp1example}'],
  ['DescribeLoadBalancerAttribute', 'loadbalancer/{lb-bp1example}'],
  ['CreateLoadBalancerTCPListener', 'loadbalancer/{lb-bp1example}'],
  ['SetVServerGroupAttribute', 'loadbalancer/{lb-bp1example}'],
  ['DescribeMasterSlaveServerGroupAttribute', 'loadbalancer/{lb-bp1example}'],
  ['SetMasterSlaveServerGroupAttribute', 'loadbalancer/{lb-bp1example}'],
  ['DescribeRuleAttribute', 'loadbalancer/{lb-bp1example}'],
  ['DeleteRules', 'loadbalancer/{lb-bp1example}'],
  ['TagResources', 'loadbalancer/{lb-bp1example}'],
  ['MoveResourceGroup', 'loadbalancer/{lb-bp1example}'],
  ['RegisterServer', 'server/vm-233'],
  ['SetUserPolicy', 'user/ci'],
  ['DeleteAccessKey', 'user/ci'],
  ['UploadServerCertificate', 'certificate/*'],
  ['CreateAccessControlList', 'acl/*'],
  ['CreateLoadBalancer', 'loadbalancer/*'],
  ['DescribeVServerGroups', 'loadbalancer/{lb-bp1example}'],
];

describe('the resource of', () => {
  it.each(named)('%s is %s', async (name, relative) => {
    const contract: ActionContract = contracts[name];
    const [, placeholder] = /\{(.+)\}/.exec(relative) ?? [];
    // Ids are the same in every harness: the first tells which resource the policy must name.
    const first = new Harness();
    await first.arrange(contract.example.given);
    const id = placeholder === undefined ? '' : first.bindings.valueOf(placeholder);
    const Resource = `acs:slb:cn-hangzhou:*:${relative.replace(/\{.+\}/, id)}`;
    const users = { owner: policy({ Resource }) };
    const harness = new Harness({ users });
    await harness.arrange(contract.example.given);
    const answer = await harness.call(name, contract.example.request, 'json', 'owner');
    expect(answer).toMatchObject({ status: 200 });
  });

  it('a listener that is made with an access control list is both', async () => {
    const request = {
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '80',
      BackendServerPort: '80',
      Bandwidth: '-1',
      AclStatus: 'on',
      AclType: 'white',
      AclId: 'acl-bp1example',
    };
    const given: readonly ExampleCall[] = [
      ...givenLoadBalancer,
      {
        action: 'CreateAccessControlList',
        request: { RegionId: 'cn-hangzhou', AclName: 'a' },
        binds: { AclId: 'acl-bp1example' },
      },
    ];
    const users = {
      half: policy({ Resource: 'acs:slb:*:*:loadbalancer/*' }),
      whole: policy({ Resource: ['acs:slb:*:*:loadbalancer/*', 'acs:slb:*:*:acl/*'] }),
    };
    const harness = new Harness({ users });
    await harness.arrange(given);
    const create = (user: string) => harness.call('CreateLoadBalancerTCPListener', request, 'json', user);
    expect((await create('half')).body).toContain(':acl/acl-');
    expect(await create('whole')).toMatchObject({ status: 200 });
  });

  it('something that is gone is nobody’s: who may ask hears that it is gone', async () => {
    const users = { owner: policy({ Resource: OWN }) };
    const harness = new Harness({ users });
    const request = { VServerGroupId: 'rsp-gone' };
    const answer = await harness.call('DescribeVServerGroupAttribute', request, 'json', 'owner');
    expect(answer.errorId).not.toBe('accessDenied');
    expect(answer.status).not.toBe(200);
  });
});

describe('conditions', () => {
  const describe_ = (harness: Harness, user: string) =>
    harness.call('DescribeLoadBalancerAttribute', { LoadBalancerId: 'lb-bp1example' }, 'json', user);

  it('on tags: of the load balancer, also through its groups', async () => {
    const users = { team: policy({ Condition: { StringEquals: { 'acs:ResourceTag/team': 'db' } } }) };
    const harness = new Harness({ users });
    await harness.arrange(givenMasterSlaveGroup);
    const group = () =>
      harness.call(
        'DescribeMasterSlaveServerGroupAttribute',
        { MasterSlaveServerGroupId: 'rsp-example' },
        'json',
        'team',
      );
    expect(await describe_(harness, 'team')).toMatchObject({ status: 403 });
    expect(await group()).toMatchObject({ status: 403 });
    const tag = { 'Tag.1.Key': 'team', 'Tag.1.Value': 'db' };
    const request = { RegionId: 'cn-hangzhou', ResourceType: 'instance', 'ResourceId.1': 'lb-bp1example' };
    await harness.arrange([{ action: 'TagResources', request: { ...request, ...tag } }]);
    expect(await describe_(harness, 'team')).toMatchObject({ status: 200 });
    expect(await group()).toMatchObject({ status: 200 });
  });

  it('on tags in the request', async () => {
    const users = { team: policy({ Condition: { StringEquals: { 'acs:RequestTag/team': 'db' } } }) };
    const harness = new Harness({ users });
    const create = (more: Readonly<Record<string, string>>) =>
      harness.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou', ...more }, 'json', 'team');
    expect(await create({})).toMatchObject({ status: 403 });
    expect(await create({ 'Tag.1.Key': 'team', 'Tag.1.Value': 'web' })).toMatchObject({ status: 403 });
    expect(await create({ 'Tag.1.Key': 'team', 'Tag.1.Value': 'db' })).toMatchObject({ status: 200 });
  });

  it('on the address of the client', async () => {
    const at = (block: string) => policy({ Condition: { IpAddress: { 'acs:SourceIp': block } } });
    const harness = new Harness({ users: { here: at('127.0.0.0/8'), there: at('10.0.0.0/8') } });
    await harness.arrange(givenLoadBalancer);
    expect(await describe_(harness, 'here')).toMatchObject({ status: 200 });
    expect(await describe_(harness, 'there')).toMatchObject({ status: 403 });
  });
});
