/** Limits of the embedded engine that take a smaller number, or thousands of connections, to be seen. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'vitest';
import { createEmbeddedEngine } from '../../../src/engine/embedded/engine.ts';
import { plainUdp } from '../../../src/engine/embedded/plain/udp-sockets.ts';
import { UdpListener } from '../../../src/engine/embedded/udp-listener.ts';
import type { EngineEvidence } from '../../../src/engine/engine.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { TcpBackend, UdpBackend, greetAndEcho } from '../../support/backends.ts';
import { eventually } from '../../support/eventually.ts';
import { UdpClient, isTurnedAway } from './clients.ts';
import { PlanBook, pair, pool, target } from './plans.ts';

let undo: (() => void | Promise<unknown>)[] = [];

afterEach(async () => {
  const steps = undo.reverse();
  undo = [];
  for (const step of steps) await step();
});

const plans = new PlanBook('127.80.0.1');
const around = { clock: systemClock, publish: () => undefined, log: () => undefined };

describe('limits of the embedded engine', () => {
  it('a full table of UDP flows forgets the one that was used longest ago', async () => {
    const server = await UdpBackend.start('a');
    undo.push(() => server.stop());
    const planned = await plans.listener('udp', pair(target(server)));
    const listener = new UdpListener(planned, around, plainUdp, 3);
    undo.push(() => void listener.close());
    assert.equal(await listener.bind(), undefined);
    const clients = [];
    for (let n = 0; n < 4; n++) {
      const client = await UdpClient.open(planned);
      undo.push(() => client.close());
      clients.push(client);
    }
    const [oldest, second, third, late] = clients;
    assert.ok(oldest && second && third && late);
    for (const client of [oldest, second, third]) await client.ask('1');
    // Long enough for its use to count, so that now the second one is the oldest.
    await eventually(async () => {
      await oldest.ask(`again ${performance.now()}`);
      assert.ok(performance.now() - (server.received[0]?.atMs ?? 0) > 300);
    });
    await late.ask('1');
    assert.equal(listener.stats().activeConnections, 3);
    const portOf = (text: string): number | undefined =>
      server.received.findLast((each) => each.text === text)?.fromPort;
    await oldest.ask('still the same flow');
    assert.equal(portOf('still the same flow'), server.received[0]?.fromPort);
    const newBefore = listener.stats().newConnections;
    await second.ask('a new flow');
    assert.equal(listener.stats().newConnections, newBefore + 1);
    assert.equal(listener.stats().activeConnections, 3);
  });

  it('a flood of refused connects is told in part and counted in full', async () => {
    const engine = createEmbeddedEngine({ mode: 'inline' }, systemClock);
    undo.push(() => engine.close());
    const heard: EngineEvidence[] = [];
    const ending = new AbortController();
    undo.push(() => ending.abort());
    void (async () => {
      for await (const each of engine.evidence(ending.signal)) heard.push(each);
    })();
    const server = await TcpBackend.start('a', [greetAndEcho]);
    const listener = await plans.listener('tcp', pool([target(server)]));
    server.stop();
    await engine.apply(plans.plan(listener));
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => isTurnedAway(listener)));
    assert.ok(outcomes.every(Boolean));
    const [stats] = await engine.stats();
    assert.equal(stats?.failedConnections, 200);
    assert.equal(stats.targets[0]?.connectFailures, 200);
    assert.ok(heard.length >= 20 && heard.length < 200, `${heard.length} told`);
  });

  it('a target at an impossible place fails its clients, not the engine', async () => {
    const engine = createEmbeddedEngine({ mode: 'inline' }, systemClock);
    undo.push(() => engine.close());
    const nowhere = { name: 'a', address: '127.0.0.1', port: 99_999 };
    const listener = await plans.listener('tcp', pool([target(nowhere)]));
    const impossible = { ...(await plans.listener('tcp', pool([]))), port: 99_999 };
    const datagrams = await plans.listener('udp', pool([target(nowhere)]));
    const applied = await engine.apply(plans.plan(listener, impossible, datagrams));
    assert.equal(applied.listeners[1]?.failure?.code, 'other');
    const client = await UdpClient.open(datagrams);
    undo.push(() => client.close());
    client.send('into the void');
    await eventually(async () => {
      const [, , stats] = await engine.stats();
      assert.ok((stats?.targets[0]?.connectFailures ?? 0) > 0);
    });
    assert.ok(await isTurnedAway(listener));
    assert.equal((await engine.stats())[0]?.failedConnections, 1);
  });
});
