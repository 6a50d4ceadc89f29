import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jsonDocumentRoute } from './json-document.ts';

let made = 0;
let server: Server;
let url: string;

beforeAll(async () => {
  const route = jsonDocumentRoute(() => {
    made += 1;
    return { said: 'ü' };
  });
  server = createServer((request, response) => void route(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/`;
});

afterAll(() => server.close());

it('is made once, and has the length and type of JSON', async () => {
  const answers = [await fetch(url), await fetch(url)];
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-length')).toBe('14');
    expect(await answer.json()).toEqual({ said: 'ü' });
  }
  expect(made).toBe(1);
});

it('is not sent again to who has it', async () => {
  const etag = (await fetch(url)).headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await fetch(url, { headers: { 'if-none-match': tags } });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
  }
  expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
});

it('answers HEAD without a body', async () => {
  const answer = await fetch(url, { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '14', '']);
});
