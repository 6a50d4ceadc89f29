/** HTTP listeners: requests and answers through real sockets, with what belongs to one connection left behind. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Agent, request as openRequest } from 'node:http';
import type { Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { eventually, pause, throughout } from '../../../support/eventually.ts';
import type { HttpBehaviour } from '../../../support/http-backend.ts';
import { ask } from '../../../support/http-client.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import type { TcpClient } from '../clients.ts';
import { pool, target, withHttp } from '../plans.ts';
import type { Endpoint, HttpSettings } from '../plans.ts';
import type { PlannedHttpListener } from '../../../../src/domain/plan-types.ts';

const megabyte = 1024 * 1024;
const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** A listener in force with one server behind it. */
export async function serveHttp(
  { engine, plans }: CaseContext,
  server: Endpoint,
  settings?: HttpSettings,
): Promise<PlannedHttpListener> {
  const listener = await plans.httpListener(pool([target(server)]), settings);
  const applied = await engine.apply(plans.plan(listener));
  assert.deepEqual(applied.listeners, [{ key: listener.key }]);
  return listener;
}

/** Sends a text as it is and waits until what has come back fits. */
export async function talk(client: TcpClient, text: string, until: RegExp): Promise<string> {
  client.socket.write(text, 'latin1');
  return eventually(() => {
    const heard = client.received.toString('latin1');
    if (!until.test(heard)) throw new Error(`heard "${heard}", connection ${client.state}`);
    return heard;
  });
}

/** Values of a header as a server saw it, in order. */
export function seen(rawHeaders: readonly string[], name: string): readonly string[] {
  return rawHeaders.filter((_, n) => n % 2 === 1 && rawHeaders[n - 1]?.toLowerCase() === name);
}

const echoBody: HttpBehaviour = (request, response) => {
  request.pipe(response);
};

/** What the kernel's buffers hold is taken; an engine that keeps what it cannot send takes everything. */
async function settles(sent: () => number): Promise<number> {
  return eventually(async () => {
    const before = sent();
    await pause(150);
    assert.ok(before > 0 && sent() === before, 'still taking data');
    return before;
  }, 'transfer');
}

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
    name: 'http: requests sent at once are answered in their order, one after another',
    needs: ['http'],
    async run(context) {
      let under = 0;
      let most = 0;
      const server = await context.httpBackend('a', (request, response) => {
        most = Math.max(most, ++under);
        // The first one takes longest.
        setTimeout(
          () => {
            under--;
            response.end(`<${request.url}>`);
          },
          request.url === '/1' ? 60 : 1,
        );
      });
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      const text = [1, 2, 3, 4].map((n) => `GET /${n} HTTP/1.1\r\nHost: a\r\n\r\n`).join('');
      const heard = await talk(client, text, /<\/4>/);
      assert.deepEqual(heard.match(/<\/\d>/g), ['</1>', '</2>', '</3>', '</4>']);
      assert.equal(most, 1);
      // Nobody may have any number of them waiting.
      const greedy = await context.connect(listener);
      greedy.socket.write('GET /1 HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(200));
      await greedy.until('reset');
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
    name: 'http: a client that goes away takes its request with it',
    needs: ['http'],
    async run(context) {
      const ended: string[] = [];
      const server = await context.httpBackend('a', (request, response) => {
        response.on('close', () => ended.push(`${request.url} ${response.writableFinished}`));
        request.resume();
      });
      const listener = await serveHttp(context, server);
      for (const text of [
        'GET /waits HTTP/1.1\r\nHost: a\r\n\r\n',
        'POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf',
        'POST /chunk HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n',
      ]) {
        const client = await context.connect(listener);
        client.socket.write(text);
        await eventually(() => assert.equal(server.asked.length, ended.length + 1));
        client.socket.resetAndDestroy();
        await eventually(() => assert.equal(server.asked.length, ended.length));
        assert.equal(server.asked.at(-1)?.complete, text.startsWith('GET'));
      }
      assert.deepEqual(ended, ['/waits false', '/half false', '/chunk false']);
      await eventually(async () => {
        const [stats] = await context.engine.stats();
        assert.deepEqual([stats?.activeConnections, stats?.targets[0]?.activeConnections], [0, 0]);
      });
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
    name: 'http: reads a server only as fast as its client takes it, and a client as fast as its server',
    needs: ['http'],
    async run(context) {
      let poured = 0;
      const piece = Buffer.alloc(64 * 1024);
      const server = await context.httpBackend('a', (request, response) => {
        if (request.method === 'POST') return;
        const pour = (): void => {
          poured += piece.length;
          if (poured < 256 * megabyte) response.write(piece, pour);
        };
        pour();
      });
      server.server.on('request', (request) => request.method === 'POST' && request.pause());
      const listener = await serveHttp(context, server);
      const reader = await context.connect(listener);
      reader.socket.pause();
      reader.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      assert.ok((await settles(() => poured)) < 64 * megabyte);
      reader.socket.destroy();

      let sent = 0;
      const deafServer = await context.tcpBackend('b', [(socket: Socket) => socket.pause()]);
      const writer = openRequest({
        host: listener.address,
        port: listener.port,
        method: 'POST',
        agent: false,
      });
      writer.on('error', () => undefined);
      context.defer(() => {
        writer.destroy();
      });
      await context.engine.apply(context.plans.plan({ ...listener, backend: pool([target(deafServer)]) }));
      const pour = (): void => {
        sent += piece.length;
        if (sent < 256 * megabyte) writer.write(piece, pour);
      };
      pour();
      assert.ok((await settles(() => sent)) < 64 * megabyte);
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
    name: 'http: closes a connection that lies idle between requests, and none that waits for an answer',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a', (request, response) => {
        setTimeout(() => response.end('done'), request.url === '/slow' ? 2_500 : 0);
      });
      const listener = await serveHttp(context, server, { http: { idleTimeoutMs: 1_000 } });
      const [idle, busy] = [await context.connect(listener), await context.connect(listener)];
      const since = performance.now();
      await talk(idle, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', /done/);
      busy.socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
      await idle.until('ended');
      assert.ok(performance.now() - since >= 900, 'too early');
      assert.equal(busy.received.length, 0);
      await talk(busy, '', /done/);
    },
  },
  {
    name: 'http: uses a connection to a server for one request after another',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a');
      const listener = await serveHttp(context, server);
      for (let n = 0; n < 20; n++) assert.equal((await ask(listener)).text, 'a');
      assert.equal(server.accepted, 1);
      await Promise.all(Array.from({ length: 40 }, () => ask(listener)));
      assert.ok(server.accepted <= 40);
      await context.engine.apply(context.plans.plan({ ...listener, backend: pool([]) }));
      await eventually(() => assert.equal(server.open.size, 0));
    },
  },
  {
    name: 'http: turns away whom access control or a connection limit does not let in, with a reset',
    needs: ['http', 'access-control', 'connection-limits'],
    async run(context) {
      const server = await context.httpBackend('a');
      const listener = await serveHttp(context, server, {
        access: { kind: 'deny', cidrs: ['127.0.0.9/32'] },
      });
      await assert.rejects(ask(listener, { localAddress: '127.0.0.9' }));
      assert.equal((await ask(listener)).status, 200);
      const limits = { bandwidthMbps: null, maxConnections: 1, newConnectionsPerSecond: null };
      await context.engine.apply(context.plans.plan({ ...listener, limits }));
      const first = await context.connect(listener);
      await talk(first, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', /a$/);
      await assert.rejects(ask(listener));
      assert.equal((await context.engine.stats())[0]?.droppedConnections, 1);
      const closed = { ...listener, access: { kind: 'allow', cidrs: [] } as const, closeDisallowed: true };
      assert.equal((await context.engine.apply(context.plans.plan(closed))).cutConnections, 1);
      await first.until('reset');
    },
  },
  {
    name: 'http: holds bodies to the bandwidth of the listener',
    needs: ['http', 'bandwidth'],
    async run(context) {
      const server = await context.httpBackend('a', echoBody);
      const listener = await serveHttp(context, server, {
        limits: { bandwidthMbps: 8, maxConnections: null, newConnectionsPerSecond: null },
      });
      const body = randomBytes(megabyte);
      const beganMs = performance.now();
      const answer = await ask(listener, { method: 'POST', body });
      assert.equal(digest(answer.body), digest(body));
      // A megabyte a second each way; both ways run at the same time.
      assert.ok(performance.now() - beganMs >= 850, 'faster than the limit');
    },
  },
  {
    name: 'http: counts connections of clients, bytes, and requests by server',
    needs: ['http'],
    async run(context) {
      const server = await context.httpBackend('a');
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      const text = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
      await talk(client, text, /a$/);
      await talk(client, text, /a[^]*a$/);
      await eventually(async () => {
        const [stats] = await context.engine.stats();
        assert.equal(stats?.key, listener.key);
        assert.deepEqual([stats.activeConnections, stats.newConnections], [1, 1]);
        assert.deepEqual(
          [stats.bytesFromClients, stats.bytesToClients],
          [2 * text.length, client.received.length],
        );
        assert.ok(stats.packetsFromClients > 0 && stats.packetsToClients > 0);
        assert.deepEqual(stats.targets, [
          { id: 'a', activeConnections: 0, newConnections: 2, connectFailures: 0 },
        ]);
      });
      const observed = await context.engine.observe();
      assert.deepEqual(observed.listeners, [
        {
          key: listener.key,
          protocol: 'http',
          address: listener.address,
          port: listener.port,
          bound: true,
          serving: ['a'],
        },
      ]);
      client.socket.destroy();
      await eventually(async () => assert.equal((await context.engine.stats())[0]?.activeConnections, 0));
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
  {
    name: 'http: an engine that closes lets requests end and asks clients to go',
    needs: ['http', 'drain'],
    async run(context) {
      let finish = (): void => undefined;
      const server = await context.httpBackend('a', (_request, response) => {
        finish = () => response.end('late');
      });
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      client.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      await eventually(() => assert.equal(server.asked.length, 1));
      const closing = context.engine.close({ drainMs: 20_000 });
      await eventually(() => assert.rejects(context.connect(listener)));
      finish();
      await client.until('ended');
      assert.match(client.received.toString(), /connection: close\r\n[^]*late/i);
      client.socket.destroy();
      await closing;
    },
  },
  {
    name: 'http: a listener that leaves the plan cuts its clients; a port passes from TCP to HTTP and back',
    needs: ['http', 'tcp'],
    async run(context) {
      const { engine, plans } = context;
      const [server, plain] = [await context.httpBackend('a'), await context.tcpBackend('b')];
      const listener = await serveHttp(context, server);
      const client = await context.connect(listener);
      await talk(client, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', /a$/);
      const tcp = await plans.listener('tcp', pool([target(plain)]), { port: listener.port });
      const applied = await engine.apply(plans.plan(tcp));
      assert.deepEqual(applied.listeners, [{ key: tcp.key }]);
      assert.equal(applied.cutConnections, 1);
      await client.until('reset');
      assert.equal(await (await context.connect(tcp)).greeting(), 'b');
      assert.deepEqual((await engine.apply(plans.plan(listener))).listeners, [{ key: listener.key }]);
      assert.equal((await ask(listener)).text, 'a');
    },
  },
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
  {
    name: 'http: a WebSocket is a tunnel: bytes, ends and resets go through as what they are',
    needs: ['http', 'websocket'],
    async run(context) {
      const sides: Socket[] = [];
      const server = await context.httpBackend('a');
      server.server.on('upgrade', (request, socket: Socket, head) => {
        sides.push(socket);
        const key = request.headers['sec-websocket-key'];
        socket.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\nhi `,
        );
        socket.write(head);
        socket.on('data', (chunk: Buffer) => socket.write(chunk));
        socket.on('end', () => socket.end('bye'));
      });
      const listener = await serveHttp(context, server);
      const hello =
        'GET /chat HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\n\r\n';
      const first = await context.connect(listener);
      const heard = await talk(first, `${hello}early`, /\r\n\r\nhi early$/);
      assert.match(heard, /^HTTP\/1\.1 101 [^]*sec-websocket-accept: k\r\n/i);
      assert.match(heard, /\r\nupgrade: websocket\r\n/i);
      await talk(first, ' more', /early more$/);
      const [stats] = await context.engine.stats();
      assert.deepEqual([stats?.activeConnections, stats?.targets[0]?.activeConnections], [1, 1]);
      first.socket.end(' last');
      await first.until('closed');
      assert.match(first.received.toString(), / lastbye$/);

      const second = await context.connect(listener);
      await talk(second, hello, /hi $/);
      sides[1]?.resetAndDestroy();
      await second.until('reset');
      const third = await context.connect(listener);
      await talk(third, hello, /hi $/);
      const cut = await context.engine.apply(
        context.plans.plan({ ...listener, backend: pool([]), onTargetLost: { kind: 'reset' } }),
      );
      assert.equal(cut.cutConnections, 1);
      await third.until('reset');
      await eventually(async () => assert.equal((await context.engine.stats())[0]?.activeConnections, 0));
    },
  },
  {
    name: 'http: a server that will not speak another protocol answers as to any request; HTTP/2 is not passed on',
    needs: ['http', 'websocket'],
    async run(context) {
      const server = await context.httpBackend('a', (_request, response) => {
        response.writeHead(403, { 'Content-Type': 'text/plain' }).end('no');
      });
      const listener = await serveHttp(context, server);
      const upgrade = (protocol: string): string =>
        `GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\nUpgrade: ${protocol}\r\n\r\n`;
      await talk(await context.connect(listener), upgrade('websocket'), /^HTTP\/1\.1 403 [^]*no/);
      await talk(await context.connect(listener), upgrade('h2c'), /^HTTP\/1\.1 403 [^]*no/);
      assert.equal(server.asked[1]?.headers.upgrade, undefined);
      assert.equal(server.asked[1]?.headers['http2-settings'], undefined);
    },
  },
];
