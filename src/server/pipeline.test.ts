import { expect, test } from 'vitest';
import { ApiError } from '../contract/api-error.ts';
import { integer, text } from '../contract/params.ts';
import { integerField, textField } from '../contract/result.ts';
import { StoreError } from '../store/store.ts';
import { PipelineBench, tinyAction } from './test-support.ts';

const echo = tinyAction(
  {
    name: 'DescribeEcho',
    params: {
      RegionId: text({ optional: true }),
      Say: text(),
      Times: integer({ default: 1, max: 9, extension: true }),
    },
    result: { Said: textField(), Times: integerField(), Host: textField() },
  },
  async ({ Say, Times }, { calledHost }) => ({ Said: Say, Times, Host: calledHost }),
);
const extension = tinyAction({ name: 'OurOwn', params: {}, result: {}, extension: true }, async () => ({}));

function failing(error: unknown) {
  return tinyAction({ name: 'SetFailure', params: {}, result: {} }, async () => {
    throw error;
  });
}

const requestIdForm = /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;

test('a call through both schemes and both formats', async () => {
  const bench = new PipelineBench([echo]);
  const json = await bench.call('DescribeEcho', { Say: 'hi' });
  expect(json.status).toBe(200);
  expect(json.headers['x-acs-request-id']).toMatch(requestIdForm);
  expect(JSON.parse(json.body)).toEqual({
    RequestId: json.headers['x-acs-request-id'],
    Said: 'hi',
    Times: 1,
    Host: 'slb.example.com:8080',
  });
  const xml = await bench.call('DescribeEcho', { Say: 'hi' }, { format: 'xml' });
  expect(xml.body).toContain('<DescribeEchoResponse>');
  const v3 = await bench.call('DescribeEcho', { Say: 'hi' }, { scheme: 'v3' });
  expect(JSON.parse(v3.body)).toMatchObject({ Said: 'hi' });
});

test.each([
  ['another version', 'DescribeEcho', { Say: 'x' }, { version: '2017-12-14' }, 400, 'InvalidVersion'],
  ['an unknown action', 'DescribeNothing', {}, {}, 404, 'InvalidAction.NotFound'],
  ['an inherited name', 'constructor', {}, {}, 404, 'InvalidAction.NotFound'],
  ['a missing parameter', 'DescribeEcho', {}, {}, 400, 'MissingParameter'],
  ['an unknown region', 'DescribeEcho', { Say: 'x', RegionId: 'mars' }, {}, 404, 'InvalidRegionId.NotFound'],
] as const)('refused: %s', async (_what, action, parameters, changes, status, code) => {
  const bench = new PipelineBench([echo]);
  const answer = await bench.call(action, parameters, changes);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ Code: code, HostId: 'slb.example.com' });
  expect(answer.headers['x-acs-request-id']).toMatch(requestIdForm);
});

test('the region may be one that is served, empty or absent', async () => {
  const bench = new PipelineBench([echo]);
  for (const region of [{ RegionId: 'cn-hangzhou' }, { RegionId: '' }, {}]) {
    expect((await bench.call('DescribeEcho', { Say: 'x', ...region })).status).toBe(200);
  }
});

test('a parameter error comes before the region, and a signature error before both', async () => {
  const bench = new PipelineBench([echo]);
  expect(await bench.document('DescribeEcho', { RegionId: 'mars' })).toMatchObject({
    Code: 'MissingParameter',
  });
  const unsigned = {
    method: 'GET',
    target: '/?Action=DescribeEcho&Version=2014-05-15&RegionId=mars',
    headers: new Map(),
    body: new Uint8Array(),
  };
  expect(JSON.parse((await bench.send(unsigned)).body)).toMatchObject({ Code: 'MissingParameter' });
});

test.each([
  ['another method', { method: 'PUT', target: '/' }, 400, 'UnsupportedHTTPMethod'],
  ['another path', { method: 'GET', target: '/nowhere?Action=DescribeEcho' }, 404, 'InvalidApi.NotFound'],
  ['nothing said', { method: 'GET', target: '/' }, 400, 'MissingParameter'],
  ['a broken query', { method: 'GET', target: '/?a=%' }, 400, 'InvalidParameter'],
])('refused: %s', async (_what, parts, status, code) => {
  const bench = new PipelineBench([echo]);
  const answer = await bench.send({ ...parts, headers: new Map(), body: new Uint8Array() });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ Code: code, HostId: '127.0.0.1' });
});

test('an error comes in the format asked for, as soon as that can be read', async () => {
  const bench = new PipelineBench([echo]);
  const answer = await bench.call('DescribeNothing', {}, { format: 'xml' });
  expect(answer.headers['content-type']).toBe('text/xml;charset=utf-8');
  const broken = {
    method: 'GET',
    target: '/?Format=XML&a=%',
    headers: new Map([['accept', 'text/xml']]),
    body: new Uint8Array(),
  };
  expect((await bench.send(broken)).body).toContain('<Error>');
});

test('strict: our own actions do not exist, and our own parameters are unknown ones, which are ignored', async () => {
  const strict = new PipelineBench([echo, extension], { strict: true });
  expect(await strict.document('OurOwn')).toMatchObject({ Code: 'InvalidAction.NotFound' });
  expect(await strict.document('DescribeEcho', { Say: 'x', Times: 'nonsense' })).toMatchObject({ Times: 1 });
  const open = new PipelineBench([echo, extension]);
  expect((await open.call('OurOwn')).status).toBe(200);
  expect(await open.document('DescribeEcho', { Say: 'x', Times: '3' })).toMatchObject({ Times: 3 });
});

test('a bug is an InternalError with a RequestId, logged once with its stack', async () => {
  const bug = new TypeError('oops, secret detail');
  const bench = new PipelineBench([failing(bug)]);
  const answer = await bench.call('SetFailure');
  expect(answer.status).toBe(500);
  expect(answer.body).not.toContain('secret detail');
  expect(JSON.parse(answer.body)).toMatchObject({ Code: 'InternalError' });
  const failures = bench.logger.lines.filter(({ level }) => level === 'error');
  expect(failures).toEqual([
    {
      level: 'error',
      event: 'api_failure',
      fields: {
        requestId: answer.headers['x-acs-request-id'],
        action: 'SetFailure',
        code: 'InternalError',
        error: bug,
      },
    },
  ]);
});

test.each([
  ['disk-full', 503, 'ServiceUnavailable', 'disk of the data directory is full'],
  ['read-only', 503, 'ServiceUnavailable', 'cannot be written'],
  ['closed', 503, 'ServiceUnavailable', 'shutting down'],
  ['io', 503, 'ServiceUnavailable', 'read or written'],
  ['invalid-change', 500, 'InternalError', 'unknown error'],
] as const)('a store that fails with %s', async (code, status, apiCode, words) => {
  const bench = new PipelineBench([failing(new StoreError(code, 'in the store'))]);
  const answer = await bench.call('SetFailure');
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ Code: apiCode, Message: expect.stringContaining(words) });
});

test('a result that is not what the contract promises is a bug, and nothing of it is stored', async () => {
  const broken = tinyAction(
    { name: 'CreateBroken', params: {}, result: { Id: textField() } },
    async (_params, { tx }) => {
      tx.put('clientTokens', 'addresses/a', { parametersHash: '', response: null, createdMs: 0 });
      return JSON.parse('{"Id":7}');
    },
  );
  const bench = new PipelineBench([broken]);
  expect(await bench.document('CreateBroken')).toMatchObject({ Code: 'InternalError' });
  expect((await bench.store.list('')).entries).toEqual([]);
});

test('metrics count by action and code; unknown actions share one name', async () => {
  const bench = new PipelineBench([echo]);
  await bench.call('DescribeEcho', { Say: 'x' });
  await bench.call('DescribeEcho');
  await bench.call('MadeUp1');
  await bench.call('MadeUp2');
  const rendered = await bench.metrics.render();
  expect(rendered).toContain('hotspare_api_requests_total{action="DescribeEcho",code="OK"} 1');
  expect(rendered).toContain('hotspare_api_requests_total{action="DescribeEcho",code="MissingParameter"} 1');
  expect(rendered).toContain('hotspare_api_requests_total{action="unknown",code="InvalidAction.NotFound"} 2');
  expect(rendered).not.toContain('MadeUp');
});

test('reads that go well are logged at debug, changes and refusals at info', async () => {
  const set = tinyAction({ name: 'SetNothing', params: {}, result: {} }, async () => ({}));
  const bench = new PipelineBench([echo, set]);
  await bench.call('DescribeEcho', { Say: 'x' });
  await bench.call('SetNothing');
  await bench.call('DescribeEcho');
  expect(bench.logger.lines.map(({ level, fields }) => [level, fields['action'], fields['code']])).toEqual([
    ['debug', 'DescribeEcho', 'OK'],
    ['info', 'SetNothing', 'OK'],
    ['info', 'DescribeEcho', 'MissingParameter'],
  ]);
  expect(bench.logger.lines[1]?.fields).toMatchObject({ accessKeyId: 'testid', peer: '127.0.0.9' });
});

test('a Host header that is no host is not given back', async () => {
  const bench = new PipelineBench([echo]);
  const request = {
    method: 'GET',
    target: '/',
    headers: new Map([['host', '<script>']]),
    body: new Uint8Array(),
  };
  expect(JSON.parse((await bench.send(request)).body)).toMatchObject({ HostId: '127.0.0.1' });
});

test('requests that never became one are refused in the same form', async () => {
  const bench = new PipelineBench([echo]);
  const arrival = { localHost: '[::1]:8014', peer: '::1' };
  const answer = await bench.pipeline.refuse(
    new ApiError('headersTooLarge', { limit: 5 }),
    new Map(),
    arrival,
  );
  expect(answer.status).toBe(431);
  expect(JSON.parse(answer.body)).toMatchObject({ Code: 'InvalidParameter', HostId: '[::1]' });
});
