import { expect, test } from 'vitest';
import { reachOf, readPolicy } from './policy-reach.ts';

const actions = ['DescribeRegions', 'CreateUser', 'DeleteLoadBalancer'];

const reach = (...statements: readonly object[]) => {
  const read = readPolicy(JSON.stringify({ Version: '1', Statement: statements }));
  if (!('policy' in read)) throw new Error(JSON.stringify(read.problems));
  return reachOf(read.policy, actions);
};
const allow = { Effect: 'Allow', Action: 'slb:*', Resource: '*' };

test('everything is allowed, and what is denied everywhere is not', () => {
  expect(reach(allow, { Effect: 'Deny', Action: 'slb:deleteloadbalancer', Resource: ['*'] })).toEqual({
    everywhere: ['DescribeRegions', 'CreateUser'],
    partly: [],
    never: ['DeleteLoadBalancer'],
  });
});

test('a resource, a condition, or a denial on some makes it partly', () => {
  const condition = { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } };
  expect(reach({ ...allow, Resource: 'acs:slb:*:*:loadbalancer/lb-1' }).partly).toEqual(actions);
  expect(reach({ ...allow, Condition: condition }).partly).toEqual(actions);
  expect(reach(allow, { ...allow, Effect: 'Deny', Resource: 'acs:slb:*:*:user/*' }).partly).toEqual(actions);
});

test('what the service would refuse is told with its place', () => {
  expect(readPolicy('{')).toMatchObject({ problems: [{ at: '' }] });
  expect(readPolicy('{"Version":"1","Statement":[{"Effect":"Maybe"}]}')).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ at: 'Statement.0.Effect' })]),
  });
});
