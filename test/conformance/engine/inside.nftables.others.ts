/** What belongs to others stays as it is; run inside a namespace by nftables.others.test.ts. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { NftablesEngine } from '../../../src/engine/nftables/engine.ts';
import { createNftablesEngine } from '../../../src/engine/nftables/engine.ts';
import { uninstallRules } from '../../../src/engine/nftables/remove-rules.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { Random } from '../../support/random.ts';
import { Bed, client as clientScript, places, server as serverScript, virtual } from './bed.ts';
import type { Program } from './bed.ts';
import { TcpClient } from './clients.ts';
import { lookAtOthers, makeOthers, talker, trackedConnections } from './others.ts';
import type { Belongings } from './others.ts';
import { VariedPlans } from './varied-plans.ts';

const APPLIES = 100;
/** What was made anew in between has another handle or id. */
const LOOK_EVERY = 5;
/** Connections of others: through their own rules, under our address too, and past all rules to our servers. */
const connections = [
  'tcp 10.71.1.1 8081',
  `tcp ${virtual.address} 8081`,
  `tcp ${virtual.address} 8083`,
  'tcp fd71:1::1 8081',
  `tcp ${places.a.address} 80`,
  `tcp ${places.b.address} 80`,
  `tcp ${places.a.address6} 80`,
  `udp ${virtual.address} 8082`,
  `udp ${places.b.address} 80`,
];

const bed = new Bed();
let stateDirectory = '';
/** Theirs. */
let others: Program;
/** Ours. */
let visitor: Program;

function makeEngine(): NftablesEngine {
  return createNftablesEngine({ stateFile: join(stateDirectory, 'state') }, systemClock);
}

/** Fails when anything of `before` has changed, or a counter of theirs went backwards. */
function requireUnchanged(before: Belongings, when: string): Belongings {
  const after = lookAtOthers();
  const { passed: passedBefore, ...was } = before;
  const { passed, ...is } = after;
  assert.deepEqual(is, was, when);
  assert.equal(passed.length, passedBefore.length, when);
  for (const [n, packets] of passed.entries())
    assert.ok(packets >= (passedBefore[n] ?? 0), `a counter went backwards, ${when}`);
  return after;
}

function requireTracked(entries: ReadonlyMap<string, string>, when: string): void {
  const now = trackedConnections();
  for (const [tuples, id] of entries) assert.equal(now.get(tuples), id, `${tuples}, ${when}`);
}

beforeAll(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'hotspare-others-'));
  await bed.open();
  makeOthers();
  for (const name of ['a', 'b'] as const)
    assert.equal(await bed.start(name, serverScript, name).ask('open'), 'ready');
  others = bed.start('client', talker);
  visitor = bed.start('client', clientScript);
  // The kernel ends its own doubts about addresses in between.
  await eventually(() =>
    assert.doesNotMatch(execFileSync('ip', ['addr']).toString(), /tentative|LOWERLAYERDOWN/),
  );
});

afterAll(async () => {
  bed.close();
  await rm(stateDirectory, { recursive: true, force: true });
});

describe('what belongs to others', () => {
  it(`stays untouched through ${APPLIES} plans of every kind, and through two ways to end`, async () => {
    for (const each of connections) assert.equal(await others.ask(each), 'all answer');
    const local = await TcpClient.open({ address: places.b.address, port: 80 });
    assert.equal((await local.greeting()).split(' ')[0], 'b');
    const entries = trackedConnections();
    assert.ok(entries.size >= connections.length + 1, [...entries.keys()].join('\n'));
    let last = lookAtOthers();

    const plans = new VariedPlans(new Random(1));
    const engine = makeEngine();
    let [cut, served] = [0, 0];
    for (let n = 1; n <= APPLIES; n++) {
      const plan = plans.next();
      const when = `after plan ${n}`;
      const applied = await engine.apply(plan);
      assert.deepEqual(
        applied.listeners.filter(({ failure }) => failure !== undefined),
        [],
        when,
      );
      cut += applied.cutConnections;
      if (/^[ab] /.test(await visitor.ask(`keep ${virtual.address}`))) served++;
      if (n % LOOK_EVERY !== 0) continue;
      last = requireUnchanged(last, when);
      requireTracked(entries, when);
      assert.equal(await others.ask('all'), 'all answer', when);
    }
    // Otherwise there was nothing that could have met the wrong ones.
    assert.ok(served >= 30 && cut >= 10, `${served} connections of ours, ${cut} cut`);

    await engine.detach();
    await uninstallRules();
    last = requireUnchanged(last, 'after the rules were uninstalled');
    const another = makeEngine();
    await another.apply(plans.next());
    await another.close();
    last = requireUnchanged(last, 'after the engine was closed');
    assert.doesNotMatch(execFileSync('nft', ['list', 'tables']).toString(), /table ip6? hotspare$/m);

    requireTracked(entries, 'at the end');
    assert.equal(await others.ask('all'), 'all answer');
    await local.echoes('still here');
    local.socket.destroy();
    console.log(`figures: ${served} connections of ours through ${APPLIES} plans, ${cut} cut`);
  });
});
