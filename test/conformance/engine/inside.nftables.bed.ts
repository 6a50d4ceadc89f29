/** What is really forwarded, between machines; run inside a namespace by nftables.forwarding.test.ts. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { PlannedTransportListener } from '../../../src/domain/plan-types.ts';
import type { EngineEvidence } from '../../../src/engine/engine.ts';
import { nftablesAvailable } from '../../../src/engine/nftables/available.ts';
import type { NftablesEngine, NftablesEngineOptions } from '../../../src/engine/nftables/engine.ts';
import { createNftablesEngine } from '../../../src/engine/nftables/engine.ts';
import { readSet } from '../../../src/engine/nftables/listing.ts';
import { removeRules } from '../../../src/engine/nftables/remove-rules.ts';
import { InteractiveTransport } from '../../../src/engine/nftables/transport/interactive.ts';
import { LibraryTransport } from '../../../src/engine/nftables/transport/library.ts';
import { ProgramTransport } from '../../../src/engine/nftables/transport/program.ts';
import { NftRefusal, type NftTransport } from '../../../src/engine/nftables/transport/transport.ts';
import { loadFfi } from '../../../src/net/ffi.ts';
import { openLibc } from '../../../src/net/libc/libc.ts';
import { Conntrack } from '../../../src/net/netlink/conntrack.ts';
import { NetlinkSocket } from '../../../src/net/netlink/socket.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { Bed, client as clientScript, places, server as serverScript, virtual } from './bed.ts';
import type { Program } from './bed.ts';
import { PlanBook, pair, target } from './plans.ts';

const bed = new Bed();
const plans = new PlanBook(virtual.address);
const servers = {
  a: target({ name: 'a', address: places.a.address, port: 80 }),
  b: target({ name: 'b', address: places.b.address, port: 80 }),
};
let stateDirectory = '';
let engine: NftablesEngine | undefined;
let visitor: Program;
let serverA: Program | undefined;

async function startServer(name: 'a' | 'b'): Promise<Program> {
  const program = bed.start(name, serverScript, name);
  assert.equal(await program.ask('open'), 'ready');
  return program;
}

function makeEngine(options: NftablesEngineOptions = {}): NftablesEngine {
  engine = createNftablesEngine({ stateFile: join(stateDirectory, 'state'), ...options }, systemClock);
  return engine;
}

function listenTcp(settings: Partial<PlannedTransportListener> = {}): Promise<PlannedTransportListener> {
  return plans.listener('tcp', pair(servers.a, servers.b), { port: 80, ...settings });
}

const nft = (...args: readonly string[]): string => execFileSync('nft', args).toString();

/** Has another name whenever the table is made, or changed. */
const markerChain = (): string | undefined =>
  /chain (plan_\w+)/.exec(nft('list', 'table', 'ip', 'hotspare'))?.[1];

beforeAll(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'hotspare-bed-'));
  await bed.open();
  serverA = await startServer('a');
  await startServer('b');
  visitor = bed.start('client', clientScript);
});

afterEach(async () => {
  await engine?.close();
  engine = undefined;
});

afterAll(async () => {
  bed.close();
  await rm(stateDirectory, { recursive: true, force: true });
});

describe('the nftables engine between machines', () => {
  it('is available, and looking leaves nothing behind', async () => {
    const before = nft('list', 'ruleset');
    assert.deepEqual(await nftablesAvailable(), { ok: true, how: 'libnftables in the process' });
    assert.equal(nft('list', 'ruleset'), before);
  });

  it('forwards to the active server, which sees the balancer, and follows a switch under a connection', async () => {
    const listener = await listenTcp();
    await makeEngine().apply(plans.plan(listener));
    assert.match(await visitor.ask(`keep ${virtual.address}`), /^a 10\.71\.2\.1 /);
    const backend = pair(servers.b, servers.a, { epoch: 2 });
    assert.equal((await engine?.apply(plans.plan({ ...listener, backend })))?.cutConnections, 0);
    assert.match(await visitor.ask(`get ${virtual.address}`), /^b 10\.71\.3\.1 /);
    assert.equal(await visitor.ask('kept'), 'echo');
    const [stats] = (await engine?.stats()) ?? [];
    assert.equal(stats?.newConnections, 2);
    assert.deepEqual(
      stats.targets.map(({ id, newConnections, activeConnections }) => [
        id,
        newConnections,
        activeConnections,
      ]),
      [
        ['b', 1, 0],
        ['a', 1, 1],
      ],
    );
  });

  it('lets servers see their clients where it is told to', async () => {
    await makeEngine({ sourceAddress: { kind: 'keep' } }).apply(plans.plan(await listenTcp()));
    assert.match(await visitor.ask(`get ${virtual.address}`), /^a 10\.71\.1\.2 /);
  });

  it('resets an idle connection of a lost server at both ends', async () => {
    const listener = await listenTcp({ onTargetLost: { kind: 'reset' } });
    await makeEngine().apply(plans.plan(listener));
    assert.match(await visitor.ask(`keep ${virtual.address}`), /^a /);
    const backend = pair(servers.b, servers.a, { epoch: 2 });
    assert.equal((await engine?.apply(plans.plan({ ...listener, backend })))?.cutConnections, 1);
    await eventually(async () => assert.equal(await visitor.ask('state'), 'ECONNRESET'));
  });

  it('holds a refusal back, so that the client is served after the switch', async () => {
    const listener = await listenTcp();
    await makeEngine().apply(plans.plan(listener));
    await serverA?.kill();
    const answer = visitor.ask(`get ${virtual.address}`);
    await eventually(async () =>
      assert.ok(((await engine?.stats())?.[0]?.targets[0]?.connectFailures ?? 0) >= 1),
    );
    await engine?.apply(plans.plan({ ...listener, backend: pair(servers.b, servers.a, { epoch: 2 }) }));
    const [name, , tookMs] = (await answer).split(' ');
    assert.equal(name, 'b');
    assert.ok(Number(tookMs) >= 900 && Number(tookMs) < 4000, `${tookMs} ms`);
    serverA = await startServer('a');
  });

  it('tells of connects that a silent server leaves, when a check has found it so, and of no others', async () => {
    const listener = await listenTcp();
    const suspected = makeEngine();
    await suspected.apply(plans.plan(listener));
    const told: EngineEvidence[] = [];
    const listening = (async () => {
      for await (const each of suspected.evidence(new AbortController().signal)) told.push(each);
    })();
    const suspects = [{ key: listener.key, targetId: 'a' }];
    const failures = () => told.filter(({ kind }) => kind === 'connect-failed');
    assert.match(await visitor.ask(`keep ${virtual.address}`), /^a /);
    suspected.suspect?.(suspects);
    await setTimeout(300);
    assert.deepEqual(failures(), []);

    bed.run('a', 'ip', 'route', 'add', 'blackhole', '10.71.2.1/32');
    const answer = visitor.ask(`get ${virtual.address}`);
    await setTimeout(50);
    suspected.suspect?.(suspects);
    await eventually(() => assert.equal(failures().length, 1));
    const { address, port } = servers.a;
    const expected = {
      kind: 'connect-failed',
      key: listener.key,
      targetId: 'a',
      outcome: 'timed-out',
      address,
      port,
    };
    assert.deepEqual({ ...failures()[0], ...expected }, failures()[0]);
    bed.run('a', 'ip', 'route', 'del', 'blackhole', '10.71.2.1/32');
    assert.match(await answer, /^a /);
    await engine?.close();
    await listening;
  });

  it('has the kernel forget a health check soon, for there are thousands of them', async () => {
    await makeEngine().apply(plans.plan(await listenTcp()));
    const socket = connect({ host: places.a.address, port: 80 });
    await once(socket, 'connect');
    const client = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    const conntrack = new Conntrack(new NetlinkSocket(openLibc(await loadFfi())));
    const place = { protocol: 'tcp', address: places.a.address, port: 80 } as const;
    const known = async (): Promise<boolean> => (await conntrack.find(place, client)) !== undefined;
    assert.equal(await known(), true);
    socket.resume();
    const closed = once(socket, 'close');
    socket.end();
    await closed;
    await eventually(async () => assert.equal(await known(), false));
    conntrack.close();
  });

  it('moves a UDP flow with the next datagram', async () => {
    const listener = await plans.listener('udp', pair(servers.a, servers.b), { port: 80 });
    await makeEngine().apply(plans.plan(listener));
    assert.equal(await visitor.ask(`datagram ${virtual.address}`), 'a:x');
    await engine?.apply(plans.plan({ ...listener, backend: pair(servers.b, servers.a, { epoch: 2 }) }));
    assert.equal(await visitor.ask(`datagram ${virtual.address}`), 'b:x');
  });

  it('forwards IPv6', async () => {
    const six = target({ name: 'a', address: places.a.address6, port: 80 });
    const listener = await listenTcp({ backend: pair(six), address: virtual.address6 });
    const applied = await makeEngine().apply(plans.plan(listener));
    assert.deepEqual(applied.listeners, [{ key: listener.key }]);
    assert.match(await visitor.ask(`get ${virtual.address6}`), /^a fd71:2::1 /);
  });

  it('resets IPv6 connections of a listener that goes', async () => {
    const six = target({ name: 'a', address: places.a.address6, port: 80 });
    const listener = await listenTcp({ backend: pair(six), address: virtual.address6 });
    await makeEngine().apply(plans.plan(listener));
    assert.match(await visitor.ask(`keep ${virtual.address6}`), /^a /);
    assert.equal((await engine?.apply(plans.plan()))?.cutConnections, 1);
    await eventually(async () => assert.equal(await visitor.ask('state'), 'ECONNRESET'));
  });

  it('goes on without its program, and another one takes over: same counters, same connections', async () => {
    const listener = await listenTcp();
    const plan = plans.plan(listener);
    await makeEngine().apply(plan);
    assert.match(await visitor.ask(`keep ${virtual.address}`), /^a /);
    await engine?.detach();
    assert.match(await visitor.ask(`get ${virtual.address}`), /^a /);
    const observed = await makeEngine().observe();
    assert.equal(observed.revision, plan.revision);
    assert.deepEqual(observed.listeners[0]?.serving, ['a']);
    assert.equal((await engine?.stats())?.[0]?.newConnections, 2);
    await engine?.apply(plans.plan({ ...listener, backend: pair(servers.b, servers.a, { epoch: 2 }) }));
    assert.match(await visitor.ask(`get ${virtual.address}`), /^b /);
    assert.equal(await visitor.ask('kept'), 'echo');
  });

  it('sees that somebody has changed its table, and puts it right under the connections', async () => {
    const listener = await listenTcp();
    await makeEngine().apply(plans.plan(listener));
    assert.match(await visitor.ask(`keep ${virtual.address}`), /^a /);
    nft('flush', 'map', 'ip', 'hotspare', 'direct');
    assert.deepEqual((await engine?.observe())?.listeners[0]?.serving, []);
    await eventually(async () => assert.deepEqual((await engine?.observe())?.listeners[0]?.serving, ['a']));
    assert.match(await visitor.ask(`get ${virtual.address}`), /^a /);
    nft('delete', 'table', 'ip', 'hotspare');
    assert.equal((await engine?.observe())?.listeners[0]?.bound, false);
    await eventually(async () => assert.match(await visitor.ask(`get ${virtual.address}`), /^a /));
    assert.equal(await visitor.ask('kept'), 'echo');
  });

  it('sees it by itself, whatever was changed, and what others change in tables of theirs changes nothing', async () => {
    const listener = await listenTcp();
    await makeEngine().apply(plans.plan(listener));
    const made = markerChain();
    const harm = [
      ['flush', 'chain', 'ip', 'hotspare', 'nat_prerouting'],
      ['flush', 'map', 'ip', 'hotspare', 'direct'],
      ['delete', 'table', 'ip', 'hotspare'],
    ];
    for (const command of harm) {
      // It has looked at what it made itself.
      await setTimeout(500);
      nft(...command);
      await eventually(async () => assert.match(await visitor.ask(`get ${virtual.address}`), /^a /));
    }
    const anew = markerChain();
    assert.notEqual(anew, made);
    nft('add', 'table', 'ip', 'other');
    // The engine looks every second.
    await setTimeout(2500);
    nft('delete', 'table', 'ip', 'other');
    assert.equal(markerChain(), anew);
  });
});

describe('each way to the kernel', async () => {
  const golden = fileURLToPath(new URL('../../../src/engine/nftables/golden/guarded.nft', import.meta.url));
  const ruleset = await readFile(golden, 'utf8');
  const ways: readonly (readonly [string, () => Promise<NftTransport>])[] = [
    ['libnftables', async () => new LibraryTransport(await loadFfi())],
    ['a program that stays', async () => new InteractiveTransport('tested')],
    ['a program for each text', async () => new ProgramTransport('tested')],
  ];

  for (const [name, open] of ways)
    it(`is one transaction a text: ${name}`, async () => {
      const transport = await open();
      await transport.run(ruleset);
      const made = await transport.show('list table ip hotspare');
      assert.match(made, /tcp \. 192\.0\.2\.1 \. 80 : 10\.0\.0\.1 \. 8080/);
      const half =
        'add element ip hotspare held { tcp . 192.0.2.9 . 9 }\nadd element ip hotspare absent { 1.2.3.4 }';
      await assert.rejects(transport.run(half), (error) => {
        return error instanceof NftRefusal && /No such file or directory/.test(error.message);
      });
      assert.equal(await transport.show('list table ip hotspare'), made);
      await Promise.all([
        transport.run('add element ip hotspare held { tcp . 192.0.2.9 . 9 }'),
        transport.run('add element ip hotspare held { tcp . 192.0.2.9 . 10 }'),
      ]);
      const held = readSet(await transport.list('list set ip hotspare held'));
      assert.ok(held.has('tcp . 192.0.2.9 . 9') && held.has('tcp . 192.0.2.9 . 10'));
      await removeRules(transport);
      assert.equal(nft('list', 'ruleset'), '');
      transport.close();
    });
});

describe('the rulesets that are written down', async () => {
  const directory = fileURLToPath(new URL('../../../src/engine/nftables/golden', import.meta.url));
  for (const file of await readdir(directory))
    it(`are accepted by nft: ${file}`, () => {
      nft('-c', '-f', join(directory, file));
    });
});
