/**
 * What real clients do on the wire, one small test each, over a real port. Each name says which client it is that would
 * break. Seen with the clients themselves or read in their sources.
 */
import { randomUUID } from 'node:crypto';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCatalogue, type ErrorEntry } from '../../src/contract/errors.ts';
import { contracts } from '../../src/contract/index.ts';
import { canonicalQuery } from '../../src/wire/canonical-query.ts';
import { signV1, stringToSignV1 } from '../../src/wire/signature-v1.ts';
import { bodyHash, signV3, stringToSignV3 } from '../../src/wire/signature-v3.ts';
import { formatTimestamp } from '../../src/wire/timestamp.ts';
import { type ApiServer, serverKey, startApiServer } from '../support/api-server.ts';
import { type Received, SignedClient } from '../support/signed-client.ts';

const FORM = 'application/x-www-form-urlencoded';
const { accessKeyId, accessKeySecret } = serverKey;
let server: ApiServer;
let client: SignedClient;

beforeAll(async () => {
  // Any server id will do, so that the tests need no inventory.
  server = await startApiServer({ settings: { unknownServers: 'accept' } });
  client = new SignedClient({ endpoint: `http://${server.host}`, credentials: serverKey });
});

afterAll(() => server.close());

type Values = Readonly<Record<string, string>>;
type Document = Readonly<Record<string, unknown>>;

/** Everything that a request of version 1.0 must have. */
function basics(action: string, more: Values = {}): Values {
  return {
    Action: action,
    Version: '2014-05-15',
    Format: 'JSON',
    AccessKeyId: accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: formatTimestamp(Date.now()),
    ...more,
  };
}

function withSignature(method: 'GET' | 'POST', values: Values): ReadonlyMap<string, string> {
  const pairs = new Map(Object.entries(values));
  return pairs.set('Signature', signV1(stringToSignV1(method, pairs), accessKeySecret, 'HMAC-SHA1'));
}

function send(method: 'GET' | 'POST', query: string, body = '', headers: Values = {}): Promise<Received> {
  return client.send({ method, target: query === '' ? '/' : `/?${query}`, headers, body });
}

function parsed({ body }: Received): Document {
  const document: Document = JSON.parse(body);
  return document;
}

/** A request under ACS3 with whatever headers and body the test wants signed. */
function sendV3(
  action: string,
  options: {
    readonly query?: Values;
    readonly body?: string;
    readonly headers?: Values;
    readonly chunked?: boolean;
  } = {},
): Promise<Received> {
  const { query = {}, body = '', headers = {}, chunked = false } = options;
  const signed = new Map(
    Object.entries({
      host: server.host,
      'x-acs-action': action,
      'x-acs-version': '2014-05-15',
      'x-acs-date': formatTimestamp(Date.now()),
      'x-acs-signature-nonce': randomUUID(),
      'x-acs-content-sha256': bodyHash(body),
      ...headers,
    }),
  );
  const signedHeaders = [...signed.keys()].sort();
  const pairs = new Map(Object.entries(query));
  const text = stringToSignV3({
    method: 'POST',
    query: pairs,
    headers: signed,
    signedHeaders,
    bodyHash: bodyHash(body),
  });
  const authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signV3(text, accessKeySecret)}`;
  const target = pairs.size === 0 ? '/' : `/?${canonicalQuery(pairs)}`;
  return client.send(
    {
      method: 'POST',
      target,
      headers: { ...Object.fromEntries(signed), accept: 'application/json', authorization },
      body,
    },
    { chunked },
  );
}

async function newLoadBalancer(more: Values = {}): Promise<string> {
  const document = await client.document('CreateLoadBalancer', { RegionId: 'cn-hangzhou', ...more });
  if (typeof document['LoadBalancerId'] !== 'string') throw new Error(JSON.stringify(document));
  return document['LoadBalancerId'];
}

async function nameOf(loadBalancerId: string): Promise<unknown> {
  return (await client.document('DescribeLoadBalancerAttribute', { LoadBalancerId: loadBalancerId }))[
    'LoadBalancerName'
  ];
}

describe('finding out what is asked', () => {
  test('old SDKs: x-acs-action and x-acs-version beside a signature in the parameters decide nothing', async () => {
    const headers = { 'x-acs-action': 'DescribeNothing', 'x-acs-version': '1999-01-01' };
    expect((await client.call('DescribeRegions', {}, { headers })).status).toBe(200);
  });

  test('new SDKs: action and version stand in headers only', async () => {
    const answer = await sendV3('DescribeRegions');
    expect(answer.status).toBe(200);
    expect(server.requests.at(-1)?.target).toBe('/');
  });

  test('Terraform: protocol parameters and signature in the query, the rest in a form', async () => {
    const answer = await client.call(
      'CreateLoadBalancer',
      { RegionId: 'cn-hangzhou' },
      { placement: 'split' },
    );
    expect(answer.status).toBe(200);
    const request = server.requests.at(-1);
    expect(request?.target).toContain('Action=CreateLoadBalancer');
    expect(Buffer.from(request?.body ?? []).toString()).toBe('RegionId=cn-hangzhou');
  });

  test('old Go and Python SDKs, CLI: POST with everything in the query and a form type on an empty body', async () => {
    const query = canonicalQuery(withSignature('POST', basics('DescribeRegions', { SignatureType: '' })));
    expect((await send('POST', query, '', { 'content-type': FORM })).status).toBe(200);
  });

  test('pop-core with POST: everything in the form, action and signature included', async () => {
    const body = canonicalQuery(withSignature('POST', basics('DescribeRegions')));
    expect((await send('POST', '', body, { 'content-type': FORM })).status).toBe(200);
  });

  test('Libcloud, aliyungo, cloudmux: GET for changes too', async () => {
    const id = await newLoadBalancer();
    const answer = await client.call('DeleteLoadBalancer', { LoadBalancerId: id }, { method: 'GET' });
    expect(answer.status).toBe(200);
  });

  test('clients behind a proxy: the whole address on the request line, without a path', async () => {
    const query = canonicalQuery(withSignature('GET', basics('DescribeRegions')));
    const answer = await client.send({
      method: 'GET',
      target: `http://${server.host}?${query}`,
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
    const answer = parsed(await send('GET', query));
    expect(await nameOf(String(answer['LoadBalancerId']))).toBe('two words');
  });

  test('Node SDKs: * ( ) and ! come bare; Python: ~ comes as %7E', async () => {
    const query = canonicalQuery(withSignature('GET', basics('DescribeRegions', { Other: 'a*~(b)!' })))
      .replaceAll('%2A', '*')
      .replaceAll('%28', '(')
      .replaceAll('%29', ')')
      .replaceAll('%21', '!')
      .replaceAll('~', '%7E');
    expect(query).toContain('Other=a*%7E(b)!');
    expect((await send('GET', query)).status).toBe(200);
  });

  test('old Go and Python SDKs: an empty SignatureType is signed', async () => {
    const query = canonicalQuery(withSignature('GET', basics('DescribeRegions', { SignatureType: '' })));
    expect(query).toContain('SignatureType=&');
    expect((await send('GET', query)).status).toBe(200);
  });

  test('pop-core: empty values of the action are signed and mean "not given"', async () => {
    const id = await newLoadBalancer({ VSwitchId: '', LoadBalancerName: '' });
    expect(await nameOf(id)).toBe(id);
  });

  test('Terraform: a parameter with an empty name is signed and ignored', async () => {
    const query = canonicalQuery(withSignature('POST', basics('DescribeRegions', { '': '8080' })));
    expect(query.startsWith('=8080&')).toBe(true);
    expect((await send('POST', query)).status).toBe(200);
  });

  test('new SDKs: headers of their own are signed too', async () => {
    const headers = {
      'x-acs-credentials-provider': 'static_ak',
      'x-acs-security-token': 't',
      'x-acs-accesskey-id': accessKeyId,
    };
    expect((await sendV3('DescribeRegions', { headers })).status).toBe(200);
  });

  test('Node openapi-client: chunked form body under V3', async () => {
    const body = 'RegionId=cn-hangzhou&LoadBalancerName=by+form';
    const answer = await sendV3('CreateLoadBalancer', {
      body,
      headers: { 'content-type': FORM },
      chunked: true,
    });
    expect(server.requests.at(-1)?.headers.get('transfer-encoding')).toBe('chunked');
    expect(await nameOf(String(parsed(answer)['LoadBalancerId']))).toBe('by form');
  });

  test('clients with a session: SecurityToken is one more parameter', async () => {
    const session = new SignedClient({
      endpoint: `http://${server.host}`,
      credentials: { ...serverKey, securityToken: 'tok/en+1==' },
    });
    expect((await session.call('DescribeRegions')).status).toBe(200);
    expect((await session.call('DescribeRegions', {}, { scheme: 'v3' })).status).toBe(200);
  });

  test('pop-core and openapi-client without keys: anonymous calls get an error, not a crash', async () => {
    const answer = await send(
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
    const answer = await send('GET', canonicalQuery(pairs.set('Signature', 'wrong')));
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
      LoadBalancerId: await newLoadBalancer(),
      MasterSlaveBackendServers: list,
    };
    const document = await client.document('CreateMasterSlaveServerGroup', group);
    const roles = wrapped(document['MasterSlaveBackendServers'], 'MasterSlaveBackendServer')
      .map(({ ServerId, Port, ServerType }) => [ServerId, Port, ServerType].join(' '))
      .sort();
    expect(roles).toEqual(['i-1 80 Master', 'i-2 90 Slave']);
  });

  test('Libcloud, footmark: servers to remove come as an array of ids', async () => {
    const id = await newLoadBalancer();
    await client.document('AddBackendServers', {
      LoadBalancerId: id,
      BackendServers: '[{"ServerId":"i-1"},{"ServerId":"i-2"}]',
    });
    const left = await client.document('RemoveBackendServers', {
      LoadBalancerId: id,
      BackendServers: '["i-1"]',
    });
    expect(wrapped(left['BackendServers'], 'BackendServer').map(({ ServerId }) => ServerId)).toEqual(['i-2']);
  });

  test('SDKs: the members of numbered objects come in any order', async () => {
    const values = basics('CreateMasterSlaveServerGroup', {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: await newLoadBalancer(),
      'Tag.2.Key': 'b',
      'Tag.1.Value': '1',
      'Tag.2.Value': '2',
      'Tag.1.Key': 'a',
    });
    const group = parsed(await send('GET', [...withSignature('GET', values)].map(pairText).join('&')));
    const { Tags } = await client.document('DescribeMasterSlaveServerGroupAttribute', {
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
    expect((await client.call('DescribeRegions', { XForwardedFor: 'on', Gzip: 'maybe' })).status).toBe(200);
  });

  test('Libcloud: RegionId is missing', async () => {
    const id = await newLoadBalancer();
    expect(
      (await client.call('SetLoadBalancerStatus', { LoadBalancerId: id, LoadBalancerStatus: 'inactive' }))
        .status,
    ).toBe(200);
  });

  test('certificate tools: a query of 60 KiB', async () => {
    const answer = await client.call('DescribeRegions', { Certificate: 'x'.repeat(60 * 1024) });
    expect(answer.status).toBe(200);
  });
});

describe('shape of answers', () => {
  test('old Python SDK: Format=None counts as absent', async () => {
    const answer = await send(
      'GET',
      canonicalQuery(withSignature('GET', basics('DescribeRegions', { Format: 'None' }))),
    );
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
  });

  test('Terraform: Format=json in small letters', async () => {
    const answer = await send(
      'GET',
      canonicalQuery(withSignature('GET', basics('DescribeRegions', { Format: 'json' }))),
    );
    expect(parsed(answer)['Regions']).toBeDefined();
  });

  test('Libcloud: XML when Format says so, errors too, with the root Error', async () => {
    const good = await client.call('DescribeRegions', {}, { format: 'xml' });
    expect(good.headers['content-type']).toBe('text/xml;charset=utf-8');
    expect(elements(good.body)[0]).toBe('DescribeRegionsResponse');
    const bad = await client.call(
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
    const answer = await send('GET', query, '', { accept: 'xml' });
    expect(answer.headers['content-type']).toBe('text/xml;charset=utf-8');
  });

  test('old Java SDK: every answer has a Content-Type and a length, good or bad, whatever went wrong', async () => {
    const answers = [
      await client.call('DescribeRegions'),
      await client.call('DescribeNothing'),
      await send('GET', '%'),
      await client.send({ method: 'GET', target: '/nowhere', headers: {}, body: '' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 400, 404]);
    for (const { headers, body } of answers) {
      expect(headers['content-type']).toBe('application/json;charset=utf-8');
      expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    }
  });

  test('all: RequestId in every answer, and the same in a header', async () => {
    for (const action of ['DescribeRegions', 'DescribeNothing']) {
      const answer = await client.call(action);
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
    const id = await newLoadBalancer();
    const document = await client.document('DescribeMasterSlaveServerGroups', { LoadBalancerId: id });
    expect(document['MasterSlaveServerGroups']).toEqual({ MasterSlaveServerGroup: [] });
  });

  test('SDKs and readers of the founding page: members of a pair under both names', async () => {
    const group = await client.document('CreateMasterSlaveServerGroup', {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: await newLoadBalancer(),
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
    const document = await client.document('DescribeLoadBalancerAttribute', { LoadBalancerId: 'lb-none' });
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
    const [first, second] = [await newLoadBalancer(parameters), await newLoadBalancer(parameters)];
    expect(second).toBe(first);
    const other = await client.document('CreateLoadBalancer', { ...parameters, LoadBalancerName: 'twice' });
    expect(other['Code']).toBe('IdempotentParameterMismatch');
  });
});

describe('transport', () => {
  test('Terraform: HTTP for most calls and HTTPS for listeners, on the same port', async () => {
    const secure = new SignedClient({
      endpoint: `https://${server.host}`,
      credentials: serverKey,
      ca: server.certificate.cert,
    });
    for (const each of [client, secure, client]) {
      expect((await each.call('DescribeRegions', {}, { scheme: 'v3' })).status).toBe(200);
    }
  });

  test('Terraform, Kubernetes: ten calls at once on one balancer', async () => {
    const id = await newLoadBalancer();
    const calls = Array.from({ length: 10 }, (_, index) =>
      client.document('CreateMasterSlaveServerGroup', {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: id,
        MasterSlaveServerGroupName: `g${index}`,
        MasterSlaveBackendServers: members2,
      }),
    );
    const ids = new Set((await Promise.all(calls)).map((document) => document['MasterSlaveServerGroupId']));
    expect(ids.size).toBe(10);
    const { MasterSlaveServerGroups } = await client.document('DescribeMasterSlaveServerGroups', {
      LoadBalancerId: id,
    });
    expect(wrapped(MasterSlaveServerGroups, 'MasterSlaveServerGroup')).toHaveLength(10);
  });
});

const members2 =
  '[{"ServerId":"i-1","Port":"80","ServerType":"Master"},{"ServerId":"i-2","Port":"90","ServerType":"Slave"}]';

/** Objects of a wrapped list. */
function wrapped(list: unknown, element: string): readonly Document[] {
  const items: unknown = Reflect.get(Object(list), element);
  if (!Array.isArray(items)) throw new Error(`no list ${element}: ${JSON.stringify(list)}`);
  return items.map((item) => ({ ...Object(item) }));
}

function pairText([name, value]: readonly [string, string]): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}

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
