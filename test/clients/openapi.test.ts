/** What a service says of itself: /openapi.json is OpenAPI 3.1 by the official schema, without a signature. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ApiClient } from '../../src/client/api-client.ts';
import { Cleanup } from '../support/cleanup.ts';
import { isRecord } from '../support/json-schema.ts';
import { Services } from '../support/service.ts';
import { execute } from './support/sample-runners.ts';
import { startService } from './support/service.ts';

const { python } = inject('clients');
const cleanup = new Cleanup();
const services = cleanup.add(new Services());
let endpoint: URL;
let own: ApiClient;

beforeAll(async () => {
  const { connection } = await startService(services);
  ({ endpoint } = connection);
  own = cleanup.add(new ApiClient(connection));
});

afterAll(() => cleanup.run());

it.each(['/openapi.json', '/catalogue.json'])('%s is there for everybody', async (path) => {
  const answer = await fetch(new URL(path, endpoint));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'application/json; charset=utf-8',
  ]);
  const document: unknown = await answer.json();
  expect(JSON.stringify(document)).toContain('CreateMasterSlaveServerGroup');
  const again = await fetch(new URL(path, endpoint), {
    headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

describe.skipIf('missing' in python)('the official validator', () => {
  it('finds nothing', async () => {
    if ('missing' in python) throw new Error(python.missing);
    const text = await (await fetch(new URL('/openapi.json', endpoint))).text();
    const folder = services.newDataDir();
    const file = join(folder, 'openapi.json');
    writeFileSync(file, text);
    const { program, args } = python.command;
    const validator = [...args, '-m', 'openapi_spec_validator', '--schema', '3.1.0', file];
    const outcome = await execute(program, validator, { cwd: folder });
    expect(outcome).toMatchObject({ code: 0, stdout: `${file}: OK\n` });
  });
});

it('a call put together from the document alone is understood, apart from the signature', async () => {
  const document: unknown = await (await fetch(new URL('/openapi.json', endpoint))).json();
  const paths = isRecord(document) && isRecord(document['paths']) ? Object.keys(document['paths']) : [];
  expect(paths).toContain('/#DescribeRegions');
  // The fragment stays with the client: what is called is the root.
  const url = new URL('/#DescribeRegions', endpoint);
  url.search = 'Action=DescribeRegions&Version=2014-05-15&Format=JSON';
  const refused: unknown = await (await fetch(url, { method: 'POST' })).json();
  expect(refused).toMatchObject({
    Code: 'MissingParameter',
    Message: expect.stringContaining('AccessKeyId'),
  });
  expect(await own.callRaw('DescribeRegions', {})).toHaveProperty('Regions');
});
