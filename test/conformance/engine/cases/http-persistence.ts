/** Session persistence by cookie: a client goes back to its server while that one takes requests. */
import assert from 'node:assert/strict';
import type { HttpAnswer, HttpQuestion } from '../../../support/http-client.ts';
import { ask } from '../../../support/http-client.ts';
import type { HttpBackend, HttpBehaviour } from '../../../support/http-backend.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import { pair, pool, rule, target, withHttp } from '../plans.ts';
import type { PlannedCookie, PlannedHttpListener } from '../../../../src/domain/plan-types.ts';

const insert: PlannedCookie = { kind: 'insert', lifeMs: 500_000 };
const rewrite: PlannedCookie = { kind: 'rewrite', name: 'JSESSIONID' };

/** Says its name; with a status where the path is one. */
const named =
  (name: string, setCookie?: string): HttpBehaviour =>
  (request, response) => {
    if (setCookie !== undefined) response.setHeader('Set-Cookie', [setCookie, 'other=1']);
    response.statusCode = Number(request.url?.slice(1)) || 200;
    response.end(name);
  };

async function serve(
  context: CaseContext,
  persistence: PlannedCookie,
  setCookie?: string,
): Promise<{ listener: PlannedHttpListener; servers: readonly HttpBackend[] }> {
  const servers = await Promise.all(
    ['a', 'b', 'c'].map((name) => context.httpBackend(name, named(name, setCookie))),
  );
  const backend = pool(
    servers.map((server) => target(server)),
    { scheduler: 'rr' },
  );
  const listener = await context.plans.httpListener(backend, { http: { persistence } });
  await context.engine.apply(context.plans.plan(listener));
  return { listener, servers };
}

const get = (to: PlannedHttpListener, cookie: string, question: HttpQuestion = {}): Promise<HttpAnswer> =>
  ask(to, { ...question, headers: { Cookie: cookie } });

/** `name=value` of the cookie that an answer sets. */
function cookieOf({ headers }: HttpAnswer, name: string): string {
  const [cookie = ''] = headers['set-cookie']?.filter((each) => each.startsWith(`${name}=`)) ?? [];
  return cookie.split(';', 1)[0] ?? '';
}

export const httpPersistenceCases: readonly EngineCase[] = [
  {
    name: 'http cookies: a cookie of ours brings a client back, for its life, and does not say who the server is',
    needs: ['http', 'cookie-persistence'],
    async run(context) {
      const { listener, servers } = await serve(context, insert);
      const answers = [await ask(listener), await ask(listener), await ask(listener)];
      assert.deepEqual(
        answers.map(({ text }) => text),
        ['a', 'b', 'c'],
      );
      for (const first of answers) {
        const [cookie = ''] = first.headers['set-cookie'] ?? [];
        assert.match(cookie, /^SERVERID=[0-9a-f]{16}; Max-Age=500; Path=\/; HttpOnly$/);
        for (let n = 0; n < 4; n++)
          assert.equal((await get(listener, `x=1; ${cookieOf(first, 'SERVERID')}; y=2`)).text, first.text);
      }
      const marks = answers.map((each) => cookieOf(each, 'SERVERID'));
      assert.equal(new Set(marks).size, 3);
      // Not by the name of the server alone: another secret makes other marks.
      await context.engine.apply(context.plans.plan(withHttp(listener, { cookieSecret: 'another' })));
      assert.ok(!marks.includes(cookieOf(await ask(listener), 'SERVERID')));
      assert.equal(servers.length, 3);
    },
  },
  {
    name: 'http cookies: none is set with a 4xx answer, and what is no mark of ours means nothing',
    needs: ['http', 'cookie-persistence'],
    async run(context) {
      const { listener } = await serve(context, insert);
      assert.equal((await ask(listener, { path: '/404' })).headers['set-cookie'], undefined);
      assert.notEqual(cookieOf(await ask(listener, { path: '/500' }), 'SERVERID'), '');
      const names = [];
      for (let n = 0; n < 3; n++) names.push((await get(listener, 'SERVERID=0123456789abcdef')).text);
      assert.deepEqual(names.toSorted(), ['a', 'b', 'c']);
      await context.engine.apply(context.plans.plan(withHttp(listener, { persistence: { kind: 'off' } })));
      assert.equal((await ask(listener)).headers['set-cookie'], undefined);
    },
  },
  {
    name: 'http cookies: never pins to a server that takes nothing new: dead, at rest, gone, or of a standby',
    needs: ['http', 'cookie-persistence'],
    async run(context) {
      const { listener, servers } = await serve(context, insert);
      const [a, b] = servers;
      assert.ok(a && b);
      const cookie = cookieOf(await ask(listener), 'SERVERID');
      assert.equal((await get(listener, cookie)).text, 'a');
      const resting = pool([target(b)], { resting: [target(a, { weight: 0 })] });
      await context.engine.apply(context.plans.plan({ ...listener, backend: resting }));
      const moved = await get(listener, cookie);
      assert.equal(moved.text, 'b');
      assert.notEqual(cookieOf(moved, 'SERVERID'), cookie);
      await context.engine.apply(context.plans.plan({ ...listener, backend: pair(target(b), target(a)) }));
      assert.equal((await get(listener, cookie)).text, 'b');
      await context.engine.apply(context.plans.plan(listener));
      assert.equal((await get(listener, cookie)).text, 'a');
      a.stop();
      const instead = await get(listener, cookie);
      assert.notEqual(instead.text, 'a');
      assert.equal((await get(listener, cookieOf(instead, 'SERVERID'))).text, instead.text);
    },
  },
  {
    name: "http cookies: the server's own cookie carries our mark, and the server sees it as it has set it",
    needs: ['http', 'cookie-persistence'],
    async run(context) {
      const { listener, servers } = await serve(context, rewrite, 'JSESSIONID=s3cret==; Path=/app; Secure');
      const first = await ask(listener);
      const [set = '', other] = first.headers['set-cookie'] ?? [];
      assert.match(set, /^JSESSIONID=[0-9a-f]{16}~s3cret==; Path=\/app; Secure$/);
      assert.equal(other, 'other=1');
      for (let n = 0; n < 4; n++)
        assert.equal((await get(listener, `x=1; ${cookieOf(first, 'JSESSIONID')}; y=2`)).text, first.text);
      const asked = servers.flatMap((server) => server.asked).filter(({ headers }) => headers.cookie);
      assert.deepEqual(
        asked.map(({ headers }) => headers.cookie),
        Array<string>(4).fill('x=1; JSESSIONID=s3cret==; y=2'),
      );
      // A 4xx answer that sets the cookie sets the marked one too, or the client would lose its server.
      assert.match(
        cookieOf(await ask(listener, { path: '/404' }), 'JSESSIONID'),
        /^JSESSIONID=[0-9a-f]{16}~/,
      );
      const unmarked = [];
      for (let n = 0; n < 3; n++) unmarked.push((await get(listener, 'JSESSIONID=mine')).text);
      assert.deepEqual(unmarked.toSorted(), ['a', 'b', 'c']);
    },
  },
  {
    name: 'http cookies: a rule has a persistence of its own',
    needs: ['http', 'cookie-persistence', 'rules'],
    async run(context) {
      const { listener, servers } = await serve(context, { kind: 'off' });
      const backend = pool(
        servers.map((server) => target(server)),
        { scheduler: 'rr' },
      );
      const rules = [rule('r', '', '/2', backend, { persistence: insert })];
      await context.engine.apply(context.plans.plan(withHttp(listener, { rules })));
      assert.equal((await ask(listener)).headers['set-cookie'], undefined);
      const first = await ask(listener, { path: '/200' });
      const again = await get(listener, cookieOf(first, 'SERVERID'), { path: '/201' });
      assert.deepEqual([again.text, again.status], [first.text, 201]);
    },
  },
];
