/** What real clients send, one small test each, over a real port. Each name says which client it is that would break. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalQuery } from '../../src/wire/canonical-query.ts';
import { stringToSignV1 } from '../../src/wire/string-to-sign.ts';
import { SignedClient } from '../support/signed-client.ts';
import { serverKey } from '../support/api-server.ts';
import { FORM, accessKeyId, basics, withSignature, parsed, wrapped, WireBench } from './wire-bench.ts';

let bench: WireBench;
beforeAll(async () => {
  bench = await WireBench.start();
});
afterAll(() => bench.close());

describe('finding out what is asked', () => {
  test('old SDKs: x-acs-action and x-acs-version beside a signature in the parameters decide nothing', async () => {
    const headers = { 'x-acs-action': 'DescribeNothing', 'x-acs-version': '1999-01-01' };
    expect((await bench.client.call('DescribeRegions', {}, { headers })).status).toBe(200);
  });

  test('new SDKs: action and version stand in headers only', async () => {
    const answer = await bench.sendV3('DescribeRegions');
    expect(answer.status).toBe(200);
    expect(bench.server.requests.at(-1)?.target).toBe('/');
  });

  test('Terraform: protocol parameters and signature in the query, the rest in a form', async () => {
    const answer = await bench.client.call(
      'CreateLoadBalancer',
      { RegionId: 'cn-hangzhou' },
      { placement: 'split' },
    );
    expect(answer.status).toBe(200);
    const request = bench.server.requests.at(-1);
    expect(request?.target).toContain('Action=CreateLoadBalancer');
    expect(Buffer.from(request?.body ?? []).toString()).toBe('RegionId=cn-hangzhou');
  });

  test('old Go and Python SDKs, CLI: POST with everything in the query and a form type on an empty body', async () => {
    const query = canonicalQuery(withSignature('POST', basics('DescribeRegions', { SignatureType: '' })));
    expect((await bench.send('POST', query, '', { 'content-type': FORM })).status).toBe(200);
  });

  test('pop-core with POST: everything in the form, action and signature included', async () => {
    const body = canonicalQuery(withSignature('POST', basics('DescribeRegions')));
    expect((await bench.send('POST', '', body, { 'content-type': FORM })).status).toBe(200);
  });

  test('Libcloud, aliyungo, cloudmux: GET for changes too', async () => {
    const id = await bench.newLoadBalancer();
    const answer = await bench.client.call('DeleteLoadBalancer', { LoadBalancerId: id }, { method: 'GET' });
    expect(answer.status).toBe(200);
  });

  test('clients behind a proxy: the whole address on the request line, without a path', async () => {
    const query = canonicalQuery(withSignature('GET', basics('DescribeRegions')));
    const answer = await bench.client.send({
      method: 'GET',
      target: `http://${bench.server.host}?${query}`,
      headers: {},
      body: '',
    });
    expect(answer.status).toBe(200);
  });
});

describe('verifying signatures', () => {
  test('Go and Python SDKs, Libcloud: a space comes as +', async () => {
    const values = basics('CreateLoadBalancer', { RegionId: 'cn-hangzhou', LoadBalancerName: 'two words' });
    const query = canonicalQuery(withSignature('GET', values)).replaceAll('%20', '+');
    const answer = parsed(await bench.send('GET', query));
    expect(await bench.nameOf(String(answer['LoadBalancerId']))).toBe('two words');
  });

  test('Node SDKs: * ( ) and ! come bare; Python: ~ comes as %7E', async () => {
    const query = canonicalQuery(withSignature('GET', basics('DescribeRegions', { Other: 'a*~(b)!' })))
      .replaceAll('%2A', '*')
      .replaceAll('%28', '(')
      .replaceAll('%29', ')')
      .replaceAll('%21', '!')
      .replaceAll('~', '%7E');
    expect(query).toContain('Other=a*%7E(b)!');
    expect((await bench.send('GET', query)).status).toBe(200);
  });

  test('old Go and Python SDKs: an empty SignatureType is signed', async () => {
    const query = canonicalQuery(withSignature('GET', basics('DescribeRegions', { SignatureType: '' })));
    expect(query).toContain('SignatureType=&');
    expect((await bench.send('GET', query)).status).toBe(200);
  });

  test('pop-core: empty values of the action are signed and mean "not given"', async () => {
    const id = await bench.newLoadBalancer({ VSwitchId: '', LoadBalancerName: '' });
    expect(await bench.nameOf(id)).toBe(id);
  });

  test('Terraform: a parameter with an empty name is signed and ignored', async () => {
    const query = canonicalQuery(withSignature('POST', basics('DescribeRegions', { '': '8080' })));
    expect(query.startsWith('=8080&')).toBe(true);
    expect((await bench.send('POST', query)).status).toBe(200);
  });

  test('new SDKs: headers of their own are signed too', async () => {
    const headers = {
      'x-acs-credentials-provider': 'static_ak',
      'x-acs-security-token': 't',
      'x-acs-accesskey-id': accessKeyId,
    };
    expect((await bench.sendV3('DescribeRegions', { headers })).status).toBe(200);
  });

  test('Node openapi-client: chunked form body under V3', async () => {
    const body = 'RegionId=cn-hangzhou&LoadBalancerName=by+form';
    const answer = await bench.sendV3('CreateLoadBalancer', {
      body,
      headers: { 'content-type': FORM },
      chunked: true,
    });
    expect(bench.server.requests.at(-1)?.headers.get('transfer-encoding')).toBe('chunked');
    expect(await bench.nameOf(String(parsed(answer)['LoadBalancerId']))).toBe('by form');
  });

  test('clients with a session: SecurityToken is one more parameter', async () => {
    const session = new SignedClient({
      endpoint: `http://${bench.server.host}`,
      credentials: { ...serverKey, securityToken: 'tok/en+1==' },
    });
    expect((await session.call('DescribeRegions')).status).toBe(200);
    expect((await session.call('DescribeRegions', {}, { scheme: 'v3' })).status).toBe(200);
  });

  test('pop-core and openapi-client without keys: anonymous calls get an error, not a crash', async () => {
    const answer = await bench.send(
      'GET',
      canonicalQuery(
        new Map([
          ['Action', 'DescribeRegions'],
          ['Version', '2014-05-15'],
        ]),
      ),
    );
    expect([answer.status, parsed(answer)['Code']]).toEqual([400, 'MissingParameter']);
  });

  test('old Python SDK: the text of a wrong signature has a colon, and our string to sign after it', async () => {
    const pairs = new Map(withSignature('GET', basics('DescribeRegions')));
    const answer = await bench.send('GET', canonicalQuery(pairs.set('Signature', 'wrong')));
    const { Code: code, Message: message } = parsed(answer);
    expect([answer.status, code]).toEqual([400, 'SignatureDoesNotMatch']);
    // Old Go and Java SDKs compare what follows the first colon with the text they signed.
    const [, ...tail] = String(message).split(':');
    expect(tail.join(':')).toBe(stringToSignV1('GET', pairs));
  });
});

describe('dialects of parameters', () => {
  const members = [
    [
      'documentation, cloudmux: numbers as text',
      '[{"ServerId":"i-1","Port":"80","Weight":"100","ServerType":"Master"},{"ServerId":"i-2","Port":"90","Weight":"100","ServerType":"Slave"}]',
    ],
    [
      'Terraform: single quotes, blanks, IsBackup, slave first',
      "[{'ServerId':'i-2','Port':'90','Weight':'100', 'Type': 'ecs', 'ServerType':'Slave','IsBackup':'1'},{'ServerId':'i-1','Port':'80','Weight':'100', 'Type': 'ecs', 'ServerType':'Master','IsBackup':'0'}]",
    ],
    [
      'Terraform: an empty ServerType',
      "[{'ServerId':'i-1','Port':'80','Weight':'100','ServerType':''},{'ServerId':'i-2','Port':'90','Weight':'100','ServerType':'Slave'}]",
    ],
    [
      'Kubernetes: small first letters, real numbers, nulls, keys of its own',
      '[{"IsUserManaged":false,"NodeName":null,"description":"d","serverId":"i-1","serverIp":"","weight":100,"port":80,"type":"ecs","serverType":"Master"},{"serverId":"i-2","port":90,"weight":100,"serverType":"Slave","TargetRef":null}]',
    ],
    [
      'the founding page: a trailing comma and no closing bracket',
      '[{"ServerId":"i-1","Port":"80","Weight":"100","ServerType":"Master"},{"ServerId":"i-2","Port":"90","Weight":"100","ServerType":"Slave"},',
    ],
  ] as const;

  test.each(members)('%s', async (_who, list) => {
    const group = {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: await bench.newLoadBalancer(),
      MasterSlaveBackendServers: list,
    };
    const document = await bench.client.document('CreateMasterSlaveServerGroup', group);
    const roles = wrapped(document['MasterSlaveBackendServers'], 'MasterSlaveBackendServer')
      .map(({ ServerId, Port, ServerType }) => [ServerId, Port, ServerType].join(' '))
      .sort();
    expect(roles).toEqual(['i-1 80 Master', 'i-2 90 Slave']);
  });

  test('Libcloud, footmark: servers to remove come as an array of ids', async () => {
    const id = await bench.newLoadBalancer();
    await bench.client.document('AddBackendServers', {
      LoadBalancerId: id,
      BackendServers: '[{"ServerId":"i-1"},{"ServerId":"i-2"}]',
    });
    const left = await bench.client.document('RemoveBackendServers', {
      LoadBalancerId: id,
      BackendServers: '["i-1"]',
    });
    expect(wrapped(left['BackendServers'], 'BackendServer').map(({ ServerId }) => ServerId)).toEqual(['i-2']);
  });

  test('SDKs: the members of numbered objects come in any order', async () => {
    const values = basics('CreateMasterSlaveServerGroup', {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: await bench.newLoadBalancer(),
      'Tag.2.Key': 'b',
      'Tag.1.Value': '1',
      'Tag.2.Value': '2',
      'Tag.1.Key': 'a',
    });
    const group = parsed(await bench.send('GET', [...withSignature('GET', values)].map(pairText).join('&')));
    const { Tags } = await bench.client.document('DescribeMasterSlaveServerGroupAttribute', {
      MasterSlaveServerGroupId: String(group['MasterSlaveServerGroupId']),
    });
    expect(Tags).toEqual({
      Tag: [
        { TagKey: 'a', TagValue: '1' },
        { TagKey: 'b', TagValue: '2' },
      ],
    });
  });

  test('Terraform, Ansible: parameters that the action does not have are ignored', async () => {
    expect((await bench.client.call('DescribeRegions', { XForwardedFor: 'on', Gzip: 'maybe' })).status).toBe(
      200,
    );
  });

  test('Libcloud: RegionId is missing', async () => {
    const id = await bench.newLoadBalancer();
    expect(
      (
        await bench.client.call('SetLoadBalancerStatus', {
          LoadBalancerId: id,
          LoadBalancerStatus: 'inactive',
        })
      ).status,
    ).toBe(200);
  });

  test('certificate tools: a query of 60 KiB', async () => {
    const answer = await bench.client.call('DescribeRegions', { Certificate: 'x'.repeat(60 * 1024) });
    expect(answer.status).toBe(200);
  });
});

function pairText([name, value]: readonly [string, string]): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}
