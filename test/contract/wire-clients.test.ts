/** The vendor's clients for Node, unmodified, through the whole server in this process: what they send, and what they read. */
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import type popCorePackage from '@alicloud/pop-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeRequest } from '../../src/wire/decode.ts';
import type { HttpRequest } from '../../src/wire/http-message.ts';
import { type ApiServer, serverKey, startApiServer } from '../support/api-server.ts';
import { type SdkEndpoint, sdkClient, type SdkName, sdkNames } from '../support/sdk-clients.ts';

const PopCore: typeof popCorePackage = createRequire(import.meta.url)('@alicloud/pop-core');
/** Everything that clients encode each in their own way. */
const NAME = 'a~b*c(d).e-f_g/主备 h';
let server: ApiServer;
let endpoint: SdkEndpoint;

beforeAll(async () => {
  server = await startApiServer({ settings: { unknownServers: 'accept' } });
  endpoint = { protocol: 'http', host: server.host, ...serverKey };
});

afterAll(() => server.close());

/** How each client is known to send; if one of them changes, the tests above it would prove less than they say. */
const wireOf: Readonly<
  Record<SdkName, { readonly method: string; readonly v3: boolean; readonly form: boolean }>
> = {
  'pop-core, signature 1.0, GET': { method: 'GET', v3: false, form: false },
  'pop-core, signature 1.0, POST form': { method: 'POST', v3: false, form: true },
  'openapi-client, ACS3, POST query': { method: 'POST', v3: true, form: false },
  'openapi-client, ACS3, POST form': { method: 'POST', v3: true, form: true },
  'openapi-client, ACS3, GET': { method: 'GET', v3: true, form: false },
  'openapi-client, signature 1.0, POST query': { method: 'POST', v3: false, form: false },
  'openapi-client, signature 1.0, query and form': { method: 'POST', v3: false, form: true },
  'rpc-client, signature 1.0, GET': { method: 'GET', v3: false, form: false },
  'rpc-client, signature 1.0, query and form': { method: 'POST', v3: false, form: true },
};

function wire({ method, headers, body }: HttpRequest) {
  return { method, v3: headers.get('authorization')?.startsWith('ACS3-') === true, form: body.length > 0 };
}

describe.each(sdkNames)('%s', (name) => {
  test('tags a balancer and finds it by its tags', async () => {
    const client = sdkClient(name, endpoint);
    const { LoadBalancerId } = await client.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
    const id = String(LoadBalancerId);
    const resource = { RegionId: 'cn-hangzhou', ResourceType: 'instance', 'ResourceId.1': id };
    await client.call('TagResources', { ...resource, 'Tag.1.Key': 'env', 'Tag.1.Value': NAME });
    expect(await client.call('ListTagResources', resource)).toMatchObject({
      TagResources: {
        TagResource: [{ ResourceId: id, ResourceType: 'instance', TagKey: 'env', TagValue: NAME }],
      },
    });
    const byTag = { RegionId: 'cn-hangzhou', LoadBalancerId: id, 'Tag.1.Key': 'env', 'Tag.1.Value': NAME };
    expect(await client.call('DescribeLoadBalancers', byTag)).toMatchObject({ TotalCount: 1 });
    await client.call('UntagResources', { ...resource, 'TagKey.1': 'env' });
    const { TagResources, ...rest } = await client.call('ListTagResources', resource);
    expect(TagResources).toEqual({ TagResource: [] });
    expect(rest).not.toHaveProperty('NextToken');
    await client.call('DeleteLoadBalancer', { LoadBalancerId: id });
  });

  test('makes a balancer and a pair, and reads them back', async () => {
    const client = sdkClient(name, endpoint);
    const { LoadBalancerId: id } = await client.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
    const pair = await client.call('CreateMasterSlaveServerGroup', {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: String(id),
      MasterSlaveServerGroupName: NAME,
      MasterSlaveBackendServers:
        '[{"ServerId":"i-1","Port":"80","ServerType":"Master"},{"ServerId":"i-2","Port":"90","ServerType":"Slave"}]',
      'Tag.1.Key': 'env',
      'Tag.1.Value': 'a b&c=d+e',
    });
    const sent = server.requests.at(-1);
    expect(sent && wire(sent)).toEqual(wireOf[name]);
    const described = await client.call('DescribeMasterSlaveServerGroupAttribute', {
      MasterSlaveServerGroupId: String(pair['MasterSlaveServerGroupId']),
    });
    expect(described).toMatchObject({
      MasterSlaveServerGroupName: NAME,
      MasterSlaveBackendServers: {
        MasterSlaveBackendServer: [
          { ServerId: 'i-1', Port: 80 },
          { ServerId: 'i-2', Port: 90 },
        ],
      },
      Tags: { Tag: [{ TagKey: 'env', TagValue: 'a b&c=d+e' }] },
    });
  });

  test('reads errors: an unknown balancer, a wrong secret', async () => {
    const missing = await sdkClient(name, endpoint).failure('DescribeLoadBalancerAttribute', {
      LoadBalancerId: 'lb-none',
    });
    expect(missing.code).toBe('InvalidLoadBalancerId.NotFound');
    expect(missing.clientMessage).toContain('The specified LoadBalancerId does not exist.');
    const wrong = await sdkClient(name, { ...endpoint, accessKeySecret: 'guess' }).failure('DescribeRegions');
    expect(wrong.code).toBe('SignatureDoesNotMatch');
  });

  test('a wrong secret is told apart from a wrong way of signing: our string to sign is the one of the client', async () => {
    const { message } = await sdkClient(name, { ...endpoint, accessKeySecret: 'guess' }).failure(
      'DescribeRegions',
    );
    const stringToSign = message.slice(message.indexOf(':') + 1);
    // Signed with the secret that the client has, our text gives the signature that the client sent.
    const sent = server.requests.at(-1);
    if (!sent) throw new Error('nothing came');
    const { v3 } = wireOf[name];
    const hmac = createHmac(v3 ? 'sha256' : 'sha1', v3 ? 'guess' : 'guess&').update(stringToSign);
    expect(hmac.digest(v3 ? 'hex' : 'base64')).toBe(signatureIn(sent));
  });
});

function signatureIn(request: HttpRequest): string | undefined {
  const header = /Signature=([0-9a-f]+)$/.exec(request.headers.get('authorization') ?? '');
  return header?.[1] ?? decodeRequest(request).all.get('Signature');
}

test('pop-core: small first letters are sent as capitals, lists as numbers', async () => {
  const client = new PopCore({ ...serverKey, endpoint: `http://${server.host}`, apiVersion: '2014-05-15' });
  const { LoadBalancerId: id } = await client.request<Record<string, string>>('CreateLoadBalancer', {
    regionId: 'cn-hangzhou',
  });
  const pair = await client.request<Record<string, string>>('CreateMasterSlaveServerGroup', {
    regionId: 'cn-hangzhou',
    loadBalancerId: id,
    tag: [{ Key: 'a', Value: '1' }],
  });
  expect(server.requests.at(-1)?.target).toMatch(/[?&]RegionId=cn-hangzhou&.*Tag\.1\.Key=a/);
  const described = await client.request<Record<string, unknown>>('DescribeMasterSlaveServerGroupAttribute', {
    masterSlaveServerGroupId: pair['MasterSlaveServerGroupId'],
  });
  expect(described['Tags']).toEqual({ Tag: [{ TagKey: 'a', TagValue: '1' }] });
});
