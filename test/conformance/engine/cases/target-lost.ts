/** What becomes of established connections when their server loses its place: keep, drain, reset. */
import assert from 'node:assert/strict';
import { greetAndEcho, mute } from '../../../support/backends.ts';
import type { TcpBackend } from '../../../support/backends.ts';
import { eventually, patience, throughout } from '../../../support/eventually.ts';
import type { OnTargetLost, PlannedTransportListener } from '../../../../src/domain/plan-types.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import type { TcpClient } from '../clients.ts';
import { pair, pool, target } from '../plans.ts';

interface Scene {
  readonly listener: PlannedTransportListener;
  readonly a: TcpBackend;
  readonly b: TcpBackend;
  readonly clients: readonly TcpClient[];
  /** Makes one of the two active, under a policy; says how many connections were cut at once. */
  switchTo(name: 'a' | 'b', onTargetLost?: OnTargetLost): Promise<number>;
}

/** A pair with server `a` active, and clients established on it. */
async function scene(
  context: CaseContext,
  policy: OnTargetLost,
  { count = 3, silent = false }: { count?: number; silent?: boolean } = {},
): Promise<Scene> {
  const { engine, plans } = context;
  const a = await context.tcpBackend('a', [silent ? mute : greetAndEcho]);
  const b = await context.tcpBackend('b');
  let epoch = 1;
  const listener = await plans.listener('tcp', pair(target(a), target(b)), { onTargetLost: policy });
  await engine.apply(plans.plan(listener));
  const clients = await Promise.all(Array.from({ length: count }, () => context.connect(listener)));
  await eventually(async () => assert.equal((await engine.stats())[0]?.activeConnections, count));
  return {
    listener,
    a,
    b,
    clients,
    async switchTo(name, onTargetLost = policy) {
      const [active, standby] = name === 'a' ? [a, b] : [b, a];
      const backend = pair(target(active), target(standby), { epoch: ++epoch });
      const applied = await engine.apply(plans.plan({ ...listener, backend, onTargetLost }));
      return applied.cutConnections;
    },
  };
}

function assertCutAtOnce(client: TcpClient, decidedMs: number): void {
  const tookMs = (client.overAtMs ?? Infinity) - decidedMs;
  assert.ok(tookMs <= patience('cutAtOnce'), `reset only after ${tookMs} ms`);
}

const drain = (timeoutMs: number): OnTargetLost => ({ kind: 'drain', timeoutMs });

export const targetLostCases: readonly EngineCase[] = [
  {
    name: 'keep: established connections go on, new ones go to the new server',
    needs: ['tcp'],
    async run(context) {
      const { clients, switchTo, listener } = await scene(context, { kind: 'keep' });
      assert.equal(await switchTo('b'), 0);
      for (const client of clients) await client.echoes('still here');
      const fresh = await context.connect(listener);
      assert.equal(await fresh.greeting(), 'b');
    },
  },
  {
    name: 'drain: established connections go on for the time given, and are closed then',
    needs: ['tcp', 'drain'],
    async run(context) {
      const { clients, switchTo, listener, a } = await scene(context, drain(400));
      const beganMs = performance.now();
      assert.equal(await switchTo('b'), 0);
      const fresh = await context.connect(listener);
      assert.equal(await fresh.greeting(), 'b');
      for (const client of clients) await client.echoes('still here');
      for (const client of clients) {
        await client.until('reset');
        assert.ok((client.overAtMs ?? 0) - beganMs >= 360, 'closed before its time');
      }
      await eventually(() => assert.equal(a.open.size, 0));
      await fresh.echoes('not concerned');
    },
  },
  {
    name: 'drain: is called off when the server has its place back in time',
    needs: ['tcp', 'drain'],
    async run(context) {
      const { clients, switchTo } = await scene(context, drain(250));
      await switchTo('b');
      await switchTo('a');
      await throughout(() => {
        for (const client of clients) assert.equal(client.state, 'open');
      }, 'nothingHappens');
      for (const client of clients) await client.echoes('still here');
      await switchTo('b');
      for (const client of clients) await client.until('reset');
    },
  },
  {
    name: 'drain: a server that loses its place again is given the whole time again',
    needs: ['tcp', 'drain'],
    async run(context) {
      const { clients, switchTo } = await scene(context, drain(500));
      await switchTo('b');
      await throughout(() => {
        for (const client of clients) assert.equal(client.state, 'open');
      }, 'nothingHappens');
      await switchTo('a');
      const beganMs = performance.now();
      await switchTo('b');
      for (const client of clients) {
        await client.until('reset');
        assert.ok((client.overAtMs ?? 0) - beganMs >= 450, 'closed before its time');
      }
    },
  },
  {
    name: 'reset: every established connection is reset at once',
    needs: ['tcp', 'reset'],
    async run(context) {
      const { clients, switchTo, a } = await scene(context, { kind: 'reset' }, { count: 50 });
      const beganMs = performance.now();
      assert.equal(await switchTo('b'), 50);
      for (const client of clients) {
        await client.until('reset');
        assertCutAtOnce(client, beganMs);
      }
      await eventually(() => assert.equal(a.open.size, 0));
    },
  },
  {
    name: 'reset: also when the old server is silent and says nothing itself',
    needs: ['tcp', 'reset'],
    async run(context) {
      const { clients, switchTo } = await scene(context, { kind: 'reset' }, { count: 50, silent: true });
      // Clients that wait for an answer which will never come.
      for (const client of clients) client.socket.write('request');
      const beganMs = performance.now();
      assert.equal(await switchTo('b'), 50);
      for (const client of clients) {
        await client.until('reset');
        assertCutAtOnce(client, beganMs);
      }
    },
  },
  {
    name: 'a policy changed to reset counts for servers lost before; other changes only for later losses',
    needs: ['tcp', 'reset', 'drain'],
    async run(context) {
      const { clients, switchTo } = await scene(context, { kind: 'keep' });
      await switchTo('b');
      await switchTo('b', drain(50));
      await throughout(() => {
        for (const client of clients) assert.equal(client.state, 'open');
      }, 'nothingHappens');
      assert.equal(await switchTo('b', { kind: 'reset' }), clients.length);
      for (const client of clients) await client.until('reset');
    },
  },
  {
    name: 'a connection that fell back to the standby has lost nothing, whatever the policy',
    needs: ['tcp', 'reset', 'connect-fallback'],
    async run(context) {
      const { a, listener, switchTo } = await scene(context, { kind: 'reset' }, { count: 0 });
      a.refuse();
      const client = await context.connect(listener);
      assert.equal(await client.greeting(), 'b');
      assert.equal(await switchTo('a'), 0);
      await client.echoes('still here');
      assert.equal(await switchTo('b'), 0);
      await client.echoes('and here');
    },
  },
  {
    name: 'reset: in a pool, only the connections of the server that left',
    needs: ['tcp', 'reset', 'scheduler-rr'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const both = pool([target(a), target(b)], { scheduler: 'rr' });
      const listener = await plans.listener('tcp', both, { onTargetLost: { kind: 'reset' } });
      await engine.apply(plans.plan(listener));
      const clients = [];
      for (let n = 0; n < 6; n++) clients.push(await context.connect(listener));
      const names = await Promise.all(clients.map((client) => client.greeting()));
      const applied = await engine.apply(
        plans.plan({ ...listener, backend: pool([target(b)], { scheduler: 'rr' }) }),
      );
      assert.deepEqual(new Set(names), new Set(['a', 'b']));
      assert.equal(applied.cutConnections, names.filter((name) => name === 'a').length);
      for (const [index, client] of clients.entries()) {
        if (names[index] === 'a') await client.until('reset');
        else await client.echoes('not concerned');
      }
    },
  },
  {
    name: 'a server at rest, of weight 0 in a pool, keeps its connections under every policy until it leaves',
    needs: ['tcp', 'reset', 'drain', 'scheduler-rr'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const ofB = (resting: readonly TcpBackend[]): ReturnType<typeof pool> =>
        pool([target(b)], {
          scheduler: 'rr',
          resting: resting.map((server) => target(server, { weight: 0 })),
        });
      for (const policy of [drain(50), { kind: 'reset' }] as const) {
        const listener = await plans.listener('tcp', pool([target(a)]), { onTargetLost: policy });
        await engine.apply(plans.plan(listener));
        const client = await context.connect(listener);
        assert.equal(await client.greeting(), 'a');
        const atRest = await engine.apply(plans.plan({ ...listener, backend: ofB([a]) }));
        assert.equal(atRest.cutConnections, 0);
        await throughout(() => assert.equal(client.state, 'open'), 'nothingHappens');
        await client.echoes('still here');
        for (let n = 0; n < 3; n++) {
          const fresh = await context.connect(listener);
          assert.equal(await fresh.greeting(), 'b');
        }
        await engine.apply(plans.plan({ ...listener, backend: ofB([]) }));
        await client.until('reset');
      }
    },
  },
  {
    name: 'a server at rest keeps its UDP flows, and gets no new ones',
    needs: ['udp', 'scheduler-rr'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.udpBackend('a'), await context.udpBackend('b')];
      const listener = await plans.listener('udp', pool([target(a)]));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      assert.equal(await client.ask('one'), 'a');
      const resting = [target(a, { weight: 0 })];
      await engine.apply(plans.plan({ ...listener, backend: pool([target(b)], { resting }) }));
      assert.equal(await client.ask('two'), 'a');
      const fresh = await context.udpClient(listener);
      assert.equal(await fresh.ask('three'), 'b');
      await engine.apply(plans.plan({ ...listener, backend: pool([target(b)]) }));
      assert.equal(await client.ask('four'), 'b');
    },
  },
  {
    name: 'reset: a server that keeps its id but moves to another address is another server',
    needs: ['tcp', 'reset'],
    async run(context) {
      const { engine, plans } = context;
      const [old, moved] = [await context.tcpBackend('old'), await context.tcpBackend('new')];
      const at = (server: TcpBackend): ReturnType<typeof pair> => pair(target(server, { id: 'i-1:80' }));
      const listener = await plans.listener('tcp', at(old), { onTargetLost: { kind: 'reset' } });
      await engine.apply(plans.plan(listener));
      const client = await context.connect(listener);
      await client.greeting();
      const applied = await engine.apply(plans.plan({ ...listener, backend: at(moved) }));
      assert.equal(applied.cutConnections, 1);
      await client.until('reset');
      const fresh = await context.connect(listener);
      assert.equal(await fresh.greeting(), 'new');
    },
  },
];
