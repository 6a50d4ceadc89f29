import { describe, expect, it } from 'vitest';
import { type AccessQuestion, allows, matches, type RamPolicy, ramPolicySchema } from './ram-policy.ts';

const arn = (id: string, region = 'cn-hangzhou'): string =>
  `acs:slb:${region}:1000000000000001:loadbalancer/${id}`;

function policy(...statements: readonly object[]): RamPolicy {
  const Statement = statements.map((one) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...one }));
  return ramPolicySchema.parse({ Version: '1', Statement });
}

const question: AccessQuestion = {
  action: 'slb:DeleteLoadBalancer',
  sourceAddress: '10.1.2.3',
  requestTags: new Map([['env', 'test']]),
};
const may = (
  of: RamPolicy,
  id: string | undefined = 'lb-1',
  tags: readonly (readonly [string, string])[] = [],
) => allows(of, question, { arn: id === undefined ? undefined : arn(id), tags: new Map(tags) });

describe('a policy', () => {
  it.each([
    ['everything', {}, true],
    ['the action by name, in any case', { Action: 'SLB:deleteloadbalancer' }, true],
    ['the action among others', { Action: ['slb:Set*', 'slb:Delete*'] }, true],
    ['another action', { Action: 'slb:Describe*' }, false],
    ['another service', { Action: 'ecs:*' }, false],
    ['this resource', { Resource: arn('lb-1') }, true],
    ['all of its kind, in any region and account', { Resource: 'acs:slb:*:*:loadbalancer/*' }, true],
    ['resources that begin so', { Resource: ['acs:slb:*:*:loadbalancer/lb-?'] }, true],
    ['another resource', { Resource: arn('lb-2') }, false],
    ['the resource in another region', { Resource: arn('lb-1', 'cn-beijing') }, false],
    ['ids are told apart by case', { Resource: arn('LB-1') }, false],
  ])('that allows %s', (_words, statement, allowed) => {
    expect(may(policy(statement))).toBe(allowed);
  });

  it('denies over everything that allows', () => {
    const rule = policy({}, { Effect: 'Deny', Resource: arn('lb-1') });
    expect(may(rule)).toBe(false);
    expect(may(rule, 'lb-2')).toBe(true);
  });

  it('lets those who may call an action learn that something is gone', () => {
    const own = { Resource: arn('lb-1') };
    expect(allows(policy(own), question, { arn: undefined, tags: new Map() })).toBe(true);
    const other = policy({ ...own, Action: 'slb:Describe*' });
    expect(allows(other, question, { arn: undefined, tags: new Map() })).toBe(false);
    const none = policy(own, { Effect: 'Deny' });
    expect(allows(none, question, { arn: undefined, tags: new Map() })).toBe(false);
  });

  it.each([
    ['an address in the block', { IpAddress: { 'acs:SourceIp': ['192.0.2.0/24', '10.0.0.0/8'] } }, true],
    ['an address outside', { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } }, false],
    ['not this address', { NotIpAddress: { 'acs:SourceIp': '10.1.2.3' } }, false],
    ['a tag of the resource', { StringEquals: { 'acs:ResourceTag/team': ['web', 'db'] } }, true],
    ['a tag as older policies write it', { StringEquals: { 'slb:tag/team': 'db' } }, true],
    ['another value of the tag', { StringEquals: { 'acs:ResourceTag/team': 'ops' } }, false],
    ['a tag that the resource has not', { StringEquals: { 'acs:ResourceTag/cost': 'x' } }, false],
    ['not this value, of a tag it has not', { StringNotEquals: { 'acs:ResourceTag/cost': 'x' } }, true],
    ['a tag in any case', { StringEqualsIgnoreCase: { 'acs:ResourceTag/team': 'DB' } }, true],
    ['not a tag in any case', { StringNotEqualsIgnoreCase: { 'acs:ResourceTag/team': 'DB' } }, false],
    ['a tag by pattern', { StringLike: { 'acs:ResourceTag/team': 'd*' } }, true],
    ['not a tag by pattern', { StringNotLike: { 'acs:ResourceTag/team': 'd*' } }, false],
    ['a tag in the request', { StringEquals: { 'acs:RequestTag/env': 'test' } }, true],
    [
      'two conditions, of which one fails',
      { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' }, StringEquals: { 'acs:RequestTag/env': 'prod' } },
      false,
    ],
  ])('on condition: %s', (_words, Condition, allowed) => {
    expect(may(policy({ Condition }), 'lb-1', [['team', 'db']])).toBe(allowed);
  });

  it.each([
    ['without a version', { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
    ['without statements', { Version: '1', Statement: [] }],
    ['with a word that means nothing', policyWith({ Effects: 'Allow' })],
    ['with an effect that is none', policyWith({ Effect: 'allow' })],
    ['with NotAction', policyWith({ NotAction: '*' })],
    ['with an operator that is unknown', policyWith({ Condition: { DateLessThan: {} } })],
    ['with a key that is unknown', policyWith({ Condition: { StringEquals: { 'acs:MFAPresent': 'true' } } })],
    ['with an address that is none', policyWith({ Condition: { IpAddress: { 'acs:SourceIp': '10.0.0' } } })],
    ['with an address as text', policyWith({ Condition: { StringLike: { 'acs:SourceIp': '10.*' } } })],
  ])('%s is refused, since it would not do what it says', (_words, document) => {
    expect(ramPolicySchema.safeParse(document).success).toBe(false);
  });
});

function policyWith(statement: object): object {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...statement }] };
}

describe('a pattern', () => {
  it.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*', 'a', true],
    ['a*c', 'abcbc', true],
    ['a*c', 'abcb', false],
    ['*b*', 'abc', true],
    ['?', '', false],
    ['a?c', 'abc', true],
    ['a.c', 'abc', false],
    ['**', 'anything', true],
  ])('%j on %j', (pattern, value, expected) => {
    expect(matches(pattern, value)).toBe(expected);
  });

  it('of many stars is quick', () => {
    expect(matches(`${'*a'.repeat(50)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});
