/** Forwarding rules: which group a request goes to, by its domain and its path. */
import assert from 'node:assert/strict';
import { throughout, eventually } from '../../../support/eventually.ts';
import { ask } from '../../../support/http-client.ts';
import type { EngineCase } from '../case.ts';
import { talk } from './http-support.ts';
import { pair, pool, rule, target, withHttp } from '../plans.ts';

export const httpRulesCases: readonly EngineCase[] = [
  {
    name: 'http rules: exact domain before wildcards, longest path of a domain, and the own group for the rest',
    needs: ['http', 'rules'],
    async run(context) {
      const { engine, plans } = context;
      const named = async (name: string) => pool([target(await context.httpBackend(name))]);
      const rules = [
        rule('r1', 'www.example.com', '/api', await named('api')),
        rule('r2', 'www.example.com', '/api/v2', await named('api-v2')),
        rule('r3', '*.example.com', '', await named('wide')),
        rule('r4', '*.shop.example.com', '', await named('narrow')),
        rule('r5', '', '/static', await named('static')),
      ];
      const listener = await plans.httpListener(await named('own'), { http: { rules } });
      await engine.apply(plans.plan(listener));
      for (const [host, path, expected] of [
        ['www.example.com', '/api/v1', 'api'],
        ['WWW.Example.COM:8080', '/api/v2?x=/static', 'api-v2'],
        ['www.example.com.', '/other', 'wide'],
        ['a.shop.example.com', '/static', 'narrow'],
        ['other.org', '/static/x', 'static'],
        ['example.com', '/', 'own'],
        ['other.org', '/?/static', 'own'],
      ] as const)
        assert.equal((await ask(listener, { path, headers: { Host: host } })).text, expected, host + path);
    },
  },
  {
    name: 'http rules: come, change and go with the plan, and each has its statistics and its evidence',
    needs: ['http', 'rules'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const [a, b, own] = [
        await context.httpBackend('a'),
        await context.httpBackend('b'),
        await context.httpBackend('own'),
      ];
      const listener = await plans.httpListener(pool([target(own)]));
      const withRule = (backend: ReturnType<typeof pair>) =>
        engine.apply(plans.plan(withHttp(listener, { rules: [rule('the-rule', '', '/r', backend)] })));
      const served = async (): Promise<string> => (await ask(listener, { path: '/r' })).text;
      await engine.apply(plans.plan(listener));
      assert.equal(await served(), 'own');
      await withRule(pair(target(a), target(b), { epoch: 4 }));
      assert.deepEqual([await served(), await served()], ['a', 'a']);
      await withRule(pair(target(b), target(a), { epoch: 5 }));
      assert.equal(await served(), 'b');
      const stats = (await engine.stats()).find(({ key }) => key === 'the-rule');
      assert.equal(stats?.newConnections, 3);
      assert.deepEqual(
        stats.targets.map(({ id, newConnections }) => [id, newConnections]),
        [
          ['a', 2],
          ['b', 1],
        ],
      );
      await eventually(() =>
        assert.deepEqual(
          evidence.map((each) => each.kind === 'first-served' && [each.key, each.targetId, each.epoch]),
          [
            ['the-rule', 'a', 4],
            ['the-rule', 'b', 5],
          ],
        ),
      );
      await engine.apply(plans.plan(listener));
      assert.equal(await served(), 'own');
      assert.deepEqual(
        (await engine.stats()).map(({ key }) => key),
        [listener.key],
      );
    },
  },
  {
    name: 'http rules: a request that waits for a server of a rule goes elsewhere when the rule goes',
    needs: ['http', 'rules', 'connect-hold'],
    async run(context) {
      const { engine, plans } = context;
      const [gone, own] = [await context.httpBackend('gone'), await context.httpBackend('own')];
      const onConnectFailure = { kind: 'hold' as const, maxMs: 60_000 };
      const backend = pair(target(gone), undefined, { onConnectFailure });
      const listener = await plans.httpListener(pool([target(own)]));
      await engine.apply(plans.plan(withHttp(listener, { rules: [rule('r', '', '/r', backend)] })));
      gone.stop();
      const waiting = ask(listener, { path: '/r' });
      await throughout(() => assert.equal(own.asked.length, 0), 'nothingHappens');
      await engine.apply(plans.plan(listener));
      assert.equal((await waiting).text, 'own');
    },
  },
  {
    name: 'http rules: what is under way at a rule that goes follows the policy of the rule',
    needs: ['http', 'rules', 'reset'],
    async run(context) {
      const { engine, plans } = context;
      const [ruled, own] = [
        await context.httpBackend('ruled', (_request, response) => response.write('begun')),
        await context.httpBackend('own'),
      ];
      const silent = await context.httpBackend('silent', () => undefined);
      const onTargetLost = { kind: 'reset' as const };
      const listener = await plans.httpListener(pool([target(own)]));
      const rules = [
        rule('kept', '', '/kept', pool([target(ruled)])),
        rule('cut', '', '/cut', pool([target(ruled)]), { onTargetLost }),
        rule('moved', '', '/moved', pool([target(silent)]), { onTargetLost }),
      ];
      await engine.apply(plans.plan(withHttp(listener, { rules })));
      const [kept, cut] = [await context.connect(listener), await context.connect(listener)];
      await talk(kept, 'GET /kept HTTP/1.1\r\nHost: a\r\n\r\n', /begun/);
      await talk(cut, 'GET /cut HTTP/1.1\r\nHost: a\r\n\r\n', /begun/);
      const moved = ask(listener, { path: '/moved' });
      await eventually(() => assert.equal(silent.asked.length, 1));
      assert.equal((await engine.apply(plans.plan(listener))).cutConnections, 2);
      await cut.until('reset');
      assert.equal((await moved).text, 'own');
      assert.equal(kept.state, 'open');
    },
  },
];
