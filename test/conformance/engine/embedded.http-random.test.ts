/**
 * Clients and servers of HTTP that break every rule, while the plan changes under them: nothing ends the engine, and
 * nothing of what they leave behind stays. `HOTSPARE_HTTP_RANDOM_MS=n` goes on for so long, `HOTSPARE_HTTP_RANDOM_SEED`
 * begins as on an earlier day.
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { it } from 'vitest';
import type {
  OnConnectFailure,
  OnTargetLost,
  PlannedCookie,
  PlannedHttpListener,
} from '../../../src/domain/plan-types.ts';
import type { TcpBackend } from '../../support/backends.ts';
import { eventually, pause } from '../../support/eventually.ts';
import { ask } from '../../support/http-client.ts';
import { Random } from '../../support/random.ts';
import { seedOf } from '../../support/seed.ts';
import type { CaseContext } from './case.ts';
import { withContext } from './context.ts';
import { embeddedInline } from './harness.embedded.ts';
import { pair, pool, rule, target, withHttp } from './plans.ts';

const forMs = Number(process.env['HOTSPARE_HTTP_RANDOM_MS'] ?? '6000');
const clientsAtOnce = 20;

const says =
  (...parts: readonly string[]) =>
  (socket: Socket): void => {
    socket.on('data', () => {
      for (const part of parts) socket.write(part, 'latin1');
    });
  };
const saysLast =
  (text: string) =>
  (socket: Socket): void => {
    socket.on('data', () => socket.end(text, 'latin1'));
  };
const ok = 'HTTP/1.1 200 OK\r\n';

const servers: readonly ((socket: Socket, random: Random) => void)[] = [
  says(`${ok}Content-Length: 5\r\n\r\nhello`),
  says(`${ok}Content-Type: text/plain\r\nContent-Length: 500\r\n\r\n${'x'.repeat(500)}`),
  saysLast(`${ok}Content-Length: 50\r\n\r\ntoo short`),
  saysLast(`HTTP/1.0 200 OK\r\n\r\nuntil the end`),
  saysLast(`${ok}Content-Type: text/css\r\n\r\n${'x'.repeat(200_000)}`),
  says('HTTP/1.1 100 Continue\r\n\r\n', `${ok}Content-Length: 2\r\n\r\nok`),
  says('HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n', `${ok}Content-Length: 2\r\n\r\nok`),
  says(`${ok}Content-Length: 2\r\n\r\nok${ok}Content-Length: 2\r\n\r\nunasked`),
  says('HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\n\r\n'),
  says('HTTP/1.1 999 Beyond\r\nContent-Length: 0\r\n\r\n', ''),
  says('HTTP/1.1 200 \xe9\r\nSet-Cookie: SID=1\r\nContent-Length: 0\r\n\r\n'),
  says(`${ok}X: a\x01b\r\nContent-Length: 0\r\n\r\n`),
  says(`${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
  says(`${ok}Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n`),
  says('no HTTP\r\n\r\n'),
  (socket) => socket.on('data', () => socket.resetAndDestroy()),
  (socket) => socket.end(),
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.resume(),
  (socket) => socket.pause(),
  (socket) => {
    socket.write('HTTP/1.1 400 Unasked\r\n\r\n');
    socket.resume();
  },
  (socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n');
      socket.pipe(socket);
    });
  },
  (socket, random) => {
    socket.on('data', () => {
      socket.write(`${ok}Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`);
      setTimeout(
        () => (random.chance(0.5) ? socket.resetAndDestroy() : socket.end('0\r\n\r\n')),
        random.below(20),
      );
    });
  },
];

const requests = [
  'GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n',
  'GET /x HTTP/1.1\r\nHost: a\r\nCookie: SERVERID=0123456789abcdef\r\n\r\n',
  'HEAD / HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET / HTTP/1.0\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n0123456789',
  'PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc',
  'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz',
  'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nmore',
  'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
  'nonsense\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\n',
] as const;

const losses: readonly [OnTargetLost, ...OnTargetLost[]] = [
  { kind: 'keep' },
  { kind: 'drain', timeoutMs: 50 },
  { kind: 'reset' },
];
const failures: readonly [OnConnectFailure, ...OnConnectFailure[]] = [
  { kind: 'fallback' },
  { kind: 'fail' },
  { kind: 'hold', maxMs: 200 },
];

const cookies: readonly [PlannedCookie, ...PlannedCookie[]] = [
  { kind: 'off' },
  { kind: 'insert', lifeMs: 1_000 },
  { kind: 'rewrite', name: 'SID' },
];

/** One connection: some requests, a moment, and one way or another to leave. Resolves when it is gone. */
function visit(random: Random, to: PlannedHttpListener): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ host: to.address, port: to.port, allowHalfOpen: random.chance(0.3) });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    if (random.chance(0.8)) socket.on('data', () => undefined);
    for (let n = random.between(1, 4); n > 0; n--) socket.write(random.pick(requests));
    const goodbye = random.pick(['end', 'destroy', 'resetAndDestroy'] as const);
    setTimeout(() => socket[goodbye](), random.below(60));
    setTimeout(() => socket.destroy(), 400);
  });
}

function change(
  random: Random,
  listener: PlannedHttpListener,
  all: readonly TcpBackend[],
): PlannedHttpListener {
  const targets = random.some(all, 1, all.length).map((server) => target(server));
  const backend = random.chance(0.3)
    ? pair(targets[0], targets[1], { epoch: random.below(1000), onConnectFailure: random.pick(failures) })
    : pool(targets, { scheduler: 'rr' });
  const bandwidthMbps = random.chance(0.2) ? 8 : null;
  return withHttp(
    {
      ...listener,
      backend,
      onTargetLost: random.pick(losses),
      limits: { ...listener.limits, bandwidthMbps },
    },
    {
      gzip: random.chance(0.5),
      requestTimeoutMs: 200,
      persistence: random.pick(cookies),
      rules: random.chance(0.5) ? [rule('r', '', '/x', backend, { onTargetLost: random.pick(losses) })] : [],
    },
  );
}

async function misbehave(context: CaseContext, random: Random): Promise<void> {
  const { engine, plans } = context;
  const all: TcpBackend[] = [];
  for (const [n, behaviour] of servers.entries())
    all.push(await context.tcpBackend(`s${n}`, [(socket) => behaviour(socket, random)]));
  const dead = await context.tcpBackend('dead');
  dead.stop();
  all.push(dead);
  const first = await plans.httpListener(pool([]), { connectTimeoutMs: 100 });
  await engine.apply(plans.plan(change(random, first, all)));
  const untilMs = performance.now() + forMs;
  const clients = Array.from({ length: clientsAtOnce }, async () => {
    while (performance.now() < untilMs) await visit(random, first);
  });
  while (performance.now() < untilMs) {
    await pause(20);
    const gone = random.chance(0.02);
    await engine.apply(gone ? plans.plan() : plans.plan(change(random, first, all)));
  }
  await Promise.all(clients);
  const healthy = await context.httpBackend('healthy');
  await engine.apply(plans.plan({ ...first, backend: pool([target(healthy)]) }));
  assert.equal((await ask(first)).text, 'healthy');
  await eventually(async () => {
    for (const { key, activeConnections, targets } of await engine.stats()) {
      assert.equal(activeConnections, 0, key);
      for (const each of targets) assert.equal(each.activeConnections, 0, `${key} ${each.id}`);
    }
  });
  // Idle connections to servers are closed after some seconds, all others with their request.
  await eventually(() => {
    const open = all.flatMap((server) => [...server.open]);
    // Those that have not read do so now, and meet the end.
    for (const socket of open) socket.resume();
    assert.equal(open.filter((socket) => !socket.readableEnded).length, 0);
  }, 'process');
}

const seed = seedOf('HOTSPARE_HTTP_RANDOM_SEED');

it(`http: whatever clients and servers do, the engine goes on and nothing stays behind (seed ${seed})`, () =>
  withContext(embeddedInline, (context) => misbehave(context, new Random(seed))));
