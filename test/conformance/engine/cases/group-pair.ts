/** Two groups as a pair: one serves as a pool does, the other is there for clients that nobody of the first takes. */
import assert from 'node:assert/strict';
import { eventually } from '../../../support/eventually.ts';
import type { EngineCase } from '../case.ts';
import { freePort, pool, target } from '../plans.ts';

export const groupPairCases: readonly EngineCase[] = [
  {
    name: 'a client whom nobody of the active group takes is served by the other within the same accept',
    needs: ['tcp', 'connect-fallback'],
    async run(context) {
      const { engine, plans } = context;
      const spare = [target(await context.tcpBackend('y')), target(await context.tcpBackend('z'))];
      const gone = { name: 'a', address: plans.address, port: await freePort(plans.address) };
      const alone = pool([target(gone)], { spare, epoch: 1 });
      const listener = await plans.listener('tcp', alone);
      await engine.apply(plans.plan(listener));
      assert.equal(await (await context.connect(listener)).greeting(), 'y');
      const a = await context.tcpBackend('b');
      await engine.apply(
        plans.plan({ ...listener, backend: pool([target(gone), target(a)], { spare, epoch: 1 }) }),
      );
      for (let n = 0; n < 5; n++) assert.equal(await (await context.connect(listener)).greeting(), 'b');
    },
  },
  {
    name: 'after a switch between groups what is established goes on, and the first client of the epoch is told once',
    needs: ['tcp', 'connect-fallback'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const [a, z] = [target(await context.tcpBackend('a')), target(await context.tcpBackend('z'))];
      const listener = await plans.listener('tcp', pool([a], { spare: [z], epoch: 1 }));
      await engine.apply(plans.plan(listener));
      const established = await context.connect(listener);
      assert.equal(await established.greeting(), 'a');
      await engine.apply(plans.plan({ ...listener, backend: pool([z], { spare: [a], epoch: 2 }) }));
      for (let n = 0; n < 3; n++) assert.equal(await (await context.connect(listener)).greeting(), 'z');
      await established.echoes('still');
      const served = () => evidence.filter((each) => each.kind === 'first-served');
      await eventually(() =>
        assert.deepEqual(
          served().map(({ targetId, epoch }) => [targetId, epoch]),
          [
            ['a', 1],
            ['z', 2],
          ],
        ),
      );
    },
  },
];
