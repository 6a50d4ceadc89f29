/** What real clients read of answers, errors and the transport, one small test each, over a real port, named by the client. */
import { randomUUID } from 'node:crypto';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCatalogue, type ErrorEntry } from '../../src/contract/errors.ts';
import { contracts } from '../../src/contract/index.ts';
import { canonicalQuery } from '../../src/wire/canonical-query.ts';
import { SignedClient } from '../support/signed-client.ts';
import { serverKey } from '../support/api-server.ts';
import { basics, withSignature, parsed, wrapped, WireBench } from './wire-bench.ts';

let bench: WireBench;
beforeAll(async () => {
  bench = await WireBench.start();
});
afterAll(() => bench.close());

describe('shape of answers', () => {
  test('old Python SDK: Format=None counts as absent', async () => {
    const answer = await bench.send(
      'GET',
      canonicalQuery(withSignature('GET', basics('DescribeRegions', { Format: 'None' }))),
    );
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
  });

  test('Terraform: Format=json in small letters', async () => {
    const answer = await bench.send(
      'GET',
      canonicalQuery(withSignature('GET', basics('DescribeRegions', { Format: 'json' }))),
    );
    expect(parsed(answer)['Regions']).toBeDefined();
  });

  test('Libcloud: XML when Format says so, errors too, with the root Error', async () => {
    const good = await bench.client.call('DescribeRegions', {}, { format: 'xml' });
    expect(good.headers['content-type']).toBe('text/xml;charset=utf-8');
    expect(elements(good.body)[0]).toBe('DescribeRegionsResponse');
    const bad = await bench.client.call(
      'DescribeLoadBalancerAttribute',
      { LoadBalancerId: 'lb-none' },
      { format: 'xml' },
    );
    expect([bad.status, bad.headers['content-type']]).toEqual([404, 'text/xml;charset=utf-8']);
    expect(elements(bad.body)).toEqual(['Error', 'RequestId', 'HostId', 'Code', 'Message', 'Recommend']);
  });

  test('CLI: XML by the header Accept when there is no Format', async () => {
    const { Format: _, ...rest } = basics('DescribeRegions');
    const query = canonicalQuery(withSignature('GET', rest));
    const answer = await bench.send('GET', query, '', { accept: 'xml' });
    expect(answer.headers['content-type']).toBe('text/xml;charset=utf-8');
  });

  test('old Java SDK: every answer has a Content-Type and a length, good or bad, whatever went wrong', async () => {
    const answers = [
      await bench.client.call('DescribeRegions'),
      await bench.client.call('DescribeNothing'),
      await bench.send('GET', '%'),
      await bench.client.send({ method: 'GET', target: '/nowhere', headers: {}, body: '' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 400, 404]);
    for (const { headers, body } of answers) {
      expect(headers['content-type']).toBe('application/json;charset=utf-8');
      expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    }
  });

  test('all: RequestId in every answer, and the same in a header', async () => {
    for (const action of ['DescribeRegions', 'DescribeNothing']) {
      const answer = await bench.client.call(action);
      expect(parsed(answer)['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
      expect(answer.headers['x-acs-request-id']).toBe(parsed(answer)['RequestId']);
    }
  });

  test('pop-core, cloudmux, Terraform: no good answer has Code, Message or Success at the top', () => {
    for (const { name, result } of Object.values(contracts)) {
      expect({
        name,
        taken: Object.keys(result).filter((key) => /^(Code|Message|Success)$/i.test(key)),
      }).toEqual({ name, taken: [] });
    }
  });

  test('Terraform: an empty list is there in its full form', async () => {
    const id = await bench.newLoadBalancer();
    const document = await bench.client.document('DescribeMasterSlaveServerGroups', { LoadBalancerId: id });
    expect(document['MasterSlaveServerGroups']).toEqual({ MasterSlaveServerGroup: [] });
  });

  test('SDKs and readers of the founding page: members of a pair under both names', async () => {
    const group = await bench.client.document('CreateMasterSlaveServerGroup', {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: await bench.newLoadBalancer(),
      MasterSlaveBackendServers: members2,
    });
    const lists = Object(group['MasterSlaveBackendServers']);
    expect(Object.keys(lists)).toEqual(['MasterSlaveBackendServer', 'MasterSlaveBackendServers']);
    expect(wrapped(lists, 'MasterSlaveBackendServer')[0]?.['Port']).toBe(80);
    expect(wrapped(lists, 'MasterSlaveBackendServers')[0]?.['Port']).toBe('80');
  });
});

describe('errors', () => {
  test('old Go SDK: every member of an error is text, and HostId is the host called', async () => {
    const document = await bench.client.document('DescribeLoadBalancerAttribute', {
      LoadBalancerId: 'lb-none',
    });
    expect(Object.keys(document)).toEqual(['RequestId', 'HostId', 'Code', 'Message', 'Recommend']);
    expect(Object.values(document).every((value) => typeof value === 'string')).toBe(true);
    expect(document['HostId']).toBe('127.0.0.1');
  });

  test('Terraform: no code is empty, and 5xx, which it retries, is never for a mistake of the caller', () => {
    for (const [id, entry] of Object.entries<ErrorEntry>(errorCatalogue)) {
      expect({ id, code: entry.code }).toEqual({ id, code: expect.stringMatching(/^\S+$/) });
      const retried = entry.httpStatus >= 500;
      expect({ id, retried }).toEqual({ id, retried: id === 'internalError' || id === 'serviceUnavailable' });
    }
  });

  test('ClientToken: Terraform, Kubernetes and the Python core repeat a call and get the same balancer', async () => {
    const parameters = { RegionId: 'cn-hangzhou', LoadBalancerName: 'once', ClientToken: randomUUID() };
    const [first, second] = [
      await bench.newLoadBalancer(parameters),
      await bench.newLoadBalancer(parameters),
    ];
    expect(second).toBe(first);
    const other = await bench.client.document('CreateLoadBalancer', {
      ...parameters,
      LoadBalancerName: 'twice',
    });
    expect(other['Code']).toBe('IdempotentParameterMismatch');
  });
});

describe('transport', () => {
  test('Terraform: HTTP for most calls and HTTPS for listeners, on the same port', async () => {
    const secure = new SignedClient({
      endpoint: `https://${bench.server.host}`,
      credentials: serverKey,
      ca: bench.server.certificate.cert,
    });
    for (const each of [bench.client, secure, bench.client]) {
      expect((await each.call('DescribeRegions', {}, { scheme: 'v3' })).status).toBe(200);
    }
  });

  test('Terraform, Kubernetes: ten calls at once on one balancer', async () => {
    const id = await bench.newLoadBalancer();
    const calls = Array.from({ length: 10 }, (_, index) =>
      bench.client.document('CreateMasterSlaveServerGroup', {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: id,
        MasterSlaveServerGroupName: `g${index}`,
        MasterSlaveBackendServers: members2,
      }),
    );
    const ids = new Set((await Promise.all(calls)).map((document) => document['MasterSlaveServerGroupId']));
    expect(ids.size).toBe(10);
    const { MasterSlaveServerGroups } = await bench.client.document('DescribeMasterSlaveServerGroups', {
      LoadBalancerId: id,
    });
    expect(wrapped(MasterSlaveServerGroups, 'MasterSlaveServerGroup')).toHaveLength(10);
  });
});

const members2 =
  '[{"ServerId":"i-1","Port":"80","ServerType":"Master"},{"ServerId":"i-2","Port":"90","ServerType":"Slave"}]';

/** Names of the elements of a well-formed document, in order; throws what a strict parser has against it. */
function elements(document: string): readonly string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => names.push(name));
  parser.write(document).close();
  return names;
}
