/** The embedded engine with several workers: what is one engine's to say, and what a change of the plan keeps. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import type { PlannedListener } from '../../../src/domain/plan-types.ts';
import { noLimits } from '../../../src/domain/test-support.ts';
import { createEmbeddedEngine } from '../../../src/engine/embedded/engine.ts';
import type { ChildEngine, ChildEngineOptions } from '../../../src/engine/embedded/engine.ts';
import type { EngineEvidence } from '../../../src/engine/engine.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { TcpBackend, UdpBackend, greetAndEcho } from '../../support/backends.ts';
import { buildEngine } from '../../support/build-engine.ts';
import { Cleanup } from '../../support/cleanup.ts';
import { eventually, pause } from '../../support/eventually.ts';
import { Program } from './bed.ts';
import { TcpClient, UdpClient, isTurnedAway } from './clients.ts';
import { PlanBook, pair, pool, target } from './plans.ts';
import { answerer, asker } from './switches.ts';

const plans = new PlanBook('127.79.0.5');
const cleanup = new Cleanup();
let entry = '';
let directory = '';

beforeAll(async () => {
  entry = await buildEngine();
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hotspare-workers-'));
  cleanup.add({ close: () => rm(directory, { recursive: true, force: true }) });
});
afterEach(() => cleanup.run());

function makeEngine(options: Partial<ChildEngineOptions> = {}): ChildEngine {
  return cleanup.add(
    createEmbeddedEngine(
      { mode: 'child', entry, directory, orphan: 'exit', lane: 'fast', workers: 4, ...options },
      systemClock,
    ),
  );
}

function start(script: string, ...args: readonly string[]): Program {
  const child = spawn(process.execPath, ['-e', script, '--', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  cleanup.add({ close: () => child.kill('SIGKILL') });
  return new Program(child);
}

async function startServer(name = 'a'): Promise<TcpBackend> {
  const server = await TcpBackend.start(name, [greetAndEcho]);
  cleanup.add({ close: () => server.stop() });
  return server;
}

async function greeted(count: number, by: PlannedListener): Promise<readonly TcpClient[]> {
  const clients: TcpClient[] = [];
  for (let n = 0; n < count; n++) {
    const client = await TcpClient.open(by);
    cleanup.add({ close: () => client.socket.destroy() });
    await client.greeting();
    clients.push(client);
  }
  return clients;
}

describe('an engine with several workers', () => {
  it('says so, also to the next controller', async () => {
    const engine = makeEngine({ orphan: 'keep' });
    const listener = await plans.listener('tcp', pair(target(await startServer())));
    await engine.apply(plans.plan(listener));
    assert.equal(engine.condition?.(), 'The fast lane, 4 workers: the best that runs here.');
    await engine.detach();
    // What runs already keeps to what it has.
    const next = makeEngine({ orphan: 'keep', workers: 1 });
    await next.observe();
    assert.equal(next.condition?.(), 'The fast lane, 4 workers: the best that runs here.');
  });

  it('has one in the plain lane, and says that more were wished for', async () => {
    const engine = makeEngine({ lane: 'plain' });
    await engine.observe();
    const said = 'The plain lane: it was chosen; this lane has one worker, and 4 were wished for.';
    assert.equal(engine.condition?.(), said);
  });

  it('counts what all of them have carried, in both protocols', async () => {
    const [engine, server, datagrams] = [makeEngine(), await startServer(), await UdpBackend.start('u')];
    cleanup.add({ close: () => datagrams.stop() });
    const tcp = await plans.listener('tcp', pair(target(server)));
    const udp = await plans.listener('udp', pair(target(datagrams)));
    await engine.apply(plans.plan(tcp, udp));
    const clients = await greeted(40, tcp);
    await Promise.all(clients.map((client) => client.echoes('0123456789')));
    for (let n = 0; n < 40; n++) await cleanup.add(await UdpClient.open(udp)).ask('hello');
    for (const client of clients.slice(0, 10)) client.socket.destroy();
    await eventually(async () => {
      const [tcpStats, udpStats] = await engine.stats();
      assert.deepEqual(
        [tcpStats?.newConnections, tcpStats?.activeConnections, tcpStats?.bytesFromClients],
        [40, 30, 400],
      );
      assert.deepEqual(tcpStats?.targets, [
        { id: 'a', activeConnections: 30, newConnections: 40, connectFailures: 0 },
      ]);
      assert.deepEqual([udpStats?.newConnections, udpStats?.packetsToClients], [40, 40]);
    });
    assert.deepEqual(
      (await engine.observe()).listeners.map(({ key, bound, serving }) => [key, bound, serving]),
      [
        [tcp.key, true, ['a']],
        [udp.key, true, ['u']],
      ],
    );
  });

  it('tells the first client of an epoch once, whichever worker had it', async () => {
    const [engine, a, b] = [makeEngine(), await startServer('a'), await startServer('b')];
    const heard: EngineEvidence[] = [];
    const ending = new AbortController();
    cleanup.add({ close: () => ending.abort() });
    void (async () => {
      for await (const each of engine.evidence(ending.signal)) heard.push(each);
    })();
    const listener = await plans.listener('tcp', pair(target(a), target(b)));
    await engine.apply(plans.plan(listener));
    await greeted(30, listener);
    await engine.apply(plans.plan({ ...listener, backend: pair(target(b), target(a), { epoch: 2 }) }));
    await greeted(30, listener);
    // Its answer comes behind all evidence.
    await engine.observe();
    assert.deepEqual(
      heard.map((each) => (each.kind === 'first-served' ? [each.targetId, each.epoch] : each)),
      [
        ['a', 1],
        ['b', 2],
      ],
    );
  });

  it('keeps connections when a listener turns to one worker and back, and holds the limit from then on', async () => {
    const [engine, server] = [makeEngine(), await startServer()];
    const listener = await plans.listener('tcp', pool([target(server)]));
    await engine.apply(plans.plan(listener));
    const clients = [...(await greeted(24, listener))];
    const limited = { ...listener, limits: { ...noLimits, maxConnections: 24 } };
    for (const planned of [
      limited,
      listener,
      { ...listener, backend: pool([target(server)], { scheduler: 'wlc' }) },
    ]) {
      const applied = await engine.apply(plans.plan(planned));
      assert.equal(applied.cutConnections, 0);
      clients.push(...(await greeted(8, planned)));
      await Promise.all(clients.map((client) => client.echoes(`${clients.length}`)));
    }
    const [stats] = await engine.stats();
    assert.deepEqual([stats?.activeConnections, stats?.droppedConnections], [48, 0]);
  });

  it('fails nobody while a listener turns to one worker and back, again and again', async () => {
    const engine = makeEngine();
    const [server, clients] = [start(answerer, 'a', '127.0.0.1', '0'), start(asker)];
    const port = Number(await server.ask('open'));
    const listener = await plans.listener('tcp', pair(target({ name: 'a', address: '127.0.0.1', port })));
    const single = { ...listener, limits: { ...noLimits, bandwidthMbps: 10_000 } };
    await engine.apply(plans.plan(listener));
    assert.equal(await clients.ask(`begin ${listener.address} ${listener.port} 2000`), 'begun');
    for (let n = 0; n < 80; n++) {
      await engine.apply(plans.plan(n % 2 === 0 ? single : listener));
      await pause(10);
    }
    const report: unknown = JSON.parse(await clients.ask('end'));
    assert.ok(typeof report === 'object' && report !== null && 'failed' in report && 'wrong' in report);
    assert.deepEqual([report.failed, report.wrong], [{}, []]);
    assert.ok('begun' in report && Number(report.begun) > 200);
  });

  it('turns away what is beyond a limit that one worker holds, to the connection', async () => {
    const [engine, server] = [makeEngine(), await startServer()];
    const limits = { ...noLimits, maxConnections: 10 };
    const listener = await plans.listener('tcp', pair(target(server)), { limits });
    await engine.apply(plans.plan(listener));
    await greeted(10, listener);
    for (let n = 0; n < 10; n++) assert.ok(await isTurnedAway(listener));
    assert.equal((await engine.stats())[0]?.droppedConnections, 10);
  });

  it('lets listeners swap places in one plan, though others bind what their workers free', async () => {
    const [engine, server] = [makeEngine(), await startServer()];
    const listeners: PlannedListener[] = [];
    for (let n = 0; n < 6; n++) listeners.push(await plans.listener('tcp', pair(target(server))));
    await engine.apply(plans.plan(...listeners));
    for (let turn = 1; turn <= 3; turn++) {
      const turned = listeners.map((listener, n) => ({
        ...listener,
        port: listeners[(n + turn) % listeners.length]?.port ?? 0,
      }));
      const applied = await engine.apply(plans.plan(...turned));
      assert.deepEqual(
        applied.listeners.filter(({ failure }) => failure !== undefined),
        [],
      );
      for (const listener of turned) await greeted(2, listener);
    }
  });

  it('reports a port that is taken, and serves there when it is free', async () => {
    const [engine, server] = [makeEngine(), await startServer()];
    const taken = await startServer('stranger');
    const listener = await plans.listener('tcp', pair(target(server)), {
      address: taken.address,
      port: taken.port,
    });
    const [outcome] = (await engine.apply(plans.plan(listener))).listeners;
    assert.equal(outcome?.failure?.code, 'port-in-use');
    taken.stop();
    await eventually(async () => {
      const [again] = (await engine.apply(plans.plan(listener))).listeners;
      assert.equal(again?.failure, undefined);
    });
    await greeted(20, listener);
    assert.equal((await engine.stats())[0]?.newConnections, 20);
  });
});
