/** Master-slave groups: who gets new connections, and when that changes. */
import assert from 'node:assert/strict';
import { eventually, throughout, within } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import { isTurnedAway } from '../clients.ts';
import { pair, target } from '../plans.ts';
import type { PlannedTransportListener, PlannedPair } from '../../../../src/domain/plan-types.ts';

async function served({ connect }: CaseContext, listener: PlannedTransportListener): Promise<string> {
  const client = await connect(listener);
  const name = await client.greeting();
  client.socket.destroy();
  return name;
}

async function apply(
  { engine, plans }: CaseContext,
  listener: PlannedTransportListener,
  backend: PlannedPair,
): Promise<void> {
  await engine.apply(plans.plan({ ...listener, backend }));
}

async function listen(
  context: CaseContext,
  backend: PlannedPair,
  settings: Partial<PlannedTransportListener> = {},
): Promise<PlannedTransportListener> {
  const listener = await context.plans.listener('tcp', backend, settings);
  await context.engine.apply(context.plans.plan(listener));
  return listener;
}

export const pairCases: readonly EngineCase[] = [
  {
    name: 'sends every new connection to the active server, none to the standby',
    needs: ['tcp'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await listen(context, pair(target(a), target(b)));
      for (let n = 0; n < 20; n++) assert.equal(await served(context, listener), 'a');
      assert.equal(b.accepted, 0);
    },
  },
  {
    name: 'follows the plan to the other server, and back',
    needs: ['tcp'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await listen(context, pair(target(a), target(b)));
      assert.equal(await served(context, listener), 'a');
      for (let epoch = 2; epoch < 8; epoch++) {
        const [active, standby] = epoch % 2 === 0 ? [b, a] : [a, b];
        await apply(context, listener, pair(target(active), target(standby), { epoch }));
        // From the answer to the plan on: not one connection goes to the old server.
        for (let n = 0; n < 5; n++) assert.equal(await served(context, listener), active.name);
      }
    },
  },
  {
    name: 'no active server: resets new connections, and serves again when there is one',
    needs: ['tcp'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await listen(context, pair(undefined, target(b)));
      for (const kind of ['fallback', 'fail'] as const) {
        await apply(context, listener, pair(undefined, target(b), { onConnectFailure: { kind } }));
        assert.ok(await isTurnedAway(listener));
      }
      const hold = { kind: 'hold' as const, maxMs: 60_000 };
      await apply(context, listener, pair(undefined, target(b), { onConnectFailure: hold }));
      assert.ok(await isTurnedAway(listener));
      await apply(context, listener, pair(target(a), target(b), { epoch: 2 }));
      assert.equal(await served(context, listener), 'a');
      assert.equal(b.accepted, 0);
    },
  },
  {
    name: 'fallback: a refused client is served by the standby inside its own connection',
    needs: ['tcp', 'connect-fallback'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await listen(context, pair(target(a), target(b)));
      a.stop();
      for (let n = 0; n < 10; n++) assert.equal(await served(context, listener), 'b');
      const [stats] = await context.engine.stats();
      assert.equal(stats?.fallbacks, 10);
      assert.equal(stats.failedConnections, 0);
    },
  },
  {
    name: 'fallback: a client of a silent server is served by the standby after one connect time-out',
    needs: ['tcp', 'connect-fallback'],
    async run(context) {
      const [a, b] = [await context.blackhole('a'), await context.tcpBackend('b')];
      const connectTimeoutMs = 150;
      const listener = await listen(context, pair(target(a), target(b)), { connectTimeoutMs });
      const beganMs = performance.now();
      assert.equal(await served(context, listener), 'b');
      assert.ok(performance.now() - beganMs >= connectTimeoutMs * 0.9, 'the active server was not tried');
      await eventually(() => {
        const [failed] = context.evidence.filter((each) => each.kind === 'connect-failed');
        assert.equal(failed?.outcome, 'timed-out');
        assert.ok(failed.afterMs >= connectTimeoutMs * 0.9);
      });
    },
  },
  {
    name: 'fallback: a standby known bad is not tried while the active server is not',
    needs: ['tcp', 'connect-fallback'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await listen(context, pair(target(a), target(b, { healthy: false })));
      a.stop();
      assert.ok(await isTurnedAway(listener));
      assert.equal(b.accepted, 0);
    },
  },
  {
    name: 'fails open: with both servers known bad it tries the active one first, then the other',
    needs: ['tcp', 'connect-fallback'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const bad = { healthy: false };
      const listener = await listen(context, pair(target(a, bad), target(b, bad)));
      assert.equal(await served(context, listener), 'a');
      a.stop();
      assert.equal(await served(context, listener), 'b');
      b.stop();
      assert.ok(await isTurnedAway(listener));
    },
  },
  {
    name: 'fail: a refused client is reset, and the standby is left alone',
    needs: ['tcp'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await listen(
        context,
        pair(target(a), target(b), { onConnectFailure: { kind: 'fail' } }),
      );
      assert.equal(await served(context, listener), 'a');
      a.stop();
      assert.ok(await isTurnedAway(listener));
      assert.equal(b.accepted, 0);
      const [stats] = await context.engine.stats();
      assert.equal(stats?.failedConnections, 1);
    },
  },
  {
    name: 'hold: a refused client waits for the decision and is then served by whoever is active',
    needs: ['tcp', 'connect-hold'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const onConnectFailure = { kind: 'hold' as const, maxMs: 60_000 };
      const listener = await listen(context, pair(target(a), target(b), { onConnectFailure }));
      a.stop();
      const client = await context.connect(listener);
      client.socket.write('waiting');
      await throughout(() => {
        assert.equal(client.state, 'open');
        assert.equal(b.accepted, 0, 'the standby was reached before the decision');
      }, 'nothingHappens');
      await apply(context, listener, pair(target(b), target(a), { epoch: 2, onConnectFailure }));
      assert.equal(await client.greeting(), 'b');
      await eventually(() => assert.ok(client.received.includes('waiting')));
    },
  },
  {
    name: 'hold: a client is served when the active server comes back, without any new plan',
    needs: ['tcp', 'connect-hold'],
    async run(context) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const onConnectFailure = { kind: 'hold' as const, maxMs: 60_000 };
      const listener = await listen(context, pair(target(a), target(b), { onConnectFailure }));
      a.stop();
      const client = await context.connect(listener);
      await eventually(() => assert.ok(context.evidence.some((each) => each.kind === 'connect-failed')));
      await context.tcpBackend('a', undefined, { port: a.port });
      assert.equal(await client.greeting(), 'a');
      assert.equal(b.accepted, 0);
    },
  },
  {
    name: 'hold: a client is reset when the time is up',
    needs: ['tcp', 'connect-hold'],
    async run(context) {
      const [a, b] = [await context.blackhole('a'), await context.tcpBackend('b')];
      const onConnectFailure = { kind: 'hold' as const, maxMs: 400 };
      const listener = await listen(context, pair(target(a), target(b), { onConnectFailure }));
      const beganMs = performance.now();
      const client = await context.connect(listener);
      await client.until('reset');
      assert.ok((client.overAtMs ?? 0) - beganMs >= 360, 'reset too early');
      assert.equal(b.accepted, 0);
    },
  },
  {
    name: 'a client whose connect is under way moves to the new active server at once',
    needs: ['tcp'],
    async run(context) {
      const [a, b] = [await context.blackhole('a'), await context.tcpBackend('b')];
      const onConnectFailure = { kind: 'fail' as const };
      const listener = await listen(context, pair(target(a), target(b), { onConnectFailure }), {
        connectTimeoutMs: 60_000,
      });
      // An engine may accept before it has a server, or let the client's own SYN wait for one.
      const connecting = context.connect(listener);
      await throughout(() => assert.equal(b.accepted, 0), 'nothingHappens');
      await apply(context, listener, pair(target(b), target(a), { epoch: 2, onConnectFailure }));
      const client = await within(connecting, 'the connection');
      assert.equal(await client.greeting(), 'b');
    },
  },
];
