/** HTTPS listeners: certificates, versions, client certificates, HTTP/2; the requests are those of HTTP. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect as connectHttp2, constants } from 'node:http2';
import type { ClientHttp2Session, ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { Authority } from '../../../support/certificates.ts';
import { eventually, pause, within } from '../../../support/eventually.ts';
import { ask } from '../../../support/http-client.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import { pair, pool, target } from '../plans.ts';
import type { HttpSettings } from '../plans.ts';
import type { PlannedHttpListener, PlannedTls } from '../../../../src/domain/plan-types.ts';
import { megabyte, seen, serveHttp, settles, talk } from './http-support.ts';

const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES128-SHA',
];

async function tls(authority: Authority, changes: Partial<PlannedTls> = {}): Promise<PlannedTls> {
  return {
    certificate: await authority.sign('main.example.com'),
    domains: [],
    clientCaPem: null,
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers,
    http2: true,
    ...changes,
  };
}

/** A handshake that has succeeded. */
async function shake(
  context: CaseContext,
  to: PlannedHttpListener,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const socket = connectTls({ host: to.address, port: to.port, rejectUnauthorized: false, ...options });
  context.defer(() => {
    socket.destroy();
  });
  const ready = new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  await within(ready, 'the handshake');
  return socket;
}

function nameOf(socket: TLSSocket): string {
  return String(socket.getPeerCertificate().subject.CN);
}

interface StreamAnswer {
  readonly headers: OutgoingHttpHeaders;
  readonly trailers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

function session(context: CaseContext, to: PlannedHttpListener): ClientHttp2Session {
  const client = connectHttp2(`https://${to.address}:${to.port}`, {
    rejectUnauthorized: false,
    servername: 'main.example.com',
  });
  client.on('error', () => undefined);
  context.defer(() => {
    client.destroy();
  });
  return client;
}

function answerOn(stream: ClientHttp2Stream): Promise<StreamAnswer> {
  const answer = new Promise<StreamAnswer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let headers: OutgoingHttpHeaders = {};
    let trailers: OutgoingHttpHeaders = {};
    stream.on('response', (received) => (headers = received));
    stream.on('trailers', (received) => (trailers = received));
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('close', () => {
      if (stream.rstCode === constants.NGHTTP2_NO_ERROR)
        resolve({ headers, trailers, body: Buffer.concat(chunks) });
      else reject(new Error(`reset with ${stream.rstCode}`));
    });
  });
  return within(answer, 'the answer on a stream');
}

async function serveHttps(
  context: CaseContext,
  changes?: Partial<PlannedTls>,
  settings?: HttpSettings,
): Promise<PlannedHttpListener> {
  const authority = await Authority.make('Test');
  const server = await context.httpBackend('a', (request, response) => {
    response.setHeader('Content-Type', 'text/plain');
    request.pipe(response);
    if (request.method === 'GET') response.end('a');
  });
  return serveHttp(context, server, { tls: await tls(authority, changes), ...settings });
}

export const httpsCases: readonly EngineCase[] = [
  {
    name: 'https: carries requests as an HTTP listener does, over one connection of a client',
    needs: ['https'],
    async run(context) {
      const server = await context.httpBackend('a');
      const authority = await Authority.make('Test');
      const forwardedHeaders = {
        loadBalancerId: null,
        address: false,
        proto: true,
        port: false,
        clientPort: false,
      };
      const listener = await serveHttp(context, server, {
        tls: await tls(authority),
        http: { forwardedHeaders },
      });
      const trusted = { secure: true, ca: authority.pem, servername: 'main.example.com' };
      const body = randomBytes(2_000_000);
      assert.equal((await ask(listener, trusted)).text, 'a');
      assert.equal((await ask(listener, { ...trusted, method: 'POST', body })).text, 'a');
      assert.equal(server.asked[1]?.body.length, body.length);
      assert.deepEqual(seen(server.asked[0]?.rawHeaders ?? [], 'x-forwarded-proto'), ['https']);
      assert.equal((await context.engine.observe()).listeners[0]?.protocol, 'https');
      await eventually(async () => {
        const [stats] = await context.engine.stats();
        assert.ok((stats?.bytesFromClients ?? 0) > body.length);
      });
    },
  },
  {
    name: 'https: a client that speaks plain HTTP is answered 400',
    needs: ['https'],
    async run(context) {
      const listener = await serveHttps(context);
      const client = await context.connect(listener);
      await talk(client, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 400 Bad Request\r\n/);
      await client.until('ended');
    },
  },
  {
    name: 'https: the certificate is the one of the name asked for: exact, wildcard, else the main one',
    needs: ['https', 'sni'],
    async run(context) {
      const authority = await Authority.make('Test');
      const domains = await Promise.all(
        ['*.example.com', 'www.example.com', '*.shop.example.com'].map(async (domain) => ({
          domain,
          certificate: await authority.sign(domain),
        })),
      );
      const listener = await serveHttps(context, { domains });
      for (const [servername, expected] of [
        ['www.example.com', 'www.example.com'],
        ['WWW.example.COM', 'www.example.com'],
        ['a.shop.example.com', '*.shop.example.com'],
        ['b.example.com', '*.example.com'],
        ['other.org', 'main.example.com'],
        [undefined, 'main.example.com'],
      ] as const) {
        const socket = await shake(context, listener, servername === undefined ? {} : { servername });
        assert.equal(nameOf(socket), expected, servername);
      }
    },
  },
  {
    name: 'https: a new certificate is for those who come later, and cuts nobody',
    needs: ['https'],
    async run(context) {
      const authority = await Authority.make('Test');
      const listener = await serveHttps(context);
      const before = await shake(context, listener);
      const certificate = await authority.sign('new.example.com');
      const changed = { ...listener, tls: await tls(authority, { certificate }) };
      assert.equal((await context.engine.apply(context.plans.plan(changed))).cutConnections, 0);
      assert.equal(nameOf(await shake(context, listener)), 'new.example.com');
      assert.equal(nameOf(before), 'main.example.com');
      before.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      const chunk = await within(
        new Promise<Buffer>((resolve) => {
          before.once('data', resolve);
        }),
        'an answer',
      );
      assert.match(chunk.toString(), /^HTTP\/1\.1 200/);
      // One that cannot be used changes nothing for clients.
      const broken = { ...certificate, keyPem: (await authority.sign('x')).keyPem };
      await context.engine.apply(
        context.plans.plan({ ...listener, tls: await tls(authority, { certificate: broken }) }),
      );
      assert.equal(nameOf(await shake(context, listener)), 'new.example.com');
    },
  },
  {
    name: 'https: a listener whose certificate cannot be used is not opened, and says why',
    needs: ['https'],
    async run(context) {
      const authority = await Authority.make('Test');
      const certificate = { certificatePem: 'no PEM', keyPem: 'neither' };
      const listener = await context.plans.httpListener(pool([]), {
        tls: await tls(authority, { certificate }),
      });
      const applied = await context.engine.apply(context.plans.plan(listener));
      assert.match(applied.listeners[0]?.failure?.message ?? '', /TLS of port/);
      await assert.rejects(context.connect(listener));
      const mended = { ...listener, tls: await tls(authority) };
      const again = await context.engine.apply(context.plans.plan(mended));
      assert.equal(again.listeners[0]?.failure, undefined);
      assert.equal(nameOf(await shake(context, listener)), 'main.example.com');
    },
  },
  {
    name: 'https: versions and ciphers are those of the plan',
    needs: ['https'],
    async run(context) {
      const listener = await serveHttps(context, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' });
      assert.equal((await shake(context, listener)).getProtocol(), 'TLSv1.2');
      await assert.rejects(shake(context, listener, { minVersion: 'TLSv1.3' }));
      const authority = await Authority.make('Test');
      const only13 = { minVersion: 'TLSv1.3', ciphers: ['TLS_AES_128_GCM_SHA256'] } as const;
      await context.engine.apply(context.plans.plan({ ...listener, tls: await tls(authority, only13) }));
      const socket = await shake(context, listener);
      assert.deepEqual(
        [socket.getProtocol(), socket.getCipher().name],
        ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
      );
      await assert.rejects(shake(context, listener, { maxVersion: 'TLSv1.2' }));
      const old = { minVersion: 'TLSv1.0', maxVersion: 'TLSv1.2' } as const;
      await context.engine.apply(context.plans.plan({ ...listener, tls: await tls(authority, old) }));
      const lax = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;
      assert.equal((await shake(context, listener, lax)).getProtocol(), 'TLSv1');
    },
  },
  {
    name: 'https: client certificates are demanded where the plan has an authority for them',
    needs: ['https', 'mutual-tls'],
    async run(context) {
      const [clients, strangers] = [await Authority.make('Clients'), await Authority.make('Strangers')];
      const listener = await serveHttps(context, { clientCaPem: clients.pem });
      const get = async (from?: Authority) => {
        const signed = await from?.sign('client');
        return ask(listener, {
          secure: true,
          rejectUnauthorized: false,
          ...(signed && { key: signed.keyPem, cert: signed.certificatePem }),
        });
      };
      assert.equal((await get(clients)).text, 'a');
      await assert.rejects(get());
      await assert.rejects(get(strangers));
      await eventually(async () => assert.equal((await context.engine.stats())[0]?.activeConnections, 0));
    },
  },
  {
    name: 'https: a session is resumed, after a change of the certificate too',
    needs: ['https'],
    async run(context) {
      const authority = await Authority.make('Test');
      const listener = await serveHttps(context, { maxVersion: 'TLSv1.2' });
      const first = await shake(context, listener);
      const ticket = await eventually(() => {
        const known = first.getSession();
        if (!known || !first.getTLSTicket()) throw new Error('no ticket yet');
        return known;
      });
      assert.ok((await shake(context, listener, { session: ticket })).isSessionReused());
      await context.engine.apply(
        context.plans.plan({ ...listener, tls: await tls(authority, { maxVersion: 'TLSv1.2' }) }),
      );
      assert.ok((await shake(context, listener, { session: ticket })).isSessionReused());
      const clientCaPem = authority.pem;
      await context.engine.apply(
        context.plans.plan({
          ...listener,
          tls: await tls(authority, { maxVersion: 'TLSv1.2', clientCaPem }),
        }),
      );
      const stranger = await shake(context, listener, { session: ticket }).catch(() => undefined);
      assert.notEqual(stranger?.isSessionReused(), true);
    },
  },
  {
    name: 'https: HTTP/2 is spoken where the plan has it and the client wants it',
    needs: ['https', 'http2'],
    async run(context) {
      const listener = await serveHttps(context);
      const both = { ALPNProtocols: ['h2', 'http/1.1'] };
      assert.equal((await shake(context, listener, both)).alpnProtocol, 'h2');
      const one = await shake(context, listener, { ALPNProtocols: ['http/1.1'] });
      assert.equal(one.alpnProtocol, 'http/1.1');
      const { tls: planned } = listener;
      assert.ok(planned);
      await context.engine.apply(context.plans.plan({ ...listener, tls: { ...planned, http2: false } }));
      assert.equal((await shake(context, listener, both)).alpnProtocol, 'http/1.1');
    },
  },
  {
    name: 'http2: streams of one connection are requests of their own, carried to servers by HTTP/1.1',
    needs: ['https', 'http2'],
    async run(context) {
      const authority = await Authority.make('Test');
      const server = await context.httpBackend('a', (request, response, asked) => {
        if (request.url === '/slow') return;
        response.writeHead(200, [
          ['Set-Cookie', 'x=1'],
          ['Set-Cookie', 'y=2'],
          ...(request.method === 'HEAD' ? [] : [['Trailer', 'X-Sum'] as [string, string]]),
        ]);
        request.on('data', (chunk: Buffer) => response.write(chunk));
        request.on('end', () => {
          response.addTrailers({ 'X-Sum': String(asked.body.length) });
          response.end(request.url);
        });
      });
      const listener = await serveHttp(context, server, { tls: await tls(authority) });
      const client = session(context, listener);
      const slow = client.request({ ':path': '/slow' });
      slow.on('error', () => undefined);
      const body = randomBytes(500_000);
      const post = client.request({
        ':method': 'POST',
        ':path': '/post?q',
        ':authority': 'www.example.com',
        cookie: ['a=1', 'b=2'],
      });
      post.end(body);
      const answer = await answerOn(post);
      assert.deepEqual(answer.body, Buffer.concat([body, Buffer.from('/post?q')]));
      assert.deepEqual(answer.headers['set-cookie'], ['x=1', 'y=2']);
      assert.equal(answer.trailers['x-sum'], String(body.length));
      const get = await answerOn(client.request({ ':path': '/get' }));
      assert.deepEqual([get.headers[':status'], get.body.toString()], [200, '/get']);
      const asked = server.asked.find(({ method }) => method === 'POST');
      assert.deepEqual([asked?.version, asked?.headers.host], ['1.1', 'www.example.com']);
      assert.deepEqual(seen(asked?.rawHeaders ?? [], 'cookie'), ['a=1; b=2']);
      const head = await answerOn(client.request({ ':method': 'HEAD', ':path': '/h' }));
      assert.deepEqual([head.headers[':status'], head.body.length], [200, 0]);
      assert.equal((await context.engine.stats())[0]?.newConnections, 1);
      // A stream that its client gives up takes its request with it.
      const openBefore = server.open.size;
      slow.close(constants.NGHTTP2_CANCEL);
      await eventually(() => assert.ok(server.open.size < openBefore));
    },
  },
  {
    name: 'http2: what makes no sense is answered 400, and a broken answer resets its stream only',
    needs: ['https', 'http2'],
    async run(context) {
      const authority = await Authority.make('Test');
      const server = await context.httpBackend('a', (request, response) => {
        if (request.url !== '/broken') return void response.end('fine');
        response.write('half', () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
      });
      const listener = await serveHttp(context, server, { tls: await tls(authority) });
      const client = session(context, listener);
      const odd = await answerOn(client.request({ ':path': '/', ':authority': 'a,b' }));
      assert.equal(odd.headers[':status'], 400);
      await assert.rejects(answerOn(client.request({ ':path': '/broken' })));
      assert.equal((await answerOn(client.request({ ':path': '/' }))).body.toString(), 'fine');
      assert.equal(server.asked.length, 2);
    },
  },
  {
    name: 'http2: a client that takes a request back, of which the server reads nothing, harms nobody else',
    needs: ['https', 'http2'],
    async run(context) {
      let answer = (): void => undefined;
      const server = await context.httpBackend('a', (request, response) => {
        answer = () => response.end('late');
        if (request.method !== 'POST') answer();
      });
      server.server.on('request', (request) => request.method === 'POST' && request.pause());
      const listener = await serveHttp(context, server, { tls: await tls(await Authority.make('Test')) });
      const client = session(context, listener);
      const post = client.request({ ':method': 'POST', ':path': '/' });
      post.on('error', () => undefined);
      let sent = 0;
      const piece = Buffer.alloc(64 * 1024);
      const pour = (): void => {
        sent += piece.length;
        if (sent < 64 * megabyte) post.write(piece, pour);
      };
      pour();
      await settles(() => sent);
      post.close(constants.NGHTTP2_NO_ERROR);
      await pause(50);
      answer();
      await pause(50);
      const get = await answerOn(client.request({ ':path': '/' }));
      assert.equal(get.body.toString(), 'late');
      await eventually(async () => {
        const [stats] = await context.engine.stats();
        assert.equal(stats?.targets[0]?.activeConnections, 0);
      });
    },
  },
  {
    name: 'http2: failover, and a closing engine, are as for HTTP/1',
    needs: ['https', 'http2', 'connect-fallback', 'drain'],
    async run(context) {
      const [a, b] = [await context.httpBackend('a'), await context.httpBackend('b')];
      const planned = await tls(await Authority.make('Test'));
      const listener = await context.plans.httpListener(pair(target(a), target(b)), { tls: planned });
      await context.engine.apply(context.plans.plan(listener));
      const client = session(context, listener);
      const get = async (): Promise<string> =>
        (await answerOn(client.request({ ':path': '/' }))).body.toString();
      assert.equal(await get(), 'a');
      a.stop();
      assert.deepEqual(await Promise.all([get(), get(), get()]), ['b', 'b', 'b']);
      let asked = false;
      client.on('goaway', () => (asked = true));
      await context.engine.close({ drainMs: 10_000 });
      await eventually(() => assert.ok(asked || client.closed));
    },
  },
  {
    name: 'https: a WebSocket goes through as over HTTP',
    needs: ['https', 'websocket'],
    async run(context) {
      const listener = await serveHttps(context);
      const echo = await context.tcpBackend('b', [
        (socket) => {
          socket.once('data', () => {
            socket.write(
              'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
            );
            socket.pipe(socket);
          });
        },
      ]);
      await context.engine.apply(context.plans.plan({ ...listener, backend: pool([target(echo)]) }));
      const socket = await shake(context, listener);
      let heard = '';
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
      socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      await eventually(() => assert.match(heard, /^HTTP\/1\.1 101 /));
      socket.write('through');
      await eventually(() => assert.match(heard, /\r\n\r\nthrough$/));
      let how = '';
      socket.on('error', (error: NodeJS.ErrnoException) => (how = error.code ?? ''));
      assert.equal((await context.engine.apply(context.plans.plan())).cutConnections, 1);
      await eventually(() => assert.equal(how, 'ECONNRESET'));
    },
  },
];
