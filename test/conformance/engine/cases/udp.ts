/** Datagrams: flows stay with their server, move when it loses its place, and are forgotten when idle. */
import assert from 'node:assert/strict';
import { eventually, patience, pause, throughout } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import type { UdpClient } from '../clients.ts';
import { pair, pool, target } from '../plans.ts';

/** Sends a numbered datagram every two milliseconds until it is stopped; resolves with how many. */
function sendConstantly(client: UdpClient, label: string): () => Promise<number> {
  const stopping = new AbortController();
  let sent = 0;
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      client.send(`${label}${sent++}`);
      await pause(2);
    }
    return sent;
  })();
  return () => {
    stopping.abort();
    return loop;
  };
}

async function activeFlows({ engine }: CaseContext): Promise<number | undefined> {
  const [stats] = await engine.stats();
  return stats?.activeConnections;
}

export const udpCases: readonly EngineCase[] = [
  {
    name: 'udp: carries datagrams both ways and answers from the address that was asked',
    needs: ['udp'],
    async run(context) {
      const { engine, plans } = context;
      const listener = await plans.listener('udp', pair(target(await context.udpBackend('a'))));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      assert.equal(await client.ask('hello'), 'a');
      assert.equal(await client.ask('x'.repeat(9000)), 'a');
      assert.equal(await client.ask(''), 'a');
      await eventually(async () => {
        const [stats] = await engine.stats();
        assert.equal(stats?.packetsFromClients, 3);
        assert.equal(stats.packetsToClients, 3);
        assert.equal(stats.bytesFromClients, 9005);
        assert.equal(stats.activeConnections, 1);
        assert.equal(stats.newConnections, 1);
      });
    },
  },
  {
    name: 'udp: each client has its own flow, and gets only its own answers',
    needs: ['udp'],
    async run(context) {
      const { engine, plans } = context;
      const server = await context.udpBackend('a');
      const listener = await plans.listener('udp', pair(target(server)));
      await engine.apply(plans.plan(listener));
      const clients = await Promise.all(Array.from({ length: 20 }, () => context.udpClient(listener)));
      await Promise.all(clients.map((client, n) => client.ask(`client ${n}`)));
      for (const [n, client] of clients.entries()) assert.deepEqual(client.received, [`a:client ${n}`]);
      assert.equal(new Set(server.received.map(({ fromPort }) => fromPort)).size, 20);
    },
  },
  {
    name: 'udp: the flows of a constantly sending client move with the plan, within 50 ms',
    needs: ['udp'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      const listener = await plans.listener('udp', pair(target(a), target(b)));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      const stop = sendConstantly(client, 'n');
      let [active, standby, epoch] = [a, b, 1];
      for (let round = 0; round < 4; round++) {
        await eventually(() => assert.ok(active.received.length > 20));
        const backend = pair(target(standby), target(active), { epoch: ++epoch });
        const applied = await engine.apply(plans.plan({ ...listener, backend }));
        const deadlineMs = performance.now() + patience('flowsMoved');
        assert.equal(applied.cutConnections, 1);
        const old = active;
        [active, standby] = [standby, active];
        active.received.length = 0;
        await throughout(() => undefined, 'nothingHappens');
        assert.deepEqual(
          old.received.filter(({ atMs }) => atMs > deadlineMs),
          [],
        );
      }
      const sent = await stop();
      // A switch between two servers that both answer costs no answer.
      await eventually(() => assert.equal(client.received.length, sent));
    },
  },
  {
    name: 'udp: what the old server still answers after a switch reaches the client',
    needs: ['udp', 'late-answers'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      a.answersAfterMs = 60;
      const listener = await plans.listener('udp', pair(target(a), target(b)));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      client.send('1');
      await eventually(() => assert.equal(a.received.length, 1));
      await engine.apply(plans.plan({ ...listener, backend: pair(target(b), target(a), { epoch: 2 }) }));
      assert.equal(await client.ask('2'), 'b');
      await eventually(() => assert.ok(client.received.includes('a:1')));
    },
  },
  {
    name: 'udp: only the flows of the listener whose plan changed move',
    needs: ['udp'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      const before = pair(target(a), target(b));
      const [one, other] = [await plans.listener('udp', before), await plans.listener('udp', before)];
      await engine.apply(plans.plan(one, other));
      const [mover, stayer] = [await context.udpClient(one), await context.udpClient(other)];
      await Promise.all([mover.ask('1'), stayer.ask('1')]);
      const portBefore = a.received.map(({ fromPort }) => fromPort);
      const applied = await engine.apply(
        plans.plan({ ...one, backend: pair(target(b), target(a), { epoch: 2 }) }, other),
      );
      assert.equal(applied.cutConnections, 1);
      assert.equal(await mover.ask('2'), 'b');
      assert.equal(await stayer.ask('2'), 'a');
      // The same flow, not a new one to the same server.
      assert.ok(portBefore.includes(a.received.at(-1)?.fromPort ?? 0));
    },
  },
  {
    name: 'udp: forgets a flow that is idle for the time-out, and no other',
    needs: ['udp'],
    async run(context) {
      const { engine, plans } = context;
      const server = await context.udpBackend('a');
      const listener = await plans.listener('udp', pair(target(server)), { udpFlowTimeoutMs: 300 });
      await engine.apply(plans.plan(listener));
      const [idle, busy] = [await context.udpClient(listener), await context.udpClient(listener)];
      await Promise.all([idle.ask('idle 1'), busy.ask('busy 1')]);
      assert.equal(await activeFlows(context), 2);
      const stop = sendConstantly(busy, 'busy ');
      await eventually(async () => assert.equal(await activeFlows(context), 1));
      await stop();
      await idle.ask('idle 2');
      // A new flow, though it may have the port of the old one.
      assert.equal((await engine.stats())[0]?.newConnections, 3);
      await eventually(async () => assert.equal(await activeFlows(context), 0));
    },
  },
  {
    name: 'udp: a refused datagram is evidence, and reaches the standby all the same',
    needs: ['udp', 'connect-fallback'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      const listener = await plans.listener('udp', pair(target(a), target(b)));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      assert.equal(await client.ask('1'), 'a');
      await a.stop();
      assert.equal(await client.ask('2'), 'b');
      assert.equal(await client.ask('3'), 'b');
      const failed = evidence.find((each) => each.kind === 'connect-failed');
      assert.equal(failed?.targetId, 'a');
      assert.equal(failed.outcome, 'refused');
      assert.equal(client.received.filter((each) => each === 'b:2').length, 1, 'resent more than once');
      const [stats] = await engine.stats();
      assert.ok((stats?.fallbacks ?? 0) >= 1);
    },
  },
  {
    name: 'udp: of a burst that a dead server refuses, each datagram reaches the standby once',
    needs: ['udp', 'connect-fallback'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      const listener = await plans.listener('udp', pair(target(a), target(b)));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      assert.equal(await client.ask('0'), 'a');
      await a.stop();
      const burst = ['1', '2', '3', '4', '5', '6', '7'];
      for (const text of burst) client.send(text);
      await eventually(() => assert.ok(b.received.length >= burst.length));
      await throughout(() => undefined, 'nothingHappens');
      assert.deepEqual(b.received.map(({ text }) => text).sort(), burst);
    },
  },
  {
    name: 'udp: by the rule fail a refused datagram stays lost',
    needs: ['udp'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      const backend = pair(target(a), target(b), { onConnectFailure: { kind: 'fail' } });
      const listener = await plans.listener('udp', backend);
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      assert.equal(await client.ask('1'), 'a');
      await a.stop();
      client.send('2');
      await eventually(() => assert.ok(evidence.some((each) => each.kind === 'connect-failed')));
      await throughout(() => assert.equal(b.received.length, 0), 'nothingHappens');
      // The flow is not spoilt by it: it serves again as soon as its server is back.
      await context.udpBackend('a', { port: a.port });
      assert.equal(await client.ask('3'), 'a');
    },
  },
  {
    name: 'udp: without an active server datagrams are dropped, and served again when there is one',
    needs: ['udp'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      const listener = await plans.listener('udp', pair(undefined, target(b)));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      client.send('into the void');
      await throughout(() => assert.equal(b.received.length, 0), 'nothingHappens');
      assert.equal(await activeFlows(context), 0);
      const backend = pair(target(a), target(b), { epoch: 2 });
      await engine.apply(plans.plan({ ...listener, backend }));
      assert.equal(await client.ask('hello'), 'a');
    },
  },
  {
    name: 'udp: tells the first datagram forwarded to the active server of each epoch, once',
    needs: ['udp'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      // The proof is that it was sent: a server of datagrams need not answer.
      a.answers = false;
      const listener = await plans.listener('udp', pair(target(a), target(b)));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      client.send('1');
      client.send('2');
      await eventually(() => assert.equal(evidence.length, 1));
      await engine.apply(plans.plan({ ...listener, backend: pair(target(b), target(a), { epoch: 2 }) }));
      await client.ask('3');
      await client.ask('4');
      await eventually(() => assert.equal(evidence.length, 2));
      const told = evidence.map((each) =>
        each.kind === 'first-served' ? [each.targetId, each.epoch] : each,
      );
      assert.deepEqual(told, [
        ['a', 1],
        ['b', 2],
      ]);
    },
  },
  {
    name: 'udp: in a pool a flow keeps its server, and moves only when that one leaves',
    needs: ['udp', 'scheduler-rr'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      const both = pool([target(a), target(b)], { scheduler: 'rr' });
      const listener = await plans.listener('udp', both);
      await engine.apply(plans.plan(listener));
      const clients = await Promise.all(Array.from({ length: 6 }, () => context.udpClient(listener)));
      const first = [];
      for (const client of clients) first.push(await client.ask('1'));
      assert.deepEqual(new Set(first), new Set(['a', 'b']));
      for (const [n, client] of clients.entries()) assert.equal(await client.ask('2'), first[n]);
      const left = pool([target(b), target(await context.udpBackend('c'))], { scheduler: 'rr' });
      await engine.apply(plans.plan({ ...listener, backend: left }));
      for (const [n, client] of clients.entries()) {
        const name = await client.ask('3');
        if (first[n] === 'b') assert.equal(name, 'b');
        else assert.notEqual(name, 'a');
      }
    },
  },
];
