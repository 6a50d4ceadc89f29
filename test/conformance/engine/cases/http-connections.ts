/** HTTP listeners: connections of clients and to servers, whom they are for, how long, and how fast. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { request as openRequest } from 'node:http';
import type { Socket } from 'node:net';
import { eventually } from '../../../support/eventually.ts';
import { ask } from '../../../support/http-client.ts';
import type { EngineCase } from '../case.ts';
import { pool, target } from '../plans.ts';
import { digest, echoBody, megabyte, serveHttp, settles, talk } from './http-support.ts';

export const httpConnectionCases: readonly EngineCase[] = [
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
];
