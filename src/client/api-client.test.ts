import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiClient } from './api-client.ts';
import { ApiFailure, Unreachable } from './failures.ts';

const accessKey = { id: 'key', secret: 'secret' };
let server: Server | undefined;
let client: ApiClient | undefined;
afterEach(async () => {
  client?.close();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

interface Seen {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly url: string;
  readonly body: string;
}

async function answering(status: number, body: string, signature: 'v1' | 'v3' = 'v3') {
  const seen: Seen[] = [];
  const listening = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      seen.push({ headers: request.headers, url: request.url ?? '', body: text });
      response.writeHead(status).end(body);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : 0;
  client = new ApiClient({ endpoint: new URL(`http://127.0.0.1:${port}`), accessKey, signature });
  return { client, seen, port };
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: unknown) => error,
  );
}

describe('ApiClient', () => {
  it('signs by version 3, with the host and port it calls', async () => {
    const { client, seen, port } = await answering(200, '{"RequestId":"R","Servers":{"Server":[]}}');
    expect(await client.call('DescribeServers', { ServerId: 'a b' })).toEqual({ Servers: [] });
    expect(seen[0]?.headers).toMatchObject({
      host: `127.0.0.1:${port}`,
      'x-acs-action': 'DescribeServers',
      authorization: expect.stringMatching(/^ACS3-HMAC-SHA256 Credential=key,/),
    });
    expect(seen[0]?.body).toBe('ServerId=a%20b');
  });

  it('signs by version 1 when told to', async () => {
    const { client, seen } = await answering(200, '{}', 'v1');
    await client.callRaw('DescribeRegions', {});
    expect(seen[0]?.body).toMatch(/Signature=/);
    expect(seen[0]?.body).toMatch(/SignatureVersion=1\.0/);
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  it('turns an error document into a failure with its remedy', async () => {
    const document = { RequestId: 'R', HostId: 'h', Code: 'C.D', Message: 'm', Recommend: 'do this' };
    const { client } = await answering(404, JSON.stringify(document));
    const error = await failureOf(client.call('DescribeRegions'));
    expect(error).toBeInstanceOf(ApiFailure);
    expect(error).toMatchObject({ code: 'C.D', message: 'm', remedy: 'do this', httpStatus: 404 });
  });

  it.each([
    [502, '<html>bad gateway</html>', /answered with HTTP 502/],
    [200, 'hello', /answered with HTTP 200/],
    [200, '{"RequestId":"R"}', /DescribeRegions\.Regions is not a list/],
  ])('says that %i %s is no answer of the service', async (status, body, message) => {
    const { client } = await answering(status, body);
    const error = await failureOf(client.call('DescribeRegions'));
    expect(error).toBeInstanceOf(Unreachable);
    expect(String(error)).toMatch(message);
  });

  it('says how to start the service when nothing listens', async () => {
    const { port } = await answering(200, '{}');
    await new Promise((resolve) => server?.close(resolve));
    client = new ApiClient({ endpoint: new URL(`http://127.0.0.1:${port}`), accessKey });
    const error = await failureOf(client.callRaw('DescribeRegions', {}));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({
      message: `nothing listens at http://127.0.0.1:${port}`,
      remedy: expect.stringContaining('hotspare serve'),
    });
  });
});
