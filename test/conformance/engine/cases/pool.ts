/** Default and vServer groups: schedulers and persistence, seen from what clients are served by. */
import assert from 'node:assert/strict';
import { eventually } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import { isTurnedAway } from '../clients.ts';
import type { Destination } from '../clients.ts';
import { pool, target } from '../plans.ts';

/** Names of the servers that greet `count` clients, one after another. */
async function greetings(
  { connect }: CaseContext,
  to: Destination,
  count: number,
  from?: string,
): Promise<string[]> {
  const names: string[] = [];
  for (let n = 0; n < count; n++) {
    const client = await connect(to, from);
    names.push(await client.greeting());
    client.socket.destroy();
  }
  return names;
}

function countOf(names: readonly string[], name: string): number {
  return names.filter((each) => each === name).length;
}

/** Client addresses of the loopback network. */
const sources = Array.from({ length: 48 }, (_, n) => `127.78.${n}.1`);

async function bySource(context: CaseContext, to: Destination): Promise<Map<string, string>> {
  const served = new Map<string, string>();
  for (const source of sources) {
    const [name = ''] = await greetings(context, to, 1, source);
    served.set(source, name);
  }
  return served;
}

export const poolCases: readonly EngineCase[] = [
  {
    name: 'wrr: shares new connections by weight',
    needs: ['tcp', 'scheduler-wrr'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b, c] = [
        await context.tcpBackend('a'),
        await context.tcpBackend('b'),
        await context.tcpBackend('c'),
      ];
      const targets = [target(a, { weight: 60 }), target(b, { weight: 30 }), target(c, { weight: 10 })];
      const listener = await plans.listener('tcp', pool(targets));
      await engine.apply(plans.plan(listener));
      const names = await greetings(context, listener, 60);
      assert.ok(Math.abs(countOf(names, 'a') - 36) <= 3, names.join(''));
      assert.ok(Math.abs(countOf(names, 'b') - 18) <= 3, names.join(''));
      assert.ok(Math.abs(countOf(names, 'c') - 6) <= 3, names.join(''));

      const reweighed = [target(a, { weight: 10 }), target(b, { weight: 90 })];
      await engine.apply(plans.plan({ ...listener, backend: pool(reweighed) }));
      const after = await greetings(context, listener, 40);
      assert.ok(Math.abs(countOf(after, 'b') - 36) <= 3, after.join(''));
      assert.equal(countOf(after, 'c'), 0);
    },
  },
  {
    name: 'rr: takes the servers in turn, whatever their weights',
    needs: ['tcp', 'scheduler-rr'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const targets = [target(a, { weight: 100 }), target(b, { weight: 1 })];
      const listener = await plans.listener('tcp', pool(targets, { scheduler: 'rr' }));
      await engine.apply(plans.plan(listener));
      const names = await greetings(context, listener, 20);
      // An engine of several threads has each of them take turns.
      assert.ok(Math.abs(countOf(names, 'a') - countOf(names, 'b')) <= 4, names.join(''));
    },
  },
  {
    name: 'sch: a client address keeps its server, and a server that leaves or joins moves only its own clients',
    needs: ['tcp', 'scheduler-sch'],
    async run(context) {
      const { engine, plans } = context;
      const servers = [];
      for (const name of ['a', 'b', 'c', 'd']) servers.push(target(await context.tcpBackend(name)));
      const listener = await plans.listener('tcp', pool(servers, { scheduler: 'sch' }));
      await engine.apply(plans.plan(listener));
      const full = await bySource(context, listener);
      assert.deepEqual(await bySource(context, listener), full);
      assert.equal(new Set(full.values()).size, 4, 'some server has no client at all');

      const fewer = pool(
        servers.filter(({ id }) => id !== 'c'),
        { scheduler: 'sch' },
      );
      await engine.apply(plans.plan({ ...listener, backend: fewer }));
      const without = await bySource(context, listener);
      for (const [source, name] of full) {
        if (name === 'c') assert.notEqual(without.get(source), 'c');
        else assert.equal(without.get(source), name);
      }
      await engine.apply(plans.plan(listener));
      assert.deepEqual(await bySource(context, listener), full);
    },
  },
  {
    name: 'persistence: a client address keeps its server for the time-out',
    needs: ['tcp', 'persistence', 'scheduler-rr'],
    async run(context) {
      const { engine, plans } = context;
      const targets = [target(await context.tcpBackend('a')), target(await context.tcpBackend('b'))];
      const persistent = pool(targets, { scheduler: 'rr', persistenceTimeoutMs: 400 });
      const listener = await plans.listener('tcp', persistent);
      await engine.apply(plans.plan(listener));
      for (const source of sources.slice(0, 4)) {
        const names = await greetings(context, listener, 6, source);
        assert.equal(new Set(names).size, 1, `${source} was served by ${names.join('')}`);
      }
      // An edit of the group forgets nobody.
      const [first] = await greetings(context, listener, 1, '127.78.60.1');
      const more = [...targets, target(await context.tcpBackend('c'))];
      const edited = pool(more, { scheduler: 'rr', persistenceTimeoutMs: 400 });
      await engine.apply(plans.plan({ ...listener, backend: edited }));
      assert.deepEqual(await greetings(context, listener, 3, '127.78.60.1'), [first, first, first]);
      // After the time-out the scheduler decides anew: sooner or later it is another server's turn.
      await eventually(async () => {
        await new Promise((resolve) => {
          setTimeout(resolve, 450);
        });
        assert.notDeepEqual(await greetings(context, listener, 1, '127.78.60.1'), [first]);
      });
      // Switched off, the next one is not pinned any more.
      await engine.apply(plans.plan({ ...listener, backend: pool(more, { scheduler: 'rr' }) }));
      const names = await greetings(context, listener, 12, '127.78.60.1');
      assert.equal(new Set(names).size, 3);
    },
  },
  {
    name: 'persistence: never pins to a server that takes no new connections',
    needs: ['tcp', 'persistence', 'scheduler-rr'],
    async run(context) {
      const { engine, plans } = context;
      const targets = [target(await context.tcpBackend('a')), target(await context.tcpBackend('b'))];
      const settings = { scheduler: 'rr' as const, persistenceTimeoutMs: 60_000 };
      const listener = await plans.listener('tcp', pool(targets, settings));
      await engine.apply(plans.plan(listener));
      const [first] = await greetings(context, listener, 1);
      const left = targets.filter(({ id }) => id !== first);
      await engine.apply(plans.plan({ ...listener, backend: pool(left, settings) }));
      const names = await greetings(context, listener, 4);
      assert.equal(countOf(names, first ?? ''), 0);
      // And it stays with the one that served it meanwhile when the first one returns.
      await engine.apply(plans.plan(listener));
      assert.deepEqual(new Set(await greetings(context, listener, 4)), new Set(names));
    },
  },
  {
    name: 'persistence: a client whose server refuses is pinned to the one that serves it instead',
    needs: ['tcp', 'persistence', 'scheduler-rr', 'connect-fallback'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const settings = { scheduler: 'rr' as const, persistenceTimeoutMs: 60_000 };
      const listener = await plans.listener('tcp', pool([target(a), target(b)], settings));
      await engine.apply(plans.plan(listener));
      assert.deepEqual(await greetings(context, listener, 2), ['a', 'a']);
      a.stop();
      assert.deepEqual(await greetings(context, listener, 1), ['b']);
      await context.tcpBackend('a', undefined, { port: a.port });
      assert.deepEqual(await greetings(context, listener, 3), ['b', 'b', 'b']);
    },
  },
  {
    name: 'goes on to the next server when one refuses, and tries each once',
    needs: ['tcp', 'scheduler-rr', 'connect-fallback'],
    async run(context) {
      const { engine, plans } = context;
      const [a, b, c] = [
        await context.tcpBackend('a'),
        await context.tcpBackend('b'),
        await context.tcpBackend('c'),
      ];
      const targets = [target(a), target(b), target(c)];
      const listener = await plans.listener('tcp', pool(targets, { scheduler: 'rr' }));
      await engine.apply(plans.plan(listener));
      a.stop();
      b.stop();
      const names = await greetings(context, listener, 6);
      assert.equal(countOf(names, 'c'), 6);
      c.stop();
      assert.ok(await isTurnedAway(listener));
      await eventually(async () => {
        const [stats] = await engine.stats();
        assert.equal(stats?.failedConnections, 1);
        assert.equal(stats.newConnections, 6);
        for (const { connectFailures } of stats.targets) assert.ok(connectFailures > 0);
        assert.equal(stats.targets.find(({ id }) => id === 'c')?.connectFailures, 1);
      });
    },
  },
  {
    name: 'resets new connections of a group in which no server can serve',
    needs: ['tcp'],
    async run(context) {
      const { engine, plans } = context;
      const listener = await plans.listener('tcp', pool([]));
      await engine.apply(plans.plan(listener));
      assert.ok(await isTurnedAway(listener));
      const back = pool([target(await context.tcpBackend('a'))]);
      await engine.apply(plans.plan({ ...listener, backend: back }));
      assert.deepEqual(await greetings(context, listener, 1), ['a']);
    },
  },
];
