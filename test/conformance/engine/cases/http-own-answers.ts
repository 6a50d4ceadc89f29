/** HTTP listeners: answers that the engine makes itself, or makes smaller. */
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { throughout } from '../../../support/eventually.ts';
import { ask } from '../../../support/http-client.ts';
import type { EngineCase } from '../case.ts';
import { withHttp } from '../plans.ts';
import { serveHttp, talk } from './http-support.ts';

export const httpOwnAnswerCases: readonly EngineCase[] = [
  {
    name: 'http: a redirecting listener sends clients to the HTTPS port, with path and query, and asks no server',
    needs: ['http', 'redirect'],
    async run(context) {
      const server = await context.httpBackend('a');
      const listener = await serveHttp(context, server, { http: { redirectPort: 443 } });
      const answer = await ask(listener, { path: '/a/b?c=d', headers: { Host: 'www.example.com:8080' } });
      assert.deepEqual([answer.status, answer.headers.location], [301, 'https://www.example.com/a/b?c=d']);
      await context.engine.apply(context.plans.plan(withHttp(listener, { redirectPort: 8443 })));
      const other = await ask(listener, { method: 'POST', body: 'x', headers: { Host: '[::1]' } });
      assert.deepEqual([other.status, other.headers.location], [301, 'https://[::1]:8443/']);
      assert.equal(server.asked.length, 0);
    },
  },
  {
    name: 'http: compresses answers of the types that are worth it for clients that take gzip, and no others',
    needs: ['http', 'gzip'],
    async run(context) {
      const text = 'all work and no play '.repeat(500);
      const server = await context.httpBackend('a', (request, response) => {
        const url = new URL(request.url ?? '/', 'http://a');
        for (const [name, value] of url.searchParams) response.setHeader(name, value);
        response.setHeader('Content-Length', text.length);
        response.writeHead(Number(url.pathname.slice(1))).end(text);
      });
      const listener = await serveHttp(context, server, { http: { gzip: true } });
      const get = (path: string, headers = { 'Accept-Encoding': 'gzip' }, method = 'GET') =>
        ask(listener, { path, headers, method });
      const answer = await get('/200?Content-Type=text/css;charset=utf-8&ETag="v1"&Vary=Origin');
      assert.equal(gunzipSync(answer.body).toString(), text);
      assert.ok(answer.body.length < text.length / 2);
      assert.equal(answer.headers['content-encoding'], 'gzip');
      assert.equal(answer.headers['content-length'], undefined);
      assert.equal(answer.headers['etag'], 'W/"v1"');
      assert.match(String(answer.headers['vary']), /Origin.*Accept-Encoding/);
      const css = '/200?Content-Type=text/css';
      const plain = [
        await get(css, { 'Accept-Encoding': 'br' }),
        await get(css, { 'Accept-Encoding': 'gzip;q=0' }),
        await get('/200?Content-Type=image/png'),
        await get(`${css}&Content-Encoding=br`),
        await get(`${css}&Cache-Control=no-transform`),
        await get(`/206?Content-Type=text/css`),
      ];
      for (const each of plain) {
        assert.equal(each.text, text);
        assert.notEqual(each.headers['content-encoding'], 'gzip');
      }
      assert.equal(plain[0]?.headers['vary'], 'Accept-Encoding');
      assert.equal(
        (await get(css, { 'Accept-Encoding': 'gzip' }, 'HEAD')).headers['content-length'],
        String(text.length),
      );
      await context.engine.apply(context.plans.plan(withHttp(listener, { gzip: false })));
      assert.equal((await get(css)).text, text);
    },
  },
  {
    name: 'http: compresses piece by piece, so that a stream is read as it comes',
    needs: ['http', 'gzip'],
    async run(context) {
      let more = (): void => undefined;
      const server = await context.httpBackend('a', (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/plain' });
        response.write('first');
        more = () => response.end('second');
      });
      const listener = await serveHttp(context, server, { http: { gzip: true } });
      const client = await context.connect(listener);
      await talk(client, 'GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n', /\r\n\r\n[^]{10,}/);
      await throughout(() => assert.equal(client.state, 'open'), 'nothingHappens');
      more();
      await talk(client, '', /\r\n0\r\n\r\n$/);
    },
  },
];
