/** Plans brought into force as a whole: listeners that come, go, move, cannot be bound, or share a port. */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { eventually } from '../../../support/eventually.ts';
import type { EngineCase } from '../case.ts';
import { isTurnedAway } from '../clients.ts';
import { freePort, pair, pool, target } from '../plans.ts';

export const listenerCases: readonly EngineCase[] = [
  {
    name: 'observes nothing before the first plan',
    needs: [],
    async run({ engine }) {
      assert.deepEqual(await engine.observe(), { revision: 0, listeners: [] });
      assert.deepEqual(await engine.stats(), []);
    },
  },
  {
    name: 'observes what was applied',
    needs: ['tcp', 'udp'],
    async run({ engine, plans, ...context }) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const paired = await plans.listener('tcp', pair(target(a), target(b), { epoch: 5 }));
      const pooled = await plans.listener('udp', pool([target(b), target(a)]));
      const plan = plans.plan(paired, pooled);
      const applied = await engine.apply(plan);
      assert.deepEqual(applied, {
        revision: plan.revision,
        listeners: [{ key: paired.key }, { key: pooled.key }],
        cutConnections: 0,
      });
      const { address } = plans;
      assert.deepEqual(await engine.observe(), {
        revision: plan.revision,
        listeners: [
          {
            key: paired.key,
            protocol: 'tcp',
            address,
            port: paired.port,
            bound: true,
            serving: ['a'],
            epoch: 5,
          },
          { key: pooled.key, protocol: 'udp', address, port: pooled.port, bound: true, serving: ['b', 'a'] },
        ],
      });
      const second = plans.plan({ ...paired, backend: pair(undefined, target(b), { epoch: 6 }) });
      await engine.apply(second);
      assert.deepEqual(await engine.observe(), {
        revision: second.revision,
        listeners: [
          {
            key: paired.key,
            protocol: 'tcp',
            address,
            port: paired.port,
            bound: true,
            serving: [],
            epoch: 6,
          },
        ],
      });
    },
  },
  {
    name: 'a plan applied twice is a plan applied once',
    needs: ['tcp', 'reset'],
    async run({ engine, plans, evidence, ...context }) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const settings = { onTargetLost: { kind: 'reset' as const } };
      const listener = await plans.listener('tcp', pair(target(a), target(b)), settings);
      const plan = plans.plan(listener);
      const first = await engine.apply(plan);
      const client = await context.connect(listener);
      await client.greeting();
      const observed = await engine.observe();
      const statsBefore = await engine.stats();
      assert.deepEqual(await engine.apply(plan), first);
      assert.deepEqual(await engine.apply(plan), first);
      assert.deepEqual(await engine.observe(), observed);
      assert.deepEqual(await engine.stats(), statsBefore);
      await client.echoes('still here');
      await (await context.connect(listener)).greeting();
      assert.equal(evidence.filter((each) => each.kind === 'first-served').length, 1);
    },
  },
  {
    name: 'of many plans at once the latest is in force in the end',
    needs: ['tcp'],
    async run({ engine, plans, ...context }) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await plans.listener('tcp', pair(target(a), target(b)));
      const applying = [];
      for (let epoch = 1; epoch <= 31; epoch++) {
        const [active, standby] = epoch % 2 === 1 ? [b, a] : [a, b];
        const backend = pair(target(active), target(standby), { epoch });
        applying.push(engine.apply(plans.plan({ ...listener, backend })));
      }
      const outcomes = await Promise.all(applying);
      for (const [index, { revision }] of outcomes.entries()) assert.ok(revision >= index + 1);
      const observed = await engine.observe();
      assert.equal(observed.revision, 31);
      assert.deepEqual(observed.listeners[0]?.serving, ['b']);
      assert.equal(await (await context.connect(listener)).greeting(), 'b');
    },
  },
  {
    name: 'TCP and UDP share a port without sharing anything else',
    needs: ['tcp', 'udp'],
    async run({ engine, plans, ...context }) {
      const [tcp, udp] = [await context.tcpBackend('t'), await context.udpBackend('u')];
      const overTcp = await plans.listener('tcp', pair(target(tcp)));
      const overUdp = await plans.listener('udp', pair(target(udp)), { port: overTcp.port });
      await engine.apply(plans.plan(overTcp, overUdp));
      const tcpClient = await context.connect(overTcp);
      assert.equal(await tcpClient.greeting(), 't');
      const udpClient = await context.udpClient(overUdp);
      assert.equal(await udpClient.ask('1'), 'u');
      await engine.apply(plans.plan(overTcp));
      await tcpClient.echoes('still here');
      await engine.apply(plans.plan(overTcp, overUdp));
      assert.equal(await udpClient.ask('2'), 'u');
    },
  },
  {
    name: 'serves IPv6, TCP and UDP',
    needs: ['tcp', 'udp', 'ipv6'],
    async run({ engine, plans, ...context }) {
      const at = { address: '::1' };
      const server = await context.tcpBackend('six', undefined, at);
      const datagrams = await context.udpBackend('udp', at);
      const tcp = await plans.listener('tcp', pair(target(server)), at);
      const udp = await plans.listener('udp', pair(target(datagrams)), { ...at, port: tcp.port });
      const applied = await engine.apply(plans.plan(tcp, udp));
      assert.deepEqual(applied.listeners, [{ key: tcp.key }, { key: udp.key }]);
      assert.equal(await (await context.connect(tcp)).greeting(), 'six');
      assert.equal(await (await context.udpClient(udp)).ask('hello'), 'udp');
    },
  },
  {
    name: 'serves IPv6 clients by servers of either family',
    needs: ['tcp', 'ipv6', 'mixed-families'],
    async run({ engine, plans, ...context }) {
      const at = { address: '::1' };
      const six = await context.tcpBackend('six', undefined, at);
      const four = await context.tcpBackend('four');
      const both = pool([target(six), target(four)], { scheduler: 'rr' });
      const tcp = await plans.listener('tcp', both, at);
      await engine.apply(plans.plan(tcp));
      const names = new Set<string>();
      // More than two, for an engine whose threads each take turns of their own.
      for (let n = 0; n < 8; n++) names.add(await (await context.connect(tcp)).greeting());
      assert.deepEqual(names, new Set(['six', 'four']));
    },
  },
  {
    name: 'a listener that leaves the plan stops listening, and its connections are reset',
    needs: ['tcp', 'udp'],
    async run({ engine, plans, ...context }) {
      const [a, u] = [await context.tcpBackend('a'), await context.udpBackend('u')];
      const leaving = await plans.listener('tcp', pair(target(a)));
      const staying = await plans.listener('tcp', pair(target(a)));
      const leavingUdp = await plans.listener('udp', pair(target(u)));
      await engine.apply(plans.plan(leaving, staying, leavingUdp));
      const [cut, kept] = [await context.connect(leaving), await context.connect(staying)];
      const udpClient = await context.udpClient(leavingUdp);
      await Promise.all([cut.greeting(), kept.greeting(), udpClient.ask('1')]);
      const applied = await engine.apply(plans.plan(staying));
      assert.equal(applied.cutConnections, 2);
      await cut.until('reset');
      await eventually(() => assert.equal(a.open.size, 1));
      await assert.rejects(context.connect(leaving), { code: 'ECONNREFUSED' });
      await kept.echoes('not concerned');
      udpClient.send('2');
      (await context.udpClient(leavingUdp)).send('3');
      assert.deepEqual((await engine.observe()).listeners.length, 1);
      assert.deepEqual(
        u.received.map(({ text }) => text),
        ['1'],
      );
    },
  },
  {
    name: 'two listeners swap their ports in one plan',
    needs: ['tcp'],
    async run({ engine, plans, ...context }) {
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const one = await plans.listener('tcp', pair(target(a)));
      const two = await plans.listener('tcp', pair(target(b)));
      await engine.apply(plans.plan(one, two));
      const client = await context.connect(one);
      await client.greeting();
      const applied = await engine.apply(plans.plan({ ...one, port: two.port }, { ...two, port: one.port }));
      assert.deepEqual(applied.listeners, [{ key: one.key }, { key: two.key }]);
      await client.until('reset');
      assert.equal(await (await context.connect(one)).greeting(), 'b');
      assert.equal(await (await context.connect(two)).greeting(), 'a');
    },
  },
  {
    name: 'a port that is taken is reported with a remedy, hinders no other listener, and heals with a later plan',
    needs: ['tcp', 'udp'],
    async run({ engine, plans, ...context }) {
      const port = await freePort(plans.address);
      const squatter = createServer();
      await new Promise<void>((resolve) => {
        squatter.listen({ host: plans.address, port }, resolve);
      });
      const leave = (): Promise<void> =>
        new Promise((resolve) => {
          squatter.close(() => resolve());
        });
      context.defer(leave);
      const a = await context.tcpBackend('a');
      const taken = await plans.listener('tcp', pair(target(a)), { port });
      const free = await plans.listener('tcp', pair(target(a)));
      const applied = await engine.apply(plans.plan(taken, free));
      const failure = applied.listeners.find(({ key }) => key === taken.key)?.failure;
      assert.equal(failure?.code, 'port-in-use');
      assert.match(failure.message, new RegExp(`${plans.address}:${port} .+\\.$`));
      assert.deepEqual(
        applied.listeners.find(({ key }) => key === free.key),
        { key: free.key },
      );
      const client = await context.connect(free);
      await client.greeting();
      const seen = (await engine.observe()).listeners.map(({ key, bound }) => [key, bound]);
      assert.deepEqual(seen, [
        [taken.key, false],
        [free.key, true],
      ]);
      await leave();
      const again = await engine.apply(plans.plan(taken, free));
      assert.deepEqual(again.listeners, [{ key: taken.key }, { key: free.key }]);
      assert.equal(await (await context.connect(taken)).greeting(), 'a');
      await client.echoes('not concerned');
    },
  },
  {
    name: 'an address that this machine does not have is reported as that, for TCP and UDP',
    needs: ['tcp', 'udp'],
    async run({ engine, plans }) {
      // TEST-NET-3 (RFC 5737): no machine has it.
      const place = { address: '203.0.113.77', port: 8080 };
      const tcp = await plans.listener('tcp', pool([]), place);
      const udp = await plans.listener('udp', pool([]), place);
      const applied = await engine.apply(plans.plan(tcp, udp));
      for (const { failure } of applied.listeners) {
        assert.equal(failure?.code, 'address-unavailable');
        assert.match(failure.message, /203\.0\.113\.77:8080/);
      }
    },
  },
  {
    name: 'close: stops accepting at once, lets connections end, and resets the rest when the time is up',
    needs: ['tcp'],
    async run({ engine, plans, ...context }) {
      const a = await context.tcpBackend('a');
      const listener = await plans.listener('tcp', pair(target(a)));
      await engine.apply(plans.plan(listener));
      const [ending, staying] = [await context.connect(listener), await context.connect(listener)];
      await Promise.all([ending.greeting(), staying.greeting()]);
      const beganMs = performance.now();
      const closing = engine.close({ drainMs: 400 });
      await eventually(async () => assert.ok(await isTurnedAway(listener)));
      await ending.echoes('still here');
      ending.socket.end();
      await ending.until('closed');
      await closing;
      assert.ok(performance.now() - beganMs >= 360, 'closed before its time');
      await staying.until('reset');
      await assert.rejects(engine.apply(plans.plan(listener)), { name: 'EngineError', code: 'closed' });
    },
  },
  {
    name: 'close: does not wait when no connection is left',
    needs: ['tcp'],
    async run({ engine, plans, ...context }) {
      const listener = await plans.listener('tcp', pair(target(await context.tcpBackend('a'))));
      await engine.apply(plans.plan(listener));
      const client = await context.connect(listener);
      await client.greeting();
      const beganMs = performance.now();
      const closing = engine.close({ drainMs: 600_000 });
      client.socket.end();
      await closing;
      assert.ok(performance.now() - beganMs < 60_000);
    },
  },
];
