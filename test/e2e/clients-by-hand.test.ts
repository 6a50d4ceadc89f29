/**
 * The founding page's request, signed here by hand from the published protocol, with nothing of the product and nothing
 * of the vendor's clients in between: by GET and by POST, answered in XML.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TcpClient } from '../conformance/engine/clients.ts';
import { at, textAt } from '../support/answers.ts';
import { eventually } from '../support/eventually.ts';
import { FoundingPair } from '../support/founding-pair.ts';
import { type RunningService, Services } from '../support/service.ts';

const services = new Services();
let service: RunningService;
let pair: FoundingPair;

beforeAll(async () => {
  [service, pair] = await Promise.all([services.start(), FoundingPair.start()]);
});

afterAll(async () => {
  await pair.close();
  await services.close();
});

type Method = 'GET' | 'POST';
type Pairs = readonly (readonly [name: string, value: string])[];

/** RFC 3986: everything but letters, digits and `-_.~`. */
function encode(text: string): string {
  const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, hex);
}

function encodePairs(pairs: Pairs): string {
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** Signature 1.0, as the page "Request signatures" has it. */
function sign(method: Method, parameters: Readonly<Record<string, string>>): Pairs {
  const pairs = Object.entries({
    ...parameters,
    Format: 'XML',
    Version: '2014-05-15',
    AccessKeyId: service.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  }).sort(([a], [b]) => (a < b ? -1 : 1));
  const stringToSign = `${method}&${encode('/')}&${encode(encodePairs(pairs))}`;
  const hmac = createHmac('sha1', `${service.accessKeySecret}&`).update(stringToSign);
  return [...pairs, ['Signature', hmac.digest('base64')]];
}

async function send(method: Method, parameters: Readonly<Record<string, string>>) {
  const signed = encodePairs(sign(method, parameters));
  const response =
    method === 'GET'
      ? await fetch(`${service.endpoint}/?${signed}`)
      : await fetch(service.endpoint, {
          method,
          body: signed,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        });
  const text = await response.text();
  expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
  const document: unknown = new XMLParser({ parseTagValue: false }).parse(text);
  return { status: response.status, text, document };
}

it.each<Method>(['GET', 'POST'])('the founding page by %s, to the letter', async (method) => {
  const call = async (parameters: Readonly<Record<string, string>>) => {
    const answer = await send(method, { RegionId: 'cn-hangzhou', ...parameters });
    if (answer.status !== 200) throw new Error(answer.text);
    return answer;
  };
  for (const { id, address } of [pair.master, pair.slave]) {
    await call({ Action: 'RegisterServer', ServerId: id, Address: address });
  }
  const balancer = await call({ Action: 'CreateLoadBalancer', LoadBalancerName: '主备 *(~)!' });
  expect(textAt(balancer.document, 'CreateLoadBalancerResponse.LoadBalancerName')).toBe('主备 *(~)!');
  const LoadBalancerId = textAt(balancer.document, 'CreateLoadBalancerResponse.LoadBalancerId');
  const address = textAt(balancer.document, 'CreateLoadBalancerResponse.Address');

  const group = await call({
    Action: 'CreateMasterSlaveServerGroup',
    LoadBalancerId,
    MasterSlaveServerGroupName: 'Group1',
    MasterSlaveBackendServers: pair.membersAsPrinted,
  });
  const answer = at(group.document, 'CreateMasterSlaveServerGroupResponse');
  const MasterSlaveServerGroupId = textAt(answer, 'MasterSlaveServerGroupId');
  expect(MasterSlaveServerGroupId).toMatch(/^rsp-/);
  expect(textAt(answer, 'RequestId')).toMatch(/^[0-9A-F-]{36}$/);
  // The page prints the list inside an element of its own name; SDKs read the singular. Both are there.
  for (const element of ['MasterSlaveBackendServers', 'MasterSlaveBackendServer']) {
    expect(at(answer, `MasterSlaveBackendServers.${element}`)).toMatchObject([
      { ServerId: 'vm-233', Port: String(pair.master.port), Weight: '100', ServerType: 'Master' },
      { ServerId: 'vm-232', Port: String(pair.slave.port), Weight: '100', ServerType: 'Slave' },
    ]);
  }

  const listener = { LoadBalancerId, ListenerPort: '17090' };
  await call({ Action: 'CreateLoadBalancerTCPListener', ...listener, MasterSlaveServerGroupId });
  await call({ Action: 'StartLoadBalancerListener', ...listener });
  const name = await eventually(async () => {
    const client = await TcpClient.open({ address, port: 17_090 });
    return client.greeting().finally(() => client.socket.destroy());
  });
  expect(name).toBe('vm-233');
});

it('an error is a document too: with code, message, request and host', async () => {
  const { status, document } = await send('GET', {
    Action: 'DescribeLoadBalancerAttribute',
    LoadBalancerId: 'lb-0',
  });
  expect(status).toBe(404);
  expect(document).toMatchObject({
    Error: {
      Code: 'InvalidLoadBalancerId.NotFound',
      Message: expect.any(String),
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: service.host,
    },
  });
});

it('a request is taken once: the same bytes again are refused', async () => {
  const url = `${service.endpoint}/?${encodePairs(sign('GET', { Action: 'DescribeRegions' }))}`;
  expect((await fetch(url)).status).toBe(200);
  const again = await fetch(url);
  expect(again.status).toBe(400);
  expect(await again.text()).toContain('<Code>SignatureNonceUsed</Code>');
});
