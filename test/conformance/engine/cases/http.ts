/** HTTP listeners: requests and answers as messages, with what belongs to one connection left behind. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { eventually } from '../../../support/eventually.ts';
import { ask } from '../../../support/http-client.ts';
import type { EngineCase } from '../case.ts';
import { pool, target, withHttp } from '../plans.ts';
import { digest, echoBody, megabyte, seen, serveHttp, talk } from './http-support.ts';

export const httpCases: readonly EngineCase[] = [
  {
    name: 'http: carries requests and answers, with bodies of every kind, over one connection',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a', echoBody);
      const listener = await serveHttp(context, server);
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      context.defer(() => agent.destroy());
      const big = randomBytes(4 * megabyte);
      for (const [method, body] of [
        ['GET', ''],
        ['POST', 'hello'],
        ['PUT', ''],
        ['DELETE', ''],
        ['PATCH', 'x'],
        ['OPTIONS', ''],
      ] as const) {
        const answer = await ask(listener, { method, path: '/a?b=c&d=%20', body, agent });
        assert.deepEqual([answer.status, answer.text], [200, body]);
        assert.deepEqual([server.asked.at(-1)?.method, server.asked.at(-1)?.url], [method, '/a?b=c&d=%20']);
      }
      const counted = await ask(listener, { method: 'POST', body: big, agent });
      const chunked = await ask(listener, {
        method: 'POST',
        headers: { 'Transfer-Encoding': 'chunked' },
        body: big,
        agent,
      });
      assert.deepEqual([digest(counted.body), digest(chunked.body)], [digest(big), digest(big)]);
      assert.equal(server.asked.at(-2)?.headers['content-length'], String(big.length));
      const [stats] = await context.engine.stats();
      assert.deepEqual([stats?.newConnections, stats?.activeConnections], [1, 1]);
    },
  },
  {
    name: 'http: tells the server who the client is, passes Host on as it came, and nothing that is of one connection',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a');
      const forwardedHeaders = {
        loadBalancerId: 'lb-7',
        address: true,
        proto: true,
        port: true,
        clientPort: true,
      };
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      const head = [
        'GET / HTTP/1.1',
        'Host: WWW.Example.com:8080',
        'X-Forwarded-For: 203.0.113.9',
        'x-forwarded-for: 10.0.0.1',
        'X_Forwarded_For: 1.2.3.4',
        'SLB-ID: mine',
        'Connection: keep-alive, X-Private',
        'X-Private: secret',
        'Keep-Alive: timeout=9',
        'Proxy-Connection: keep-alive',
        'TE: trailers',
        'Via: 1.0 before',
        'X-Twice: 1',
        'X-Twice: 2',
        '',
        '',
      ].join('\r\n');
      await talk(client, head, /\r\n\r\na$/);
      const { rawHeaders = [] } = server.asked[0] ?? {};
      const one = (name: string): string => seen(rawHeaders, name).join(' | ');
      assert.equal(one('host'), 'WWW.Example.com:8080');
      assert.equal(one('x-forwarded-for'), '203.0.113.9, 10.0.0.1, 127.0.0.1');
      assert.equal(one('via'), '1.0 before');
      assert.equal(one('x-twice'), '1 | 2');
      assert.equal(one('slb-id'), 'mine');
      for (const name of ['x-private', 'keep-alive', 'proxy-connection', 'te', 'x_forwarded_for', 'slb-ip'])
        assert.equal(one(name), '', name);
      await context.engine.apply(context.plans.plan(withHttp(listener, { forwardedHeaders })));
      const port = client.socket.localPort;
      await talk(client, head.replace('mine', 'forged\r\nSLB_IP: forged'), /\r\n\r\na[^]*\r\n\r\na$/);
      const own = server.asked[1]?.rawHeaders ?? [];
      const [id, address, proto, listenerPort, clientPort] = [
        'slb-id',
        'slb-ip',
        'x-forwarded-proto',
        'x-forwarded-port',
        'x-forwarded-client-srcport',
      ].map((name) => seen(own, name).join(' | '));
      assert.deepEqual(
        [id, address, proto, listenerPort, clientPort],
        ['lb-7', listener.address, 'http', String(listener.port), String(port)],
      );
      assert.equal(seen(own, 'slb_ip').length, 0);
    },
  },
  {
    name: 'http: passes on what a server says: status, headers that come twice, trailers, and no more than that',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a', (_request, response) => {
        response.writeHead(418, 'Short and stout', [
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['Server', 'kettle'],
          ['Connection', 'X-Private'],
          ['X-Private', 'secret'],
          ['Trailer', 'X-Sum'],
        ]);
        response.write('first');
        response.addTrailers({ 'X-Sum': '42' });
        response.end('second');
      });
      const listener = await serveHttp(context, server);
      const answer = await ask(listener);
      assert.deepEqual([answer.status, answer.text], [418, 'firstsecond']);
      assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
      assert.deepEqual([answer.headers['server'], answer.headers['x-private']], ['kettle', undefined]);
      assert.deepEqual({ ...answer.trailers }, { 'x-sum': '42' });
    },
  },
  {
    name: 'http: answers to HEAD, 204 and 304 have no body, and the connection goes on',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a', (request, response) => {
        const status = Number(request.url?.slice(1));
        response.writeHead(status, status === 204 ? {} : { 'Content-Length': 1000, ETag: '"x"' });
        response.end(request.method === 'HEAD' || status !== 200 ? undefined : 'x'.repeat(1000));
      });
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      const ask = (method: string, status: number): string =>
        `${method} /${status} HTTP/1.1\r\nHost: a\r\n\r\n`;
      const heard = await talk(
        client,
        ask('HEAD', 200) + ask('GET', 204) + ask('GET', 304) + ask('GET', 200),
        /x{1000}$/,
      );
      const [first = '', second = '', third = '', fourth = ''] = heard.split(/(?=HTTP\/1\.1 )/);
      assert.match(first, /^HTTP\/1\.1 200 [^]*content-length: 1000\r\n[^]*\r\n\r\n$/i);
      assert.match(second, /^HTTP\/1\.1 204 [^]*\r\n\r\n$/);
      assert.doesNotMatch(second, /content-length|transfer-encoding/i);
      assert.match(third, /^HTTP\/1\.1 304 [^]*etag: "x"\r\n[^]*\r\n\r\n$/i);
      assert.match(fourth, /^HTTP\/1\.1 200 [^]*\r\n\r\nx{1000}$/);
    },
  },
  {
    name: 'http: a client of HTTP/1.0 gets an answer that ends with its connection, and no chunks',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a', (_request, response) => {
        response.write('one ');
        response.end('two');
      });
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      client.socket.write('GET / HTTP/1.0\r\n\r\n');
      await client.until('ended');
      const heard = client.received.toString();
      assert.match(heard, /\r\n\r\none two$/);
      assert.doesNotMatch(heard, /transfer-encoding/i);
      assert.equal(server.asked[0]?.headers.host, `${listener.address}:${listener.port}`);
    },
  },
  {
    name: 'http: a client that asks before it sends its body is told to go on; the server gets the body',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a', echoBody);
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n';
      await talk(client, head, /^HTTP\/1\.1 100 Continue\r\n\r\n$/);
      await talk(client, 'hello', /\r\nhello\r\n/);
      assert.equal(server.asked[0]?.headers.expect, undefined);
      const other = await context.connect(listener);
      await talk(other, head.replace('100-continue', 'wonders'), /^HTTP\/1\.1 417 /);
    },
  },
  {
    name: 'http: an answer that comes before the request has ended reaches the client, which may ask again',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a', (request, response) => {
        if (request.method === 'POST') response.writeHead(413, { 'Content-Length': 3 }).end('big');
        else response.end('fine');
      });
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      await talk(client, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\nbegin', /413[^]*big$/);
      await talk(client, `${'x'.repeat(1995)}GET / HTTP/1.1\r\nHost: a\r\n\r\n`, /fine$/);
    },
  },
  {
    name: 'http: an answer that a server breaks off is broken off for the client',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a', (request, response) => {
        if (request.url === '/counted') response.setHeader('Content-Length', 100);
        response.write('half', () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
      });
      const listener = await serveHttp(context, server);
      for (const path of ['/counted', '/chunked']) await assert.rejects(ask(listener, { path }));
    },
  },
  {
    name: 'http: answers 504 when a server does not begin to answer in time, and 502 when it says no HTTP',
    needs: ['http'],
    async run(context) {
      const mute = await context.httpBackend('a', () => undefined);
      const listener = await serveHttp(context, mute, { http: { requestTimeoutMs: 200 } });
      const beganMs = performance.now();
      assert.equal((await ask(listener)).status, 504);
      assert.ok(performance.now() - beganMs >= 180, 'too early');
      await eventually(() => assert.equal(mute.open.size, 0));
      const slow = await ask(listener, { method: 'POST', body: 'late' });
      assert.equal(slow.status, 504);
      const babbling = await context.tcpBackend('b', [(socket) => socket.end('220 mail.example.com\r\n')]);
      await context.engine.apply(context.plans.plan({ ...listener, backend: pool([target(babbling)]) }));
      assert.equal((await ask(listener)).status, 502);
    },
  },
  {
    name: 'http: a head that is too long is answered 431, one that makes no sense 400, and the connection ends',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a');
      const listener = await serveHttp(context, server);
      const long = `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`;
      for (const [text, status] of [
        [long, 431],
        ['nonsense\r\n\r\n', 400],
        ['GET / HTTP/1.1\r\n\r\n', 400],
        ['CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n', 405],
      ] as const) {
        const client = await context.connect(listener);
        await talk(client, text, new RegExp(`^HTTP/1\\.1 ${status} [^]*connection: close\r\n`, 'i'));
        await eventually(() => assert.notEqual(client.state, 'open'));
      }
      const allowed = `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(30_000)}\r\n\r\n`;
      await talk(await context.connect(listener), allowed, /a$/);
      assert.equal(server.asked.length, 1);
    },
  },
];
