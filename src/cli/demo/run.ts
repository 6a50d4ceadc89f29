/** `hotspare demo`: a service, two real servers, real clients, two faults. Leaves nothing behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailure, exitCodes, Interrupted } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { BackendChild } from './backend-child.ts';
import { Cleanup } from './cleanup.ts';
import { computeFigures } from './figures.ts';
import { freePorts } from './free-ports.ts';
import { LoadChild } from './load-child.ts';
import { play } from './play.ts';
import { problemsOf, renderReport, type Report } from './report.ts';
import { Scene } from './scene.ts';
import { Show } from './show.ts';
import { Tally } from './tally.ts';

export interface DemoOptions {
  /** New connections a second. */
  readonly rate: number;
  /** Of every step. */
  readonly seconds: number;
  readonly detection: 'fast' | 'vendor';
  readonly json: boolean;
  /** Leaves everything running afterwards, until Ctrl-C. */
  readonly keep: boolean;
}

export interface Demo {
  readonly options: DemoOptions;
  readonly terminal: Terminal;
  /** How this program is started, see `selfProgram`. */
  readonly program: readonly string[];
}

/** The one address that every machine has; on macOS the rest of 127.0.0.0/8 must be configured first. */
const HOST = '127.0.0.1';
const CLIENT_TIMEOUT_MS = 3_000;
const STATE_EVERY_MS = 200;

/** Rejects with `CommandFailure` when something was not as promised, with `Interrupted` on Ctrl-C. */
export async function runDemo(demo: Demo): Promise<void> {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const cleanup = new Cleanup();
  try {
    await perform(demo, cleanup, stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? new Interrupted('stopped', { cause: error }) : error;
  } finally {
    await cleanup.run();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

async function perform(demo: Demo, cleanup: Cleanup, signal: AbortSignal): Promise<void> {
  const { options, terminal, program } = demo;
  const { rate, detection, seconds, json } = options;
  const say = (text: string): void => {
    if (!json) terminal.out(text);
  };
  const folder = mkdtempSync(join(tmpdir(), 'hotspare-demo-'));
  cleanup.add({ now: () => rmSync(folder, { recursive: true, force: true }) });
  const [masterPort = 0, slavePort = 0, listenerPort = 0] = await freePorts(HOST, 3);
  const backend = (name: string, port: number): BackendChild => {
    const child = new BackendChild(program, { name, host: HOST, port });
    cleanup.add({ now: () => child.dispose() });
    return child;
  };
  const master = backend('web-1', masterPort);
  const slave = backend('web-2', slavePort);
  say('Starting two servers and a service, and making a load balancer with a master-slave pair …');
  await Promise.all([master.start(), slave.start()]);
  const target = { host: HOST, port: listenerPort };
  const scene = await Scene.set({
    folder,
    detection,
    master: master.spec,
    slave: slave.spec,
    host: HOST,
    listenerPort,
    signal,
  });
  cleanup.add({ close: () => scene.close() });

  const tally = new Tally();
  const address = `${HOST}:${listenerPort}`;
  const show = new Show({ terminal, quiet: json, master, slave, tally, address, rate, detection });
  cleanup.add({ now: () => show.end() });
  const load = new LoadChild(program, { target, rate, timeoutMs: CLIENT_TIMEOUT_MS }, (record) =>
    tally.take(record),
  );
  cleanup.add({ now: () => load.dispose() });
  const look = setInterval(() => {
    // A look that fails is made again; a service that is gone fails the steps themselves.
    void scene.state().then(
      (state) => {
        show.state = state;
      },
      () => undefined,
    );
  }, STATE_EVERY_MS);
  cleanup.add({ now: () => clearInterval(look) });

  show.begin();
  show.tell(`clients open ${rate} connections a second to ${address}`);
  const played = await play({ scene, master, slave, load, tally, show, stepMs: seconds * 1000, signal });
  await load.stop();
  show.end();
  const figures = computeFigures(tally.records, tally.held, played.windows);
  const report: Report = {
    conditions: {
      rate,
      stepSeconds: seconds,
      detection,
      engine: `embedded (${scene.engineMode})`,
      node: process.versions.node,
      platform: process.platform,
      cpus: availableParallelism(),
    },
    figures,
    skipped: played.skipped,
    history: (await scene.history()).map(({ Time: time, Kind: kind, Sentence: sentence }) => ({
      time,
      kind,
      sentence,
    })),
    problems: problemsOf(figures, played.unsettled),
  };
  terminal.out(json ? JSON.stringify(report, null, 2) : `\n${renderReport(report, terminal.colors)}`);
  if (options.keep) {
    terminal.err(
      `Everything goes on running until Ctrl-C. Look at it: hotspare status --watch ${scene.access}`,
    );
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  const [problem] = report.problems;
  if (problem !== undefined) throw new CommandFailure(`the demonstration failed: ${problem}`);
}
