import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { eventually, pause } from '../../test/support/eventually.ts';
import { text } from '../contract/params.ts';
import { integerField, textField } from '../contract/result.ts';
import { signRequestV1 } from '../wire/sign-request.ts';
import { Listener, type ListenerOptions } from './listener.ts';
import { metricsRoute, type Routes, statusRoute } from './routes.ts';
import { type CertificatePem, selfSignedCertificate } from './self-signed.ts';
import { PipelineBench, testKey, tinyAction } from './test-support.ts';

const HEADERS_TIMEOUT_MS = 300;
let certificate: CertificatePem;
const open: Listener[] = [];

beforeAll(async () => {
  certificate = await selfSignedCertificate({ directory: undefined, names: [], nowMs: Date.now() });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});

/** Handlers that wait until the test lets them go on. */
class Gate {
  arrived = 0;
  #release = (): void => undefined;
  readonly #passed = new Promise<void>((resolve) => (this.#release = resolve));

  pass(): Promise<void> {
    this.arrived += 1;
    return this.#passed;
  }

  open(): void {
    this.#release();
  }
}

async function start(options: Partial<ListenerOptions> = {}) {
  const gate = new Gate();
  const measure = tinyAction(
    {
      name: 'DescribeLength',
      params: { Say: text({ maxLength: 10_000_000 }) },
      result: { Length: integerField() },
    },
    async ({ Say }) => ({ Length: Say.length }),
  );
  const wait = tinyAction(
    { name: 'DescribeLater', params: {}, result: { Host: textField() } },
    async (_params, context) => {
      await gate.pass();
      return { Host: context.calledHost };
    },
  );
  const bench = new PipelineBench([measure, wait]);
  const listener = new Listener({
    host: '127.0.0.1',
    port: 0,
    api: bench.pipeline,
    routes: new Map(),
    certificate: async () => certificate,
    logger: bench.logger,
    ...options,
    limits: {
      headersTimeoutMs: HEADERS_TIMEOUT_MS,
      requestTimeoutMs: 600,
      closeGraceMs: 2_000,
      ...options.limits,
    },
  });
  open.push(listener);
  const { port } = await listener.listen();
  return { bench, gate, listener, port };
}

let nonce = 0;

function signed(
  action: string,
  parameters: Readonly<Record<string, string>>,
  nowMs: number,
  placement: 'query' | 'form' = 'query',
) {
  nonce += 1;
  const base = {
    credentials: testKey,
    method: 'POST',
    action,
    version: '2014-05-15',
    nonce: `l-${nonce}`,
  } as const;
  return signRequestV1({ ...base, parameters, nowMs, placement });
}

interface Received {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

function send(
  port: number,
  request: http.RequestOptions & { readonly body?: string | Buffer },
  secure = false,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { body, ...options } = request;
    const to = { host: '127.0.0.1', port, agent: false, ...options } as const;
    const sent = secure ? https.request({ ...to, ca: certificate.cert }) : http.request(to);
    sent.on('error', reject);
    sent.on('response', (response) => {
      let received = '';
      response.on('data', (chunk: Buffer) => (received += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received }),
      );
    });
    sent.end(body);
  });
}

/** All that comes back on a bare connection until the server ends it. */
function talk(
  port: number,
  words: string | undefined,
  secure = false,
): Promise<{ text: string; afterMs: number }> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const socket = secure
      ? tls.connect({ host: '127.0.0.1', port, ca: certificate.cert })
      : net.connect({ host: '127.0.0.1', port });
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ text: received, afterMs: performance.now() - startedMs }));
    if (words !== undefined) socket.write(words);
  });
}

function documentOf(answer: string): unknown {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
}

test('HTTP and HTTPS on one port, one call after the other', async () => {
  const { bench, port } = await start();
  for (const secure of [false, true, false, true]) {
    const { target, method } = signed('DescribeLength', { Say: 'hello' }, bench.clock.now());
    const { status, body } = await send(port, { method, path: target }, secure);
    expect([status, JSON.parse(body)]).toEqual([200, { RequestId: expect.any(String), Length: 5 }]);
  }
});

test('keep-alive: many calls on one connection, plain and over TLS', async () => {
  const { bench, port } = await start();
  for (const [library, secure] of [
    [http, false],
    [https, true],
  ] as const) {
    const agent = new library.Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number>();
    for (let call = 0; call < 5; call += 1) {
      const { target, method } = signed('DescribeLength', { Say: 'x' }, bench.clock.now());
      const answer = await send(port, { method, path: target, agent }, secure);
      expect(answer.status).toBe(200);
      const [socket] = Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);
      ports.add(socket?.localPort ?? 0);
    }
    expect(ports.size).toBe(1);
    agent.destroy();
  }
});

test.each([
  ['a request line of 64 KiB', 65_000, 'query'],
  ['a form of a megabyte', 1_000_000, 'form'],
] as const)('%s passes, plain and over TLS', async (_what, length, placement) => {
  const { bench, port } = await start();
  for (const secure of [false, true]) {
    const { target, method, headers, body } = signed(
      'DescribeLength',
      { Say: 'x'.repeat(length) },
      bench.clock.now(),
      placement,
    );
    const answer = await send(port, { method, path: target, headers, body }, secure);
    expect(JSON.parse(answer.body)).toMatchObject({ Length: length });
  }
});

test('headers beyond the limit are refused with a document', async () => {
  const { port } = await start();
  const answer = await send(port, { path: `/?${'x'.repeat(100_000)}` });
  expect(answer.status).toBe(431);
  expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
  expect(answer.headers['x-acs-request-id']).toBe(Reflect.get(JSON.parse(answer.body), 'RequestId'));
});

test('a body beyond the limit is refused with a document', async () => {
  const limit = 2_000_000;
  const { port } = await start({ limits: { bodyBytes: limit, requestTimeoutMs: 5_000 } });
  for (const secure of [false, true]) {
    const { status, body } = await send(
      port,
      { method: 'POST', path: '/', body: Buffer.alloc(limit + 1) },
      secure,
    );
    expect([status, JSON.parse(body)]).toEqual([413, expect.objectContaining({ Code: 'InvalidParameter' })]);
  }
  const exact = await send(port, { method: 'POST', path: '/', body: Buffer.alloc(limit, '&') });
  expect(exact.status).toBe(400);
});

test('Python clients: who reads only after the whole body is sent gets the refusal too', async () => {
  const limit = 4_000_000;
  const { port } = await start({ limits: { bodyBytes: limit, requestTimeoutMs: 5_000 } });
  const socket = net.connect({ host: '127.0.0.1', port });
  socket.write(`POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: ${4 * limit}\r\n\r\n`);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.write(Buffer.alloc(4 * limit), () => resolve());
  });
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test('Python clients: who reads only after all headers are sent gets the refusal too', async () => {
  const { port } = await start();
  const socket = net.connect({ host: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.write(`GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(8_000_000)}\r\n\r\n`, () => resolve());
  });
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

test('who is slow to send what is refused gets the refusal too', async () => {
  const { port } = await start();
  const socket = net.connect({ host: '127.0.0.1', port });
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n');
  // One write every 300 ms, for longer than a client that sends nothing is waited for.
  for (let n = 0; n < 6; n += 1) {
    socket.write(`x${n}: ${'y'.repeat(100_000)}\r\n`);
    await pause(300);
  }
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

test('a body announced far beyond the limit is refused before it is sent', async () => {
  const { port } = await start({ limits: { bodyBytes: 1000 } });
  const { text: answer } = await talk(
    port,
    'POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 99999999\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test('100-continue is given for a body that may come', async () => {
  const { port } = await start();
  const request =
    'POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\na=b';
  const { text: answer } = await talk(port, request);
  expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 400 /);
});

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a header without a colon', 'GET / HTTP/1.1\r\nbroken\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 400],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
    400,
  ],
  ['a broken chunk', 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 400],
  ['half a request line', 'GET /', 408],
  ['headers without end', 'GET / HTTP/1.1\r\nhost: a\r\n', 408],
  ['a body without end', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc', 408],
])('%s is answered with a document', async (_what, words, status) => {
  const { port } = await start();
  const { text: answer } = await talk(port, words);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(documentOf(answer)).toMatchObject({ RequestId: expect.any(String), Code: expect.any(String) });
});

test('without a Host header, and as HTTP/1.0, there is an answer all the same', async () => {
  const { port } = await start();
  for (const words of ['GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 'GET / HTTP/1.0\r\n\r\n']) {
    const { text: answer } = await talk(port, words);
    expect(documentOf(answer)).toMatchObject({ Code: 'MissingParameter', HostId: '127.0.0.1' });
  }
});

test('garbage behind a request that is being answered does not become its answer', async () => {
  const { bench, gate, port } = await start();
  const { target } = signed('DescribeLater', {}, bench.clock.now());
  const conversation = talk(
    port,
    `POST ${target} HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\ngarbage\r\n\r\n`,
  );
  const { text: answer } = await conversation;
  expect(answer).toBe('');
  gate.open();
});

test.each([
  ['a silent client', undefined, false],
  ['a client that breaks off the TLS handshake', '\u0016', false],
  ['a client that is silent after the handshake', undefined, true],
] as const)('%s is dropped in time', async (_what, words, secure) => {
  const { port } = await start();
  const { afterMs } = await talk(port, words, secure);
  expect(afterMs).toBeGreaterThan(HEADERS_TIMEOUT_MS * 0.8);
  expect(afterMs).toBeLessThan(HEADERS_TIMEOUT_MS * 10);
});

test('TLS garbage and clients that do not trust us do no harm', async () => {
  const { bench, port } = await start();
  await talk(port, '\u0016\u0003\u0001no handshake at all');
  await expect(
    new Promise((resolve, reject) => {
      https.get({ host: '127.0.0.1', port, agent: false }, resolve).on('error', reject);
    }),
  ).rejects.toThrow(/self-signed|self signed|unable to verify/i);
  const { target, method } = signed('DescribeLength', { Say: 'x' }, bench.clock.now());
  expect((await send(port, { method, path: target }, true)).status).toBe(200);
  expect(bench.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('the certificate is asked for with the first TLS client, once, and again after a failure', async () => {
  let asked = 0;
  const { bench, port } = await start({
    certificate: async () => {
      asked += 1;
      if (asked === 1) throw new Error('the disk is full');
      return certificate;
    },
  });
  await send(port, { path: '/' });
  expect(asked).toBe(0);
  await expect(send(port, { path: '/' }, true)).rejects.toThrow(/disconnected|hang up|ECONNRESET/);
  expect(bench.logger.lines.map(({ event }) => event)).toContain('api_no_certificate');
  const answers = await Promise.all([1, 2, 3].map(() => send(port, { path: '/' }, true)));
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  expect(asked).toBe(2);
});

test('a client that goes away in the middle of its body is nobody to answer', async () => {
  const { bench, port } = await start();
  const socket = net.connect({ host: '127.0.0.1', port });
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.end('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc');
  await new Promise((resolve) => socket.once('close', resolve));
  expect(bench.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect((await send(port, { path: '/' })).status).toBe(400);
});

test('close: a running request is answered, idle connections end, new ones are refused', async () => {
  const { bench, gate, listener, port } = await start();
  const agent = new http.Agent({ keepAlive: true });
  await send(port, { path: '/', agent });
  const silent = talk(port, undefined);
  const running = [false, true].map((secure) => {
    const { target, method } = signed('DescribeLater', {}, bench.clock.now());
    return send(port, { method, path: target }, secure);
  });
  await eventually(() => expect(gate.arrived).toBe(2));
  const closed = listener.close();
  await silent;
  await expect(send(port, { path: '/' })).rejects.toThrow(/ECONNREFUSED/);
  gate.open();
  for (const { status, headers } of await Promise.all(running)) {
    expect([status, headers.connection]).toEqual([200, 'close']);
  }
  await closed;
  agent.destroy();
});

test('close: requests that do not end are cut off after the grace', async () => {
  const { bench, gate, listener, port } = await start({ limits: { closeGraceMs: 50 } });
  const { target, method } = signed('DescribeLater', {}, bench.clock.now());
  const running = send(port, { method, path: target });
  const failure = running.then(String, String);
  await eventually(() => expect(gate.arrived).toBe(1));
  await listener.close();
  expect(await failure).toMatch(/hang up|ECONNRESET/);
});

test('a port in use is told', async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toThrow(/EADDRINUSE/);
  open.pop();
});

test('routes: exact paths, folders, GET and HEAD only; the API keeps /', async () => {
  const { metrics } = new PipelineBench([]);
  const routes: Routes = new Map([
    ['/healthz', statusRoute(() => ({ ok: true, text: 'ok' }))],
    ['/readyz', statusRoute(() => ({ ok: false, text: 'not yet' }))],
    ['/metrics', metricsRoute(metrics)],
    ['/console/', (_request, response) => void response.end('console')],
    ['/console/assets/', (_request, response) => void response.end('asset')],
    ['/', (_request, response) => void response.end('never')],
    ['/broken', () => Promise.reject(new Error('broken route'))],
  ]);
  const { bench, port } = await start({ routes });
  const get = async (path: string, method = 'GET'): Promise<[number, string]> => {
    const { status, body } = await send(port, { path, method });
    return [status, body];
  };
  expect(await get('/healthz')).toEqual([200, 'ok\n']);
  expect(await get('/healthz?x=%')).toEqual([200, 'ok\n']);
  expect(await get('/healthz', 'HEAD')).toEqual([200, '']);
  expect(await get('/readyz')).toEqual([503, 'not yet\n']);
  expect((await get('/metrics'))[1]).toContain('# TYPE hotspare_api_requests_total counter');
  expect(await get('/console/page')).toEqual([200, 'console']);
  expect(await get('/console/assets/x.js')).toEqual([200, 'asset']);
  expect((await get('/'))[1]).toContain('MissingParameter');
  expect((await get('/console'))[1]).toContain('InvalidApi.NotFound');
  expect((await get('/healthz', 'POST'))[1]).toContain('InvalidApi.NotFound');
  expect((await get('/nowhere'))[0]).toBe(404);
  expect((await get('/broken'))[0]).toBe(500);
  expect(bench.logger.lines.map(({ event }) => event)).toContain('api_request_failure');
});
