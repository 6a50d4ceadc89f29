/** One soak: warm-up, base line, unrest under load, rest. */
import { spawnSync } from 'node:child_process';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChildEngine, createEmbeddedEngine } from '../../src/engine/embedded/engine.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { Cleanup } from '../../test/support/cleanup.ts';
import { eventually, pause } from '../../test/support/eventually.ts';
import { ranAsRoot } from '../bed/re-execute.ts';
import { Child } from './child.ts';
import type { LoadCounts, LoadMessage, LoadOrder } from './messages.ts';
import type { Sample, SoakResults } from './results.ts';
import { SoakServers } from './servers.ts';
import { Unrest } from './unrest.ts';
import { Watch } from './watch.ts';
import { calmServers, stormyServers, World } from './world.ts';

export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly lane: 'fast' | 'plain';
}

const entry = fileURLToPath(new URL('../../dist/engine.js', import.meta.url));
const WARM_UP_MS = 30_000;
const SAMPLE_EVERY_MS = 5_000;
const TOLD_EVERY = 12;
/** Until the last pipes and timers of what has ended are given back. */
const REST_MS = 15_000;
/** The first ones are told in full. */
const TOLD_VIOLATIONS = 20;

export class Soak {
  readonly #options: SoakOptions;
  readonly #world = new World();
  readonly #engine: ChildEngine;
  readonly #violations: string[] = [];
  #violationCount = 0;
  #counts: LoadCounts = { connections: {}, bytesHeard: 0, open: 0 };
  #plans = 0;

  private constructor(options: SoakOptions, directory: string) {
    this.#options = options;
    const { lane } = options;
    const logFile = join(directory, 'engine.log');
    this.#engine = createEmbeddedEngine(
      { mode: 'child', entry, directory: join(directory, 'engine'), orphan: 'exit', lane, logFile },
      systemClock,
    );
  }

  /** Leaves nothing behind. `signal` ends it early, with what there is by then. */
  static async run(options: SoakOptions, directory: string, signal: AbortSignal): Promise<SoakResults> {
    const cleanup = new Cleanup();
    try {
      const link = spawnSync('ip', ['link', 'set', 'lo', 'up']);
      if (link.status !== 0) throw new Error(`ip link set lo up: ${link.stderr}`);
      return await new Soak(options, directory).#run(cleanup, signal);
    } finally {
      await cleanup.run();
    }
  }

  async #run(cleanup: Cleanup, signal: AbortSignal): Promise<SoakResults> {
    const { seed, minutes } = this.#options;
    const { doors } = this.#world;
    const hear = (message: LoadMessage): void => this.#hear(message);
    cleanup.add(this.#engine);
    await this.#apply();
    this.#listenForRestarts(cleanup);
    const servers = cleanup.add(await SoakServers.start([...calmServers, ...stormyServers], doors, hear));
    const load = await Child.start<LoadOrder, LoadMessage>('load', { doors, seed }, hear);
    cleanup.add({ close: () => load.kill() });
    const watch = new Watch(this.#engine, (what) => this.#complain(what));

    const fresh = await watch.sample(0);
    load.tell({ kind: 'begin' });
    await pause(WARM_UP_MS);
    const baseLine = await this.#rest(load, watch);
    this.#say('base line', baseLine);

    load.tell({ kind: 'begin' });
    const unrest = new Unrest({ world: this.#world, servers, seed, apply: () => this.#apply() });
    const samples = await this.#sampleFor(minutes * 60_000, watch, signal);
    await unrest.end();
    const final = await this.#rest(load, watch);
    this.#say('at rest', final);
    return {
      conditions: this.#conditions(doors.length),
      fresh,
      baseLine,
      samples,
      final,
      unrest: unrest.counts,
      plans: this.#plans,
      load: this.#counts,
      violations: this.#violations,
      violationCount: this.#violationCount,
    };
  }

  async #apply(): Promise<void> {
    const plan = this.#world.plan();
    this.#plans += 1;
    const { listeners } = await this.#engine.apply(plan);
    for (const { key, failure } of listeners) if (failure) this.#complain(`${key}: ${failure.message}`);
  }

  async #sampleFor(ms: number, watch: Watch, signal: AbortSignal): Promise<readonly Sample[]> {
    const samples: Sample[] = [];
    const untilMs = performance.now() + ms;
    while (performance.now() < untilMs && !signal.aborted) {
      await pause(SAMPLE_EVERY_MS);
      const sample = await watch.sample(this.#counts.open);
      samples.push(sample);
      if (samples.length % TOLD_EVERY === 0) this.#say('under load', sample);
    }
    return samples;
  }

  /** Ends the load, and looks at the engine when the last connection and the last flow have ended. */
  async #rest(load: Child<LoadOrder>, watch: Watch): Promise<Sample> {
    load.tell({ kind: 'end' });
    for (let tries = 0; tries < 5; tries += 1) {
      const over = await eventually(async () => {
        const { live } = await watch.sample(this.#counts.open);
        if (live > 0 || this.#counts.open > 0) throw new Error('not at rest');
      }, 'command').then(
        () => true,
        () => false,
      );
      if (over) break;
    }
    await pause(REST_MS);
    return watch.sample(this.#counts.open);
  }

  #hear(message: LoadMessage): void {
    if (message.kind === 'counts') this.#counts = message.counts;
    else this.#complain(message.what);
  }

  #complain(what: string): void {
    this.#violationCount += 1;
    if (this.#violations.length >= TOLD_VIOLATIONS) return;
    this.#violations.push(what);
    console.error(`violation: ${what}`);
  }

  #listenForRestarts(cleanup: Cleanup): void {
    const ending = new AbortController();
    cleanup.add({ close: () => ending.abort() });
    void (async () => {
      for await (const each of this.#engine.evidence(ending.signal))
        if (each.kind === 'restarted') this.#complain(`the engine was restarted: ${each.reason}`);
    })();
  }

  #say(what: string, { seconds, descriptors, pssKb, live, connections }: Sample): void {
    console.error(
      `${Math.round(seconds)} s, ${what}: ${descriptors} descriptors, ${Math.round(pssKb / 1_024)} MB, ${live} live, ${connections} connections, ${this.#violationCount} violations`,
    );
  }

  #conditions(listeners: number): SoakResults['conditions'] {
    const { minutes, seed } = this.#options;
    return {
      date: new Date().toISOString().slice(0, 10),
      kernel: release(),
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cpus: cpus().length,
      node: process.version,
      commit:
        spawnSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).stdout?.trim() ?? '',
      user: ranAsRoot() ? 'root' : 'unprivileged',
      lane: this.#engine.lane?.name ?? 'none',
      minutes,
      seed,
      listeners,
    };
  }
}
