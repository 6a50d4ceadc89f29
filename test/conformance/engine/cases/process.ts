/** Engines with a process of their own: it outlives its controller, and its controller outlives it. */
import assert from 'node:assert/strict';
import { eventually, patience, throughout, within } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase, EngineProcessControl } from '../case.ts';
import { TcpClient } from '../clients.ts';
import { pair, target } from '../plans.ts';

function processOf({ process }: CaseContext): EngineProcessControl {
  if (!process)
    throw new Error('the engine declares a feature of its process, but the harness has no process');
  return process;
}

export const processCases: readonly EngineCase[] = [
  {
    name: 'an engine process that is killed serves again within a second, and says so',
    needs: ['tcp', 'udp', 'restarts-by-itself'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const [a, u] = [await context.tcpBackend('a'), await context.udpBackend('u')];
      const tcp = await plans.listener('tcp', pair(target(a)));
      const udp = await plans.listener('udp', pair(target(u)));
      const plan = plans.plan(tcp, udp);
      await engine.apply(plan);
      const before = await context.connect(tcp);
      await before.greeting();
      await processOf(context).kill();
      const killedMs = performance.now();
      await eventually(async () => {
        const client = await TcpClient.open(tcp);
        context.defer(() => {
          client.socket.destroy();
        });
        assert.equal(await client.greeting(), 'a');
      });
      const tookMs = performance.now() - killedMs;
      assert.ok(tookMs <= patience('servesAgain'), `served again after ${tookMs} ms`);
      assert.equal(await (await context.udpClient(udp)).ask('1'), 'u');
      await eventually(() => assert.ok(evidence.some((each) => each.kind === 'restarted')));
      assert.equal((await engine.observe()).revision, plan.revision);
      // The kernel has closed what was established, and an epoch that has been served is not served anew.
      await eventually(() => assert.notEqual(before.state, 'open'));
      assert.equal(evidence.filter((each) => each.kind === 'first-served' && each.key === tcp.key).length, 1);
    },
  },
  {
    name: 'an engine process that is killed twice comes back twice',
    needs: ['tcp', 'restarts-by-itself'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const listener = await plans.listener('tcp', pair(target(await context.tcpBackend('a'))));
      await engine.apply(plans.plan(listener));
      for (let n = 1; n <= 2; n++) {
        await processOf(context).kill();
        await eventually(async () => {
          assert.equal(evidence.filter((each) => each.kind === 'restarted').length, n);
          assert.equal(await (await context.connect(listener)).greeting(), 'a');
        }, 'process');
      }
      const second = plans.plan(listener);
      assert.equal((await engine.apply(second)).revision, second.revision);
    },
  },
  {
    name: 'a control process that is killed leaves everything forwarding, and the next one finds it as it was',
    needs: ['tcp', 'udp', 'survives-control-plane'],
    async run(context) {
      const { plans } = context;
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const tcp = await plans.listener('tcp', pair(target(a), target(b), { epoch: 3 }));
      const udp = await plans.listener('udp', pair(target(await context.udpBackend('u'))));
      const plan = plans.plan(tcp, udp);
      const controller = await within(processOf(context).spawnController(plan), 'a controller', 'process');
      const established = await context.connect(tcp);
      await established.greeting();
      await controller.kill();
      await throughout(async () => {
        await established.echoes('still here');
        assert.equal(await (await context.connect(tcp)).greeting(), 'a');
      }, 'nothingHappens');
      assert.equal(await (await context.udpClient(udp)).ask('1'), 'u');

      const next = await processOf(context).adopt();
      const observed = await next.observe();
      assert.equal(observed.revision, plan.revision);
      assert.deepEqual(
        observed.listeners.map(({ key, bound, serving }) => ({ key, bound, serving })),
        [
          { key: tcp.key, bound: true, serving: ['a'] },
          { key: udp.key, bound: true, serving: ['u'] },
        ],
      );
      const switched = { ...tcp, backend: pair(target(b), target(a), { epoch: 4 }) };
      await next.apply(plans.plan(switched, udp));
      assert.equal(await (await context.connect(tcp)).greeting(), 'b');
      await established.echoes('and here');
    },
  },
  {
    name: 'a control process of another build starts an engine of its own, and no connection is lost over it',
    needs: ['tcp', 'survives-control-plane'],
    async run(context) {
      const { plans } = context;
      const a = await context.tcpBackend('a');
      const listener = await plans.listener('tcp', pair(target(a)));
      const plan = plans.plan(listener);
      const controller = await within(processOf(context).spawnController(plan), 'a controller', 'process');
      const established = await context.connect(listener);
      await established.greeting();
      await controller.kill();
      const next = await processOf(context).adoptWithOtherBuild();
      assert.deepEqual(await next.observe(), { revision: 0, listeners: [] });
      // Until the new engine has a plan the old one goes on.
      assert.equal(await (await context.connect(listener)).greeting(), 'a');
      const applied = await next.apply(plan);
      assert.deepEqual(applied.listeners, [{ key: listener.key }]);
      assert.equal(await (await context.connect(listener)).greeting(), 'a');
      await eventually(async () => assert.equal((await next.stats())[0]?.newConnections, 1));
      await established.echoes('drained, not cut');
      assert.equal(established.state, 'open');
    },
  },
];
