/** The demonstration as it is shipped: real kills, real silence, and nothing left behind. */
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { BackendChild } from '../../src/cli/demo/backend-child.ts';
import { freePorts } from '../../src/cli/demo/free-ports.ts';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { LoadChild } from '../../src/cli/demo/load-child.ts';
import { Tally } from '../../src/cli/demo/tally.ts';
import { eventually } from '../support/eventually.ts';
import { startCli } from '../support/run-cli.ts';
import { program } from '../support/service.ts';

const hotspare = [process.execPath, program];
const host = '127.0.0.1';

const disposables: { dispose(): void }[] = [];
afterEach(() => {
  for (const disposable of disposables.splice(0)) disposable.dispose();
});

async function startBackend(name: string): Promise<BackendChild> {
  const [port = 0] = await freePorts(host, 1);
  const backend = new BackendChild(hotspare, { name, host, port });
  disposables.push(backend);
  await backend.start();
  return backend;
}

/** How one connection attempt goes within the time. */
function attempt(port: number, withinMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (outcome: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end('silence'), withinMs);
    socket.once('connect', () => socket.write('x\n'));
    socket.once('data', (chunk: Buffer) => end(chunk.toString().trim()));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'error'));
  });
}

describe('the faults', () => {
  it('killed means refused, and a restart brings the same port back', async () => {
    const backend = await startBackend('a');
    expect(await attempt(backend.spec.port, 2_000)).toBe('a');
    const fault = await backend.kill();
    expect(fault.endMs).toBeGreaterThanOrEqual(fault.beginMs);
    expect(await attempt(backend.spec.port, 2_000)).toBe('ECONNREFUSED');
    await backend.start();
    expect(await attempt(backend.spec.port, 2_000)).toBe('a');
  });

  it('silent means that connects get no answer at all, until it may go on', async () => {
    const backend = await startBackend('a');
    await backend.silence();
    expect(await Promise.all(Array.from({ length: 20 }, () => attempt(backend.spec.port, 500)))).toEqual(
      Array.from({ length: 20 }, () => 'silence'),
    );
    backend.resume();
    await eventually(async () => expect(await attempt(backend.spec.port, 500)).toBe('a'));
  });
});

describe('the clients', () => {
  it('keep their rate whatever the answers take, and lose no record', async () => {
    const backend = await startBackend('a');
    const tally = new Tally();
    const options = { target: { host, port: backend.spec.port }, rate: 100, timeoutMs: 1_000 };
    const load = new LoadChild(hotspare, options, (record) => tally.take(record));
    disposables.push(load);
    load.hold(2);
    await eventually(() => {
      expect(tally.open).toBe(2);
      expect(tally.records.length).toBeGreaterThan(20);
    }, 'process');
    const silentMs = (await backend.silence()).endMs;
    await eventually(() => expect(hostNowMs() - silentMs).toBeGreaterThan(500));
    await load.stop();
    const due = tally.records.map(({ dueMs }) => dueMs).sort((a, b) => a - b);
    const gaps = due.slice(1).map((dueMs, index) => dueMs - (due[index] ?? 0));
    // Every one of the schedule is there, 10 ms apart, answered or not.
    for (const gap of gaps) expect(gap).toBeCloseTo(10, 1);
    const after = tally.records.filter(({ startedMs }) => startedMs > silentMs);
    expect(after.length).toBeGreaterThan(40);
    expect(new Set(after.map(({ outcome }) => outcome))).toEqual(new Set(['timed-out']));
    expect(tally.held.filter(({ event }) => event === 'cut')).toEqual([]);
  });
});

describe('hotspare demo', () => {
  it('shows both failovers and returns, with nothing failed beyond what was in flight', async () => {
    const demo = startCli(['demo', '--json', '--seconds', '3']);
    disposables.push({ dispose: () => demo.signal('SIGKILL') });
    const { code, stdout, stderr } = await demo.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [],
      figures: {
        failedBeyondInFlight: 0,
        establishedCutOnReturn: 0,
        calm: { failed: 0 },
        steps: [
          {
            step: 'killed',
            to: 'web-2',
            switchMs: expect.any(Number),
            establishedOpen: 10,
            establishedCut: 10,
          },
          { step: 'restarted', to: 'web-1', switchMs: expect.any(Number), failed: 0, establishedCut: 0 },
          { step: 'silent', to: 'web-2', switchMs: expect.any(Number), establishedCut: 0 },
          { step: 'answers again', to: 'web-1', switchMs: expect.any(Number), failed: 0, establishedCut: 0 },
        ],
      },
      history: expect.arrayContaining([
        expect.objectContaining({ kind: 'decision', sentence: expect.stringContaining('Master to Slave') }),
        expect.objectContaining({ kind: 'decision', sentence: expect.stringContaining('Slave to Master') }),
      ]),
    });
  });

  it('leaves no process and no folder behind when it is stopped half-way', async () => {
    const folders = (): readonly string[] =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('hotspare-demo-'));
    const before = new Set(folders());
    const demo = startCli(['demo']);
    disposables.push({ dispose: () => demo.signal('SIGKILL') });
    await eventually(() => expect(demo.stdout()).toContain('clients open 200 connections'), 'process');
    const [own = 'none'] = folders().filter((name) => !before.has(name));
    expect(own).not.toBe('none');
    demo.signal('SIGINT');
    expect(await demo.ended).toMatchObject({ code: 130 });
    expect(folders()).not.toContain(own);
    const [, port = ''] = /second to 127\.0\.0\.1:(\d+)/.exec(demo.stdout()) ?? [];
    expect(await attempt(Number(port), 2_000)).toBe('ECONNREFUSED');
    // The engine process knows the folder by its command line.
    await eventually(() => {
      const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
      expect(stdout.split('\n').filter((line) => line.includes(own))).toEqual([]);
    }, 'process');
  });
});
