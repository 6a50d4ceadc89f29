/** What the two command lines ask of values. */
import { expect, it } from 'vitest';
import { contracts } from '../contract/index.ts';
import { aliyunCli } from './aliyun-cli.ts';
import { hotspareCall } from './hotspare-call.ts';

const endpoint = new URL('http://127.0.0.1:8014');
const call = (parameters: Readonly<Record<string, string>>) => ({
  action: contracts.CreateLoadBalancer,
  parameters,
  endpoint,
});

it('aliyun: a value that begins with a hyphen stands behind an equals sign', () => {
  const text = aliyunCli.generate(call({ RegionId: 'cn-beijing', Bandwidth: '-1', LoadBalancerName: 'a b' }));
  expect(text).toContain(` \\\n  --Bandwidth=-1 \\\n  --LoadBalancerName 'a b'\n`);
  expect(text).toContain(' --region cn-beijing ');
  expect(text).not.toContain('RegionId');
});

it('aliyun: wants a region', () => {
  expect(aliyunCli.generate(call({}))).toContain('--region cn-hangzhou');
});

it('aliyun: cannot send an empty value', () => {
  expect(aliyunCli.generate(call({ LoadBalancerName: '' }))).toBeUndefined();
});

it('hotspare call: an @ is doubled, since one would name a file', () => {
  expect(hotspareCall.generate(call({ LoadBalancerName: '@home' }))).toContain('LoadBalancerName=@@home');
});
