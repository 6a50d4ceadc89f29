/** What a client of HTTP notices of a server that dies: nothing, wherever its request may be sent again. */
import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { eventually, patience, throughout } from '../../../support/eventually.ts';
import type { HttpBackend, HttpBehaviour } from '../../../support/http-backend.ts';
import { ask } from '../../../support/http-client.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import { pair, pool, target } from '../plans.ts';
import type { HttpSettings } from '../plans.ts';
import type { PlannedHttpListener, PlannedPair } from '../../../../src/domain/plan-types.ts';

async function listen(
  { engine, plans }: CaseContext,
  backend: PlannedPair,
  settings?: HttpSettings,
): Promise<PlannedHttpListener> {
  const listener = await plans.httpListener(backend, settings);
  await engine.apply(plans.plan(listener));
  return listener;
}

async function servers(context: CaseContext): Promise<readonly [a: HttpBackend, b: HttpBackend]> {
  return [await context.httpBackend('a'), await context.httpBackend('b')];
}

/** Takes a request and does not answer until it is told to. */
function waiting(): { readonly behaviour: HttpBehaviour; readonly answers: (() => void)[] } {
  const answers: (() => void)[] = [];
  return {
    answers,
    behaviour: (_request, response) => {
      answers.push(() => response.end('late'));
    },
  };
}

const text = async (listener: PlannedHttpListener, method = 'GET', body?: string): Promise<string> =>
  (await ask(listener, { method, ...(body !== undefined && { body }) })).text;

export const httpFailoverCases: readonly EngineCase[] = [
  {
    name: 'http: sends every request to the active server and follows the plan, over one connection of a client',
    needs: ['http'],
    async run(context) {
      const [a, b] = await servers(context);
      const listener = await listen(context, pair(target(a), target(b)));
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      context.defer(() => agent.destroy());
      for (let epoch = 1; epoch < 7; epoch++) {
        const [active, standby] = epoch % 2 === 1 ? [a, b] : [b, a];
        const backend = pair(target(active), target(standby), { epoch });
        await context.engine.apply(context.plans.plan({ ...listener, backend }));
        for (let n = 0; n < 3; n++) assert.equal((await ask(listener, { agent })).text, active.name);
      }
      assert.equal((await context.engine.stats())[0]?.newConnections, 1);
      await eventually(() =>
        assert.deepEqual(
          context.evidence.map((each) => each.kind === 'first-served' && [each.targetId, each.epoch]),
          [1, 2, 3, 4, 5, 6].map((epoch) => [epoch % 2 === 1 ? 'a' : 'b', epoch]),
        ),
      );
    },
  },
  {
    name: 'http fallback: a request whose connect is refused is answered by the standby, its body with it',
    needs: ['http', 'connect-fallback'],
    async run(context) {
      const [a, b] = await servers(context);
      const listener = await listen(context, pair(target(a), target(b)));
      a.stop();
      assert.equal(await text(listener), 'b');
      assert.equal(await text(listener, 'POST', 'the body'), 'b');
      assert.equal(b.asked[1]?.body, 'the body');
      const [stats] = await context.engine.stats();
      assert.deepEqual([stats?.fallbacks, stats?.failedConnections], [2, 0]);
      const failed = context.evidence.filter((each) => each.kind === 'connect-failed');
      assert.deepEqual([failed.length, failed[0]?.targetId, failed[0]?.outcome], [2, 'a', 'refused']);
      assert.ok(!context.evidence.some((each) => each.kind === 'first-served'));
    },
  },
  {
    name: 'http fallback: a request to a silent server is answered by the standby after one connect time-out',
    needs: ['http', 'connect-fallback'],
    async run(context) {
      const [a, b] = [await context.blackhole('a'), await context.httpBackend('b')];
      const listener = await listen(context, pair(target(a), target(b)), { connectTimeoutMs: 150 });
      const beganMs = performance.now();
      assert.equal(await text(listener), 'b');
      assert.ok(performance.now() - beganMs >= 130, 'the active server was not tried');
    },
  },
  {
    name: 'http fail: a refused request is answered 502, and the standby is left alone',
    needs: ['http'],
    async run(context) {
      const [a, b] = await servers(context);
      const onConnectFailure = { kind: 'fail' as const };
      const listener = await listen(context, pair(target(a), target(b), { onConnectFailure }));
      a.stop();
      assert.equal((await ask(listener)).status, 502);
      assert.equal(b.asked.length, 0);
      assert.equal((await context.engine.stats())[0]?.failedConnections, 1);
    },
  },
  {
    name: 'http: without an active server requests are answered 502, and served again when there is one',
    needs: ['http'],
    async run(context) {
      const [a, b] = await servers(context);
      const listener = await listen(context, pair(undefined, target(b)));
      assert.equal((await ask(listener)).status, 502);
      const backend = pair(target(a), target(b), { epoch: 2 });
      await context.engine.apply(context.plans.plan({ ...listener, backend }));
      assert.equal(await text(listener), 'a');
    },
  },
  {
    name: 'http hold: a refused request waits for the decision and is then answered by whoever is active',
    needs: ['http', 'connect-hold'],
    async run(context) {
      const [a, b] = await servers(context);
      const onConnectFailure = { kind: 'hold' as const, maxMs: 60_000 };
      const listener = await listen(context, pair(target(a), target(b), { onConnectFailure }));
      a.stop();
      const answers = Promise.all([text(listener), text(listener, 'POST', 'held')]);
      await throughout(() => assert.equal(b.asked.length, 0), 'nothingHappens');
      const backend = pair(target(b), target(a), { epoch: 2, onConnectFailure });
      await context.engine.apply(context.plans.plan({ ...listener, backend }));
      assert.deepEqual(await answers, ['b', 'b']);
      assert.ok(b.asked.some(({ body }) => body === 'held'));
    },
  },
  {
    name: 'http pool: a request goes on to the next server when a connect is refused',
    needs: ['http'],
    async run(context) {
      const [a, b] = await servers(context);
      const listener = await context.plans.httpListener(pool([target(a), target(b)], { scheduler: 'rr' }));
      await context.engine.apply(context.plans.plan(listener));
      assert.deepEqual([await text(listener), await text(listener), await text(listener)], ['a', 'b', 'a']);
      a.stop();
      for (let n = 0; n < 4; n++) assert.equal(await text(listener, 'POST', 'x'), 'b');
      b.stop();
      assert.equal((await ask(listener)).status, 502);
    },
  },
  {
    name: 'http: no request fails when a server with idle connections is killed',
    needs: ['http', 'connect-fallback'],
    async run(context) {
      const [a, b] = await servers(context);
      const listener = await listen(context, pair(target(a), target(b)));
      const many = (n: number): Promise<readonly string[]> =>
        Promise.all(Array.from({ length: n }, () => text(listener)));
      await many(50);
      const under = many(50);
      a.stop();
      const names = [...(await under), ...(await many(50))];
      assert.ok(names.every((name) => name === 'a' || name === 'b'));
      assert.equal(names.at(-1), 'b');
    },
  },
  {
    name: 'http: a server that closes a connection as a request comes on it gets the request again, on another one',
    needs: ['http'],
    async run(context) {
      let asked = 0;
      // Answers the first request of each connection, and resets the connection at the second one.
      const server = await context.tcpBackend('a', [
        (socket) => {
          let first = true;
          socket.on('data', () => {
            asked++;
            if (first) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na');
            else socket.resetAndDestroy();
            first = false;
          });
        },
      ]);
      const listener = await listen(context, pair(target(server)));
      for (let n = 0; n < 6; n++) assert.equal(await text(listener), 'a');
      assert.ok(asked > 6, 'no connection was used twice');
      const [stats] = await context.engine.stats();
      assert.deepEqual([stats?.failedConnections, stats?.targets[0]?.connectFailures], [0, 0]);
    },
  },
  {
    name: 'http: a request that must not be sent twice is not: 502 when its server dies over it',
    needs: ['http', 'connect-fallback'],
    async run(context) {
      const a = await context.httpBackend('a', (request, response) => {
        request.on('end', () => response.socket?.resetAndDestroy());
      });
      const b = await context.httpBackend('b');
      const listener = await listen(context, pair(target(a), target(b)));
      for (const [method, body] of [
        ['POST', undefined],
        ['POST', 'once'],
        ['PATCH', 'once'],
        ['PUT', 'once'],
      ] as const)
        assert.equal((await ask(listener, { method, ...(body !== undefined && { body }) })).status, 502);
      assert.deepEqual([a.asked.length, b.asked.length], [4, 0]);
      // One that may be goes on to the standby.
      assert.equal(await text(listener, 'GET'), 'b');
    },
  },
  {
    name: 'http keep and drain: a request under way at a server that lost its role goes on, for as long as it may',
    needs: ['http', 'drain'],
    async run(context) {
      const { behaviour, answers } = waiting();
      const [a, b] = [await context.httpBackend('a', behaviour), await context.httpBackend('b')];
      const listener = await listen(context, pair(target(a), target(b)));
      const switched = { ...listener, backend: pair(target(b), target(a), { epoch: 2 }) };
      const kept = text(listener, 'POST', 'x');
      await eventually(() => assert.equal(a.asked.length, 1));
      assert.equal((await context.engine.apply(context.plans.plan(switched))).cutConnections, 0);
      assert.equal(await text(listener), 'b');
      answers[0]?.();
      assert.equal(await kept, 'late');

      await context.engine.apply(context.plans.plan(listener));
      const drained = ask(listener, { method: 'POST', body: 'x' });
      await eventually(() => assert.equal(a.asked.length, 2));
      const since = performance.now();
      const onTargetLost = { kind: 'drain' as const, timeoutMs: 400 };
      await context.engine.apply(context.plans.plan({ ...switched, onTargetLost }));
      assert.equal((await drained).status, 502);
      const tookMs = performance.now() - since;
      assert.ok(tookMs >= 380 && tookMs < 400 + patience('drainError'), `${tookMs} ms`);
    },
  },
  {
    name: 'http reset: a request under way at a server that lost its role is cut at once, or asked of the new one',
    needs: ['http', 'reset'],
    async run(context) {
      const { behaviour } = waiting();
      const [a, b] = [await context.httpBackend('a', behaviour), await context.httpBackend('b')];
      const onTargetLost = { kind: 'reset' as const };
      const listener = await listen(context, pair(target(a), target(b)), { onTargetLost });
      const [once, again] = [ask(listener, { method: 'POST', body: 'x' }), ask(listener)];
      await eventually(() => assert.equal(a.asked.length, 2));
      const backend = pair(target(b), target(a), { epoch: 2 });
      const since = performance.now();
      const applied = await context.engine.apply(context.plans.plan({ ...listener, backend }));
      assert.equal(applied.cutConnections, 2);
      assert.equal((await once).status, 502);
      assert.ok(performance.now() - since < patience('cutAtOnce'));
      assert.equal((await again).text, 'b');
      await eventually(() => assert.equal(a.open.size, 0));
    },
  },
  {
    name: 'http reset: an answer that has begun is broken off',
    needs: ['http', 'reset'],
    async run(context) {
      const a = await context.httpBackend('a', (_request, response) => void response.write('begun'));
      const b = await context.httpBackend('b');
      const onTargetLost = { kind: 'reset' as const };
      const listener = await listen(context, pair(target(a), target(b)), { onTargetLost });
      const client = await context.connect(listener);
      client.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      await eventually(() => assert.match(client.received.toString(), /begun/));
      const backend = pair(target(b), target(a), { epoch: 2 });
      await context.engine.apply(context.plans.plan({ ...listener, backend }));
      await client.until('reset');
      assert.doesNotMatch(client.received.toString(), /\r\n0\r\n\r\n/);
    },
  },
  {
    name: 'http: gives up the search for a server when the client goes away meanwhile',
    needs: ['http', 'connect-hold'],
    async run(context) {
      const [a, b] = [await context.blackhole('a'), await context.httpBackend('b')];
      const onConnectFailure = { kind: 'hold' as const, maxMs: 60_000 };
      const listener = await listen(context, pair(target(a), target(b), { onConnectFailure }), {
        connectTimeoutMs: 60_000,
      });
      const client = await context.connect(listener);
      client.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n', () => client.socket.resetAndDestroy());
      await client.until('closed');
      await eventually(async () => assert.equal((await context.engine.stats())[0]?.activeConnections, 0));
      const backend = pair(target(b), target(a), { epoch: 2, onConnectFailure });
      await context.engine.apply(context.plans.plan({ ...listener, backend }));
      await throughout(() => assert.equal(b.asked.length, 0), 'nothingHappens');
    },
  },
];
