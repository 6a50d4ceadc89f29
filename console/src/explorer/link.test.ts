import { expect, test } from 'vitest';
import { contracts } from '../../../src/contract/index.ts';
import { fromSearch, toSearch } from './link.ts';

test('a link brings back what was filled in', () => {
  const values = { RegionId: 'cn-hangzhou', LoadBalancerName: 'a&b=c #ü', 'Tag.1.Key': 'env' };
  expect(fromSearch(toSearch(contracts.CreateLoadBalancer, values))).toEqual(values);
});

test('a private key gets into no link', () => {
  const values = {
    ServerCertificate: '-----BEGIN CERTIFICATE-----',
    PrivateKey: '-----BEGIN PRIVATE KEY-----',
  };
  expect(fromSearch(toSearch(contracts.UploadServerCertificate, values))).toEqual({
    ServerCertificate: values.ServerCertificate,
  });
});
