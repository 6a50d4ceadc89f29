/** HTTP listeners: clients that ask for another protocol. */
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { eventually } from '../../../support/eventually.ts';
import type { EngineCase } from '../case.ts';
import { pool } from '../plans.ts';
import { serveHttp, talk } from './http-support.ts';

export const httpWebSocketCases: readonly EngineCase[] = [
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
