import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, type Document, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { givenRule } from '../../contract/rule-examples.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
const rule = { RuleId: 'rule-example' };
type Settings = Readonly<Record<string, string>>;

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenRule);
});

const create = (list: string, more: Settings = {}) =>
  answerOf(harness, 'CreateRules', { ...onPort80, RuleList: list, ...more });
const set = (settings: Settings) => answerOf(harness, 'SetRule', { ...rule, ...settings });
const described = () => answerOf(harness, 'DescribeRuleAttribute', rule);
const listed = async (): Promise<readonly Document[]> =>
  itemsOf((await answerOf(harness, 'DescribeRules', onPort80))['Rules']);
const namesOf = (rules: readonly Document[]) => rules.map(({ RuleName: name }) => name);

describe('new rules', () => {
  it('answer in the order given, where Terraform takes its id from the first', async () => {
    const { Rules: made } = await create(
      JSON.stringify([
        { RuleName: 'b', Domain: '*.example.com', VServerGroupId: 'rsp-pool-example' },
        { RuleName: 'a', Url: '/a', VServerGroupId: 'rsp-pool-example' },
      ]),
    );
    expect(itemsOf(made)).toEqual([
      { RuleId: expect.stringMatching(/^rule-[a-z0-9]{10}$/), RuleName: 'b' },
      { RuleId: expect.stringMatching(/^rule-/), RuleName: 'a' },
    ]);
    expect(namesOf(await listed())).toEqual(['images', 'b', 'a']);
  });

  it('read single quotes and keys in small letters, as from Terraform and Kubernetes', async () => {
    await create("[{'ruleName':'one','url':'/one','vServerGroupId':'rsp-pool-example', 'RuleId': null}]");
    expect(namesOf(await listed())).toEqual(['images', 'one']);
  });

  it('are all made or none', async () => {
    const list = JSON.stringify([
      { RuleName: 'one', Url: '/one', VServerGroupId: 'rsp-pool-example' },
      { RuleName: 'two', Url: '/one', VServerGroupId: 'rsp-pool-example' },
    ]);
    const request = { ...onPort80, RuleList: list };
    expect(await refusalOf(harness, 'CreateRules', request)).toMatchObject({ Code: 'DomainExist' });
    expect(namesOf(await listed())).toEqual(['images']);
  });

  it('may have one path on two domains', async () => {
    await create('[{"RuleName":"one","Url":"/images","VServerGroupId":"rsp-pool-example"}]');
    expect(namesOf(await listed())).toEqual(['images', 'one']);
  });

  it('are not made in a dry run', async () => {
    const list = '[{"RuleName":"one","Url":"/one","VServerGroupId":"rsp-pool-example"}]';
    expect((await create(list, { DryRun: 'true' }))['Rules']).toEqual({ Rule: [] });
    expect(namesOf(await listed())).toEqual(['images']);
  });

  it.each(['images', '/a b', ''])('refuse the path %j', async (url) => {
    const list = JSON.stringify([{ RuleName: 'one', Url: url, VServerGroupId: 'rsp-pool-example' }]);
    const { Code: code } = await refusalOf(harness, 'CreateRules', { ...onPort80, RuleList: list });
    expect(code).toBe(url === '' ? 'RuleListMalformed' : 'UrlMalformed');
  });
});

describe('a change of a rule', () => {
  it('keeps what is not given: Terraform sends group, name and ListenerSync after every creation', async () => {
    const before = await described();
    await set({ VServerGroupId: 'rsp-pool-example', RuleName: 'images', ListenerSync: 'on' });
    expect({ ...(await described()), RequestId: '' }).toEqual({ ...before, RequestId: '' });
  });

  it('gives it settings of its own, which are shown then and only then', async () => {
    const own = {
      Scheduler: 'rr',
      StickySession: 'on',
      StickySessionType: 'insert',
      HealthCheck: 'on',
      HealthCheckURI: '/up',
      HealthCheckHttpCode: 'http_2xx,http_3xx',
    };
    await set({
      ...own,
      ListenerSync: 'off',
      CookieTimeout: '100',
      HealthCheckInterval: '20',
      HealthCheckTimeout: '10',
      HealthyThreshold: '4',
      UnhealthyThreshold: '8',
    });
    const expected = {
      ...own,
      ListenerSync: 'off',
      CookieTimeout: 100,
      HealthCheckInterval: 20,
      HealthCheckTimeout: 10,
      HealthyThreshold: 4,
      UnhealthyThreshold: 8,
      HealthCheckConnectPort: -520,
    };
    expect(await described()).toMatchObject(expected);
    expect((await listed())[0]).toMatchObject(expected);
    await set({ ListenerSync: 'on' });
    const synced = await described();
    for (const name of ['Scheduler', 'StickySession', 'HealthCheck', 'HealthCheckURI']) {
      expect(synced).not.toHaveProperty(name);
    }
    await set({ ListenerSync: 'off' });
    expect(await described()).toMatchObject(expected);
  });

  it('may give the name that the rule has', async () => {
    await set({ RuleName: 'images' });
    await set({ RuleName: 'pictures' });
    expect(await described()).toMatchObject({ RuleName: 'pictures' });
  });

  it('does nothing in a dry run', async () => {
    await set({ RuleName: 'pictures', DryRun: 'true' });
    expect(await described()).toMatchObject({ RuleName: 'images' });
  });
});

describe('a rule', () => {
  it('has its port as a text, as published, and the id of its load balancer', async () => {
    expect(await described()).toMatchObject({
      ListenerPort: '80',
      LoadBalancerId: harness.bindings.valueOf('lb-bp1example'),
    });
  });

  it('stands in the answer about its listener and about its group', async () => {
    const { Rules: rules } = await answerOf(harness, 'DescribeLoadBalancerHTTPListenerAttribute', onPort80);
    expect(itemsOf(rules)).toMatchObject([{ RuleName: 'images', Domain: 'www.example.com', Url: '/images' }]);
    const { VServerGroups: groups } = await answerOf(harness, 'DescribeVServerGroups', {
      LoadBalancerId: 'lb-bp1example',
      IncludeRule: 'true',
    });
    expect(itemsOf(groups)).toMatchObject([
      { AssociatedObjects: { Rules: { Rule: [{ RuleName: 'images' }] } } },
    ]);
  });

  it('is deleted by a list in single quotes and is gone by code for Terraform', async () => {
    await answerOf(harness, 'DeleteRules', { RuleIds: "['rule-example']" });
    expect(await refusalOf(harness, 'DescribeRuleAttribute', rule)).toMatchObject({
      status: 404,
      Code: 'InvalidRuleId.NotFound',
    });
    await answerOf(harness, 'DeleteLoadBalancerListener', onPort80);
    await answerOf(harness, 'DeleteVServerGroup', { VServerGroupId: 'rsp-pool-example' });
  });

  it.each([
    ['listener', 'DeleteLoadBalancerListener', onPort80],
    ['load balancer', 'DeleteLoadBalancer', { LoadBalancerId: 'lb-bp1example' }],
  ])('goes with its %s', async (_what, action, request) => {
    await answerOf(harness, action, request);
    expect(await refusalOf(harness, 'DescribeRuleAttribute', rule)).toMatchObject({
      Code: 'InvalidRuleId.NotFound',
    });
  });

  it('cannot be put on a TCP listener or on one that redirects', async () => {
    const tcp = { ...onPort80, ListenerPort: '81', BackendServerPort: '80' };
    await answerOf(harness, 'CreateLoadBalancerTCPListener', tcp);
    const list = '[{"RuleName":"one","Url":"/one","VServerGroupId":"rsp-pool-example"}]';
    expect(await refusalOf(harness, 'CreateRules', { ...tcp, RuleList: list })).toMatchObject({
      Code: 'RuleNotSupport',
      Message: expect.stringContaining('TCP'),
    });
    expect((await answerOf(harness, 'DescribeRules', tcp))['Rules']).toEqual({ Rule: [] });
  });
});
