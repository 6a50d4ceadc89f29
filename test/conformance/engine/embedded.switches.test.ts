/** The embedded engine's fast lane through thousands of switches under load. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { createEmbeddedEngine } from '../../../src/engine/embedded/engine.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { buildEngine } from '../../support/build-engine.ts';
import { Cleanup } from '../../support/cleanup.ts';
import { Program } from './bed.ts';
import { PlanBook, pair, target } from './plans.ts';
import { answerer, asker, switchUnderLoad } from './switches.ts';

const SWITCHES = 10_000;

const cleanup = new Cleanup();
afterAll(() => cleanup.run());

function start(script: string, ...args: readonly string[]): Program {
  const stdio = ['pipe', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, ['-e', script, '--', ...args], { stdio: [...stdio] });
  cleanup.add({ close: () => child.kill('SIGKILL') });
  return new Program(child);
}

async function startServer(name: 'a' | 'b') {
  const address = '127.0.0.1';
  const port = Number(await start(answerer, name, address, '0').ask('open'));
  return target({ name, address, port });
}

describe.each([
  [1, SWITCHES],
  [4, SWITCHES / 10],
])('the embedded engine under load, fast lane with %i worker(s)', (workers, switches) => {
  it('fails nobody through thousands of switches', { timeout: 600_000 }, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'hotspare-switches-'));
    cleanup.add({ close: () => rm(directory, { recursive: true, force: true }) });
    const entry = await buildEngine();
    const engine = createEmbeddedEngine(
      { mode: 'child', entry, directory, orphan: 'exit', lane: 'fast', workers },
      systemClock,
    );
    cleanup.add({ close: () => engine.close() });
    const servers = [await startServer('a'), await startServer('b')] as const;
    const plans = new PlanBook('127.79.0.3');
    const listener = await plans.listener('tcp', pair(...servers));
    const stage = { engine, plans, listener, servers, switches, asker: start(asker) };
    const figures = await switchUnderLoad(stage);
    console.log(`embedded, ${engine.condition?.() ?? ''} ${figures}`);
    const [stats] = await engine.stats();
    assert.deepEqual([stats?.failedConnections, stats?.droppedConnections, stats?.fallbacks], [0, 0, 0]);
  });
});
