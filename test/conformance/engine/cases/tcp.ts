/** Bytes through real sockets: both ways, in any amount, with ends and resets passed on as what they are. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { deaf, greetAndEcho, mute, whenFinished } from '../../../support/backends.ts';
import { eventually, pause, throughout } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import type { TcpClient } from '../clients.ts';
import { pair, pool, target } from '../plans.ts';
import type { Endpoint } from '../plans.ts';

const megabyte = 1024 * 1024;

/** A listener in force with one server behind it. */
async function serve({ engine, plans }: CaseContext, server: Endpoint): ReturnType<typeof plans.listener> {
  const listener = await plans.listener('tcp', pair(target(server)));
  await engine.apply(plans.plan(listener));
  return listener;
}

/** Reads a piece, rests, reads the next: slower than anything can send. */
function readSlowly(socket: Socket): () => string {
  const hash = createHash('sha256');
  socket.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    socket.pause();
    setTimeout(() => socket.resume(), 1);
  });
  return () => hash.copy().digest('hex');
}

/** Sends 128 MB, each piece when the one before has been taken; tells how much has been taken so far. */
function pour(socket: Socket): () => number {
  const piece = Buffer.alloc(64 * 1024);
  let sent = 0;
  const next = (): void => {
    sent += piece.length;
    if (sent < 128 * megabyte) socket.write(piece, next);
  };
  socket.write(piece, next);
  return () => sent;
}

/** What four socket buffers of the kernel may hold is taken; an engine that keeps what it cannot send takes it all. */
async function settlesBelow(limit: number, sent: () => number): Promise<void> {
  await eventually(async () => {
    const before = sent();
    await pause(100);
    assert.equal(sent(), before, 'still taking data');
  }, 'transfer');
  assert.ok(sent() < limit, `${sent()} bytes went to somebody who does not read`);
}

const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

export const tcpCases: readonly EngineCase[] = [
  {
    name: 'carries bytes both ways, unchanged',
    needs: ['tcp'],
    async run(context) {
      const server = await context.tcpBackend('a');
      const client = await context.connect(await serve(context, server));
      assert.equal(await client.greeting(), 'a');
      await client.echoes('\0binary \xff and text');
      await client.echoes('and again');
    },
  },
  {
    name: 'carries 8 MB to a server that reads slowly',
    needs: ['tcp'],
    async run(context) {
      const data = randomBytes(8 * megabyte);
      let received = (): string => '';
      const server = await context.tcpBackend('a', [
        (socket) => {
          received = readSlowly(socket);
        },
      ]);
      const client = await context.connect(await serve(context, server));
      client.socket.end(data);
      await eventually(() => assert.equal(received(), digest(data)), 'transfer');
    },
  },
  {
    name: 'carries 8 MB to a client that reads slowly',
    needs: ['tcp'],
    async run(context) {
      const data = randomBytes(8 * megabyte);
      const server = await context.tcpBackend('a', [(socket) => socket.end(data)]);
      const client = await context.connect(await serve(context, server));
      client.socket.removeAllListeners('data');
      const received = readSlowly(client.socket);
      await eventually(() => assert.equal(received(), digest(data)), 'transfer');
    },
  },
  {
    name: 'reads a server only as fast as its client takes it, so that memory stays bounded',
    needs: ['tcp'],
    async run(context) {
      let sent = (): number => 0;
      const server = await context.tcpBackend('a', [
        (socket) => {
          sent = pour(socket);
        },
      ]);
      const client = await context.connect(await serve(context, server));
      client.socket.pause();
      await eventually(() => assert.ok(sent() > 0));
      await settlesBelow(64 * megabyte, sent);
    },
  },
  {
    name: 'reads a client only as fast as its server takes it, so that memory stays bounded',
    needs: ['tcp'],
    async run(context) {
      const server = await context.tcpBackend('a', [deaf]);
      const client = await context.connect(await serve(context, server));
      await settlesBelow(64 * megabyte, pour(client.socket));
    },
  },
  {
    name: 'serves a burst of clients that connect at the same time',
    needs: ['tcp'],
    async run(context) {
      const server = await context.tcpBackend('a');
      const listener = await serve(context, server);
      const clients = await Promise.all(Array.from({ length: 300 }, () => context.connect(listener)));
      const names = await Promise.all(clients.map((client) => client.greeting()));
      assert.deepEqual(new Set(names), new Set(['a']));
      const [stats] = await context.engine.stats();
      assert.equal(stats?.newConnections, 300);
      assert.equal(stats.failedConnections, 0);
    },
  },
  {
    name: 'counts bytes of payload',
    needs: ['tcp', 'payload-counters'],
    async run(context) {
      const listener = await serve(context, await context.tcpBackend('a'));
      const client = await context.connect(listener);
      await client.echoes('0123456789');
      await eventually(async () => {
        const [stats] = await context.engine.stats();
        assert.equal(stats?.bytesFromClients, 10);
        assert.equal(stats.bytesToClients, 'a\n'.length + 10);
      });
    },
  },
  {
    name: 'counts connections, bytes and packets',
    needs: ['tcp'],
    async run(context) {
      const server = await context.tcpBackend('a');
      const listener = await serve(context, server);
      const client = await context.connect(listener);
      await client.echoes('0123456789');
      await eventually(async () => {
        const [stats] = await context.engine.stats();
        assert.equal(stats?.key, listener.key);
        assert.equal(stats.activeConnections, 1);
        assert.ok(stats.bytesFromClients >= 10);
        assert.ok(stats.bytesToClients >= 'a\n'.length + 10);
        assert.ok(stats.packetsFromClients > 0 && stats.packetsToClients > 0);
        assert.deepEqual(stats.targets, [
          { id: 'a', activeConnections: 1, newConnections: 1, connectFailures: 0 },
        ]);
      });
      client.socket.destroy();
      await eventually(async () => {
        const [stats] = await context.engine.stats();
        assert.equal(stats?.activeConnections, 0);
        assert.equal(stats.targets[0]?.activeConnections, 0);
      });
    },
  },
  {
    name: 'passes on the end of one direction and keeps the other open',
    needs: ['tcp', 'half-close'],
    async run(context) {
      let serverSide: Socket | undefined;
      let heard = '';
      const server = await context.tcpBackend('a', [
        (socket) => {
          serverSide = socket;
          socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
        },
      ]);
      const listener = await serve(context, server);

      const clientFirst = await context.connect(listener);
      clientFirst.socket.end('request');
      await eventually(() => assert.ok(serverSide?.readableEnded));
      assert.equal(heard, 'request');
      serverSide?.end('late answer');
      await clientFirst.until('closed');
      assert.equal(clientFirst.received.toString(), 'late answer');

      const serverFirst = await context.connect(listener);
      await eventually(() => assert.equal(server.accepted, 2));
      serverSide?.end('hello');
      await serverFirst.until('ended');
      heard = '';
      serverFirst.socket.end('still here');
      await eventually(() => assert.equal(heard, 'still here'));
      await serverFirst.until('closed');
    },
  },
  {
    name: 'loses nothing of a client that says all and ends before it has a server',
    needs: ['tcp', 'half-close', 'connect-fallback'],
    async run(context) {
      const silent = await context.blackhole('silent');
      const server = await context.tcpBackend('b');
      const listener = await context.plans.listener('tcp', pair(target(silent), target(server)));
      await context.engine.apply(context.plans.plan(listener));
      // More, and less, than an engine may want to hold for a client that waits.
      for (const size of [256 * 1024, 100, 0]) {
        const data = randomBytes(size);
        const client = await context.connect(listener);
        client.socket.end(data);
        await client.until('closed');
        assert.equal(digest(client.received), digest(Buffer.concat([Buffer.from('b\n'), data])));
      }
    },
  },
  {
    name: 'passes on a reset by the client as a reset, also right after data',
    needs: ['tcp'],
    async run(context) {
      const finished: string[] = [];
      const server = await context.tcpBackend('a', [
        (socket, name) => {
          whenFinished(socket, (how) => finished.push(how));
          socket.write(`${name}\n`);
          socket.resume();
        },
      ]);
      const listener = await serve(context, server);
      const idle = await context.connect(listener);
      await idle.greeting();
      idle.socket.resetAndDestroy();
      await eventually(() => assert.deepEqual(finished, ['reset']));
      const talking = await context.connect(listener);
      await talking.greeting();
      talking.socket.write('last words', () => talking.socket.resetAndDestroy());
      await eventually(() => assert.deepEqual(finished, ['reset', 'reset']));
    },
  },
  {
    name: 'passes on a reset by the server as a reset, also right after data and after a half-close',
    needs: ['tcp'],
    async run(context) {
      const sides: Socket[] = [];
      const server = await context.tcpBackend('a', [
        (socket, name) => {
          sides.push(socket);
          socket.write(`${name}\n`);
          socket.resume();
        },
      ]);
      const listener = await serve(context, server);
      const greeted = async (): Promise<TcpClient> => {
        const client = await context.connect(listener);
        await client.greeting();
        return client;
      };
      const [idle, talking, halfClosed] = [await greeted(), await greeted(), await greeted()];
      sides[0]?.resetAndDestroy();
      sides[1]?.write('last words', () => sides[1]?.resetAndDestroy());
      halfClosed.socket.end();
      await eventually(() => assert.ok(sides[2]?.readableEnded));
      sides[2]?.resetAndDestroy();
      for (const client of [idle, talking, halfClosed]) await client.until('reset');
    },
  },
  {
    name: 'closes a connection that is idle in both directions for the established time-out, and no other',
    needs: ['tcp', 'established-timeout'],
    async run(context) {
      const server = await context.tcpBackend('a', [greetAndEcho]);
      const establishedTimeoutMs = 250;
      const listener = await context.plans.listener('tcp', pair(target(server)), { establishedTimeoutMs });
      await context.engine.apply(context.plans.plan(listener));
      const idle = await context.connect(listener);
      const busy = await context.connect(listener);
      await Promise.all([idle.greeting(), busy.greeting()]);
      const idleSinceMs = performance.now();
      await eventually(async () => {
        await busy.echoes('x');
        assert.notEqual(idle.state, 'open');
      });
      assert.ok((idle.overAtMs ?? 0) - idleSinceMs >= establishedTimeoutMs * 0.9, 'closed too early');
      assert.equal(busy.state, 'open');
      await busy.until('reset');
      await eventually(() => assert.equal(server.open.size, 0));
    },
  },
  {
    name: 'cuts nothing when a listener is edited',
    needs: ['tcp'],
    async run({ engine, plans, ...context }) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await plans.listener('tcp', pool([target(a)]));
      const other = await plans.listener('tcp', pool([target(b)]));
      await engine.apply(plans.plan(listener, other));
      const client = await context.connect(listener);
      await client.greeting();
      const edits = [
        { ...listener, backend: pool([target(a, { weight: 1 })]) },
        { ...listener, backend: pool([target(b), target(a)]) },
        { ...listener, backend: pool([target(a)], { scheduler: 'sch' }) },
        { ...listener, backend: pool([target(a)], { persistenceTimeoutMs: 60_000 }) },
        { ...listener, establishedTimeoutMs: 600_000 },
        { ...listener, onTargetLost: { kind: 'reset' as const }, connectTimeoutMs: 500 },
        { ...listener, backend: pair(target(a), target(b)) },
      ];
      for (const edit of edits) {
        const applied = await engine.apply(plans.plan(edit, other));
        assert.equal(applied.cutConnections, 0);
        await client.echoes('still here');
      }
      await engine.apply(plans.plan(listener));
      await client.echoes('and when another listener goes');
      assert.equal(client.state, 'open');
    },
  },
  {
    name: 'gives up the search for a server when the client goes away meanwhile',
    needs: ['tcp', 'connect-hold'],
    async run({ engine, plans, ...context }) {
      const silent = await context.blackhole('silent');
      const server = await context.tcpBackend('b', [mute]);
      const onConnectFailure = { kind: 'hold' as const, maxMs: 60_000 };
      const before = pair(target(silent), target(server), { onConnectFailure });
      const listener = await plans.listener('tcp', before, { connectTimeoutMs: 60_000 });
      await engine.apply(plans.plan(listener));
      const client = await context.connect(listener);
      client.socket.write('anybody?', () => client.socket.resetAndDestroy());
      await client.until('closed');
      await throughout(() => assert.equal(server.accepted, 0), 'nothingHappens');
      const after = pair(target(server), target(silent), { epoch: 2, onConnectFailure });
      await engine.apply(plans.plan({ ...listener, backend: after }));
      await throughout(() => assert.equal(server.accepted, 0), 'nothingHappens');
      const [stats] = await engine.stats();
      assert.equal(stats?.newConnections, 0);
    },
  },
];
