/** The embedded engine's own process: what the suite for all engines cannot ask about. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { createEmbeddedEngine } from '../../../src/engine/embedded/engine.ts';
import type { ChildEngine, ChildEngineOptions } from '../../../src/engine/embedded/engine.ts';
import type { EngineEvidence } from '../../../src/engine/engine.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import { TcpBackend, greetAndEcho } from '../../support/backends.ts';
import { buildEngine } from '../../support/build-engine.ts';
import { eventually } from '../../support/eventually.ts';
import { TcpClient } from './clients.ts';
import { PlanBook, pair, target } from './plans.ts';

let entry = '';
let directory = '';
let undo: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  entry = await buildEngine();
});

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hotspare-engine-'));
});

afterEach(async () => {
  const steps = undo.reverse();
  undo = [];
  for (const step of steps) await step();
  await rm(directory, { recursive: true, force: true });
});

/** A fresh engine on the test's directory; whatever process it has in the end is ended. */
function makeEngine(options: Partial<ChildEngineOptions> = {}, clock: Clock = systemClock): ChildEngine {
  const engine = createEmbeddedEngine(
    { mode: 'child', entry, directory, orphan: 'exit', logFile: join(directory, 'engine.log'), ...options },
    clock,
  );
  undo.push(() => engine.close());
  return engine;
}

async function startServer(): Promise<TcpBackend> {
  const server = await TcpBackend.start('a', [greetAndEcho]);
  undo.push(() => server.stop());
  return server;
}

async function connect(to: { address: string; port: number }): Promise<TcpClient> {
  const client = await TcpClient.open(to);
  undo.push(() => {
    client.socket.destroy();
  });
  return client;
}

function isRunning(pid: number | undefined): boolean {
  assert.ok(pid !== undefined);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const plans = new PlanBook('127.79.0.1');

/** Time that passes twenty times as fast, so that nobody waits for a silence of ten seconds. */
const hastyClock: Clock = {
  now: systemClock.now,
  monotonic: systemClock.monotonic,
  setTimer: (ms, fn) => systemClock.setTimer(ms / 20, fn),
};

describe('the process of the embedded engine', () => {
  it('is replaced when it no longer answers, and the plan is in force again', async () => {
    const engine = makeEngine({}, hastyClock);
    const heard: EngineEvidence[] = [];
    const ending = new AbortController();
    undo.push(() => ending.abort());
    void (async () => {
      for await (const each of engine.evidence(ending.signal)) heard.push(each);
    })();
    const listener = await plans.listener('tcp', pair(target(await startServer())));
    await engine.apply(plans.plan(listener));
    const stopped = engine.processId;
    process.kill(stopped ?? 0, 'SIGSTOP');
    await eventually(async () => {
      assert.equal(heard.filter(({ kind }) => kind === 'restarted').length, 1);
      assert.equal(await (await connect(listener)).greeting(), 'a');
    }, 'process');
    assert.notEqual(engine.processId, stopped);
    assert.equal(isRunning(stopped), false);
  });

  it('that cannot start is reported, and started by the next call when it can', async () => {
    const broken = join(directory, 'broken.mjs');
    await writeFile(broken, 'throw new Error("no luck today");');
    const engine = makeEngine({ entry: broken });
    const listener = await plans.listener('tcp', pair(target(await startServer())));
    await assert.rejects(engine.apply(plans.plan(listener)), {
      name: 'EngineError',
      code: 'start-failed',
      retryable: true,
    });
    assert.match(await readFile(join(directory, 'engine.log'), 'utf8'), /no luck today/);
    await assert.rejects(makeEngine({ entry: join(directory, 'absent.mjs') }).observe(), {
      name: 'EngineError',
      code: 'start-failed',
    });
    await writeFile(broken, await readFile(entry));
    await engine.apply(plans.plan(listener));
    assert.equal(await (await connect(listener)).greeting(), 'a');
  });

  it('answers calls made while it is being restarted', async () => {
    const engine = makeEngine();
    const listener = await plans.listener('tcp', pair(target(await startServer())));
    await engine.apply(plans.plan(listener));
    process.kill(engine.processId ?? 0, 'SIGKILL');
    await eventually(() => assert.equal(engine.processId, undefined));
    const [applied, observed] = await Promise.all([engine.apply(plans.plan(listener)), engine.observe()]);
    assert.deepEqual(applied.listeners, [{ key: listener.key }]);
    assert.equal(observed.listeners[0]?.bound, true);
    assert.equal(await (await connect(listener)).greeting(), 'a');
  });

  it('obeys the controller that came last; the earlier one is told and starts no other', async () => {
    const first = makeEngine({ orphan: 'keep' });
    const listener = await plans.listener('tcp', pair(target(await startServer())));
    await first.apply(plans.plan(listener));
    const { processId } = first;
    const second = makeEngine({ orphan: 'keep' });
    assert.equal((await second.observe()).listeners.length, 1);
    assert.equal(second.processId, processId);
    await eventually(() => assert.equal(first.processId, undefined));
    await assert.rejects(first.apply(plans.plan(listener)), { name: 'EngineError', code: 'closed' });
    await first.close();
    assert.equal(await (await connect(listener)).greeting(), 'a');
    assert.equal(second.processId, processId);
    const third = makeEngine({ orphan: 'keep' });
    assert.equal((await third.observe()).listeners.length, 1);
  });

  it('ends with its controller when it is told to, and always when it has no plan', async () => {
    const engine = makeEngine({ orphan: 'exit' });
    const listener = await plans.listener('tcp', pair(target(await startServer())));
    await engine.apply(plans.plan(listener));
    const idle = makeEngine({ orphan: 'keep', directory: join(directory, 'idle') });
    await idle.observe();
    const pids = [engine.processId, idle.processId];
    await Promise.all([engine.detach(), idle.detach()]);
    await eventually(() => assert.deepEqual(pids.map(isRunning), [false, false]), 'process');
  });

  it('goes on when it is let go, is adopted with its connections, and ends when closed', async () => {
    const server = await startServer();
    const engine = makeEngine({ orphan: 'keep' });
    const listener = await plans.listener('tcp', pair(target(server)));
    const plan = plans.plan(listener);
    await engine.apply(plan);
    const pid = engine.processId;
    const client = await connect(listener);
    await client.greeting();
    await engine.detach();
    await client.echoes('still here');
    const next = makeEngine({ orphan: 'keep' });
    assert.equal((await next.observe()).revision, plan.revision);
    assert.equal(next.processId, pid);
    // The first plan of the next controller names everything, and nothing of it is new.
    assert.equal((await next.apply(plans.plan(listener))).cutConnections, 0);
    await client.echoes('and here');
    await next.close();
    await eventually(() => assert.equal(isRunning(pid), false), 'process');
    await client.until('reset');
    await assert.rejects(TcpClient.open(listener), { code: 'ECONNREFUSED' });
  });

  it('keeps what was learnt while nobody listened for the next controller', async () => {
    const server = await startServer();
    const engine = makeEngine({ orphan: 'keep' });
    const listener = await plans.listener('tcp', pair(target(server), undefined, { epoch: 9 }));
    await engine.apply(plans.plan(listener));
    await engine.detach();
    await (await connect(listener)).greeting();
    const next = makeEngine({ orphan: 'keep' });
    const ending = new AbortController();
    const stream = next.evidence(ending.signal);
    await next.observe();
    for await (const each of stream) {
      assert.equal(each.kind === 'first-served' && each.epoch, 9);
      break;
    }
  });

  it('finds a place for its socket however deep the data directory lies', async () => {
    const deep = join(directory, 'x'.repeat(80), 'y'.repeat(80));
    const engine = makeEngine({ directory: deep });
    const listener = await plans.listener('tcp', pair(target(await startServer())));
    await engine.apply(plans.plan(listener));
    assert.equal(await (await connect(listener)).greeting(), 'a');
  });

  it('inherits no secret of its controller', async () => {
    process.env['HOTSPARE_TEST_SECRET'] = 'do-not-pass-on';
    undo.push(() => {
      delete process.env['HOTSPARE_TEST_SECRET'];
    });
    const engine = makeEngine();
    await engine.observe();
    const environment = await readFile(`/proc/${engine.processId}/environ`, 'utf8');
    assert.doesNotMatch(environment, /do-not-pass-on/);
    assert.match(environment, /MALLOC_TRIM_THRESHOLD_=/);
  });
});
