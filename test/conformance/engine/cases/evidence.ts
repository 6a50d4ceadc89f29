/** What connects teach an engine, and that it says so: once, at once, and with the particulars. */
import assert from 'node:assert/strict';
import { eventually, throughout } from '../../../support/eventually.ts';
import type { EngineEvidence } from '../../../../src/engine/engine.ts';
import type { EngineCase } from '../case.ts';
import { isTurnedAway } from '../clients.ts';
import { pair, pool, target } from '../plans.ts';

type Of<K extends EngineEvidence['kind']> = Extract<EngineEvidence, { kind: K }>;

function firstServed(evidence: readonly EngineEvidence[]): Of<'first-served'>[] {
  return evidence.filter((each) => each.kind === 'first-served');
}

function connectFailed(evidence: readonly EngineEvidence[]): Of<'connect-failed'>[] {
  return evidence.filter((each) => each.kind === 'connect-failed');
}

export const evidenceCases: readonly EngineCase[] = [
  {
    name: 'tells the first client served by the active server of each epoch, once',
    needs: ['tcp'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await plans.listener('tcp', pair(target(a), target(b)));
      await engine.apply(plans.plan(listener));
      await throughout(() => assert.equal(evidence.length, 0), 'nothingHappens');
      for (let n = 0; n < 5; n++) await (await context.connect(listener)).greeting();
      const backend = pair(target(b), target(a), { epoch: 7 });
      await engine.apply(plans.plan({ ...listener, backend }));
      await engine.apply(plans.plan({ ...listener, backend, connectTimeoutMs: 500 }));
      for (let n = 0; n < 5; n++) await (await context.connect(listener)).greeting();
      await eventually(() => assert.equal(firstServed(evidence).length, 2));
      assert.deepEqual(
        firstServed(evidence).map(({ key, targetId, epoch }) => ({ key, targetId, epoch })),
        [
          { key: listener.key, targetId: 'a', epoch: 1 },
          { key: listener.key, targetId: 'b', epoch: 7 },
        ],
      );
      for (const { atMs } of firstServed(evidence)) assert.ok(Math.abs(Date.now() - atMs) < 60_000);
    },
  },
  {
    name: 'a client served by the standby is no proof of the active server',
    needs: ['tcp', 'connect-fallback'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b')];
      const listener = await plans.listener('tcp', pair(target(a), target(b)));
      await engine.apply(plans.plan(listener));
      a.stop();
      assert.equal(await (await context.connect(listener)).greeting(), 'b');
      await eventually(() => assert.equal(connectFailed(evidence).length, 1));
      assert.equal(firstServed(evidence).length, 0);
      await engine.apply(plans.plan({ ...listener, backend: pair(target(b), target(a), { epoch: 2 }) }));
      assert.equal(await (await context.connect(listener)).greeting(), 'b');
      await eventually(() => assert.equal(firstServed(evidence)[0]?.epoch, 2));
    },
  },
  {
    name: 'tells a refused connect with listener, server and place, and counts them all',
    needs: ['tcp'],
    async run(context) {
      const { engine, plans, evidence } = context;
      const server = await context.tcpBackend('a');
      const listener = await plans.listener('tcp', pool([target(server, { id: 'i-1:80' })]));
      await engine.apply(plans.plan(listener));
      server.stop();
      for (let n = 0; n < 3; n++) assert.ok(await isTurnedAway(listener));
      await eventually(() => assert.equal(connectFailed(evidence).length, 3));
      const { kind, key, targetId, address, port, outcome, afterMs } = connectFailed(evidence)[0] ?? {};
      assert.deepEqual(
        { kind, key, targetId, address, port, outcome },
        {
          kind: 'connect-failed',
          key: listener.key,
          targetId: 'i-1:80',
          address: server.address,
          port: server.port,
          outcome: 'refused',
        },
      );
      assert.ok(afterMs !== undefined && afterMs >= 0 && afterMs < 1000);
      const [stats] = await engine.stats();
      assert.equal(stats?.targets[0]?.connectFailures, 3);
    },
  },
  {
    name: 'ends the stream of evidence quietly when it is no longer wanted',
    needs: [],
    async run({ engine }) {
      const ending = new AbortController();
      const reading = (async () => {
        const read: EngineEvidence[] = [];
        for await (const each of engine.evidence(ending.signal)) read.push(each);
        return read;
      })();
      ending.abort();
      assert.deepEqual(await reading, []);
      const over: EngineEvidence[] = [];
      for await (const each of engine.evidence(AbortSignal.abort())) over.push(each);
      assert.deepEqual(over, []);
    },
  },
];
