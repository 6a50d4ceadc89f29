import { expect, test } from 'vitest';
import { signRequestV1, signRequestV3 } from '../../../src/wire/sign-request.ts';
import { signingKeys, signV1, signV3 } from './signer.ts';

const credentials = { accessKeyId: 'LTAI-example', accessKeySecret: 'sécret & more' };
const common = {
  method: 'POST',
  action: 'CreateLoadBalancer',
  version: '2014-05-15',
  parameters: { RegionId: 'cn-hangzhou', LoadBalancerName: 'a b*ü~\u{1f600}', 'Tag.1.Key': '=&+' },
  nowMs: Date.UTC(2026, 0, 2, 3, 4, 5),
  nonce: 'once',
} as const;

test.each(['query', 'form', 'split'] as const)(
  'the browser signs version 1 as the command line does, parameters in the %s',
  async (placement) => {
    const keys = await signingKeys(credentials.accessKeyId, credentials.accessKeySecret);
    const { request } = await signV1(keys, { ...common, placement });
    expect(request).toEqual(signRequestV1({ ...common, credentials, placement }));
  },
);

test.each(['query', 'form'] as const)(
  'the browser signs version 3 as the command line does, parameters in the %s',
  async (placement) => {
    const keys = await signingKeys(credentials.accessKeyId, credentials.accessKeySecret);
    const unsigned = { ...common, placement, host: '127.0.0.1:8014' };
    const { request } = await signV3(keys, unsigned);
    expect(request).toEqual(signRequestV3({ ...unsigned, credentials }));
  },
);

test('the secret cannot be read back from the keys', async () => {
  const { v1, v3 } = await signingKeys('id', 'secret');
  expect([v1.extractable, v3.extractable]).toEqual([false, false]);
  await expect(crypto.subtle.exportKey('raw', v3)).rejects.toThrow(/not extractable/);
});
