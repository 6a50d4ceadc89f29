/** The embedded engine under test, in both ways of running it. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForwardingPlan } from '../../../src/domain/plan-types.ts';
import { createEmbeddedEngine } from '../../../src/engine/embedded/engine.ts';
import type { ChildEngine, ChildEngineOptions } from '../../../src/engine/embedded/engine.ts';
import { childFeatures, inlineFeatures } from '../../../src/engine/embedded/features.ts';
import type { LaneName } from '../../../src/engine/embedded/lane.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { buildEngine, bundle } from '../../support/build-engine.ts';
import { eventually, within } from '../../support/eventually.ts';
import type { ControllerProcess, EngineProcessControl } from './case.ts';
import type { EngineHarness } from './context.ts';
import type { ControllerTask } from './controller.ts';

export const embeddedInline: EngineHarness = {
  name: 'embedded (inline)',
  features: inlineFeatures,
  async open() {
    const engine = createEmbeddedEngine({ mode: 'inline' }, systemClock);
    return { engine, process: undefined, dispose: () => engine.close() };
  },
};

/** The programs that run in processes of their own, bundled once. */
export interface EmbeddedPrograms {
  readonly engine: string;
  readonly otherBuild: string;
  readonly controller: string;
}

export async function buildPrograms(): Promise<EmbeddedPrograms> {
  const [engine, otherBuild, controller] = await Promise.all([
    buildEngine(),
    buildEngine('engine-other-build', '// The same program, of another build.'),
    bundle('test/conformance/engine/controller.ts', 'controller'),
  ]);
  return { engine, otherBuild, controller };
}

/** `programs` is asked for late: they are built after the suite has been registered. */
export function embeddedChild(programs: () => EmbeddedPrograms, lane: LaneName, workers = 1): EngineHarness {
  const kind = lane === 'plain' ? 'child' : 'fast lane';
  return {
    name: `embedded (${kind}${workers === 1 ? '' : `, ${workers} workers`})`,
    features: childFeatures,
    async open() {
      const directory = await mkdtemp(join(tmpdir(), 'hotspare-engine-'));
      const stage = new ChildStage(directory, programs(), lane, workers);
      const engine = stage.makeEngine('exit');
      return {
        engine,
        process: stage.control(engine),
        async dispose() {
          await engine.close();
          await stage.dispose();
          await rm(directory, { recursive: true, force: true });
        },
      };
    },
  };
}

class ChildStage {
  readonly #directory: string;
  readonly #programs: EmbeddedPrograms;
  readonly #lane: LaneName;
  readonly #workers: number;
  readonly #undo: (() => Promise<void>)[] = [];

  constructor(directory: string, programs: EmbeddedPrograms, lane: LaneName, workers: number) {
    this.#directory = directory;
    this.#lane = lane;
    this.#workers = workers;
    this.#programs = programs;
  }

  makeEngine(orphan: 'keep' | 'exit', changes: Partial<ChildEngineOptions> = {}): ChildEngine {
    return createEmbeddedEngine({ ...this.#options(orphan), ...changes }, systemClock);
  }

  control(engine: ChildEngine): EngineProcessControl {
    return {
      async kill() {
        await killAndWait(engine.processId);
      },
      spawnController: (plan) => this.#spawnController(plan),
      adopt: async () => this.#adopt({}),
      adoptWithOtherBuild: async () => this.#adopt({ entry: this.#programs.otherBuild }),
    };
  }

  async dispose(): Promise<void> {
    for (const step of this.#undo.reverse()) await step();
  }

  #options(orphan: 'keep' | 'exit'): ChildEngineOptions & { entry: string } {
    return {
      mode: 'child',
      entry: this.#programs.engine,
      directory: join(this.#directory, orphan),
      orphan,
      lane: this.#lane,
      workers: this.#workers,
    };
  }

  #adopt(changes: Partial<ChildEngineOptions>): ChildEngine {
    const engine = this.makeEngine('keep', changes);
    this.#undo.push(() => engine.close());
    return engine;
  }

  async #spawnController(plan: ForwardingPlan): Promise<ControllerProcess> {
    const task: ControllerTask = { options: this.#options('keep'), plan };
    const child = spawn(process.execPath, [this.#programs.controller, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#undo.push(() => killAndWait(child.pid));
    const enginePid = await new Promise<number>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the controller has ended')));
      child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString())));
    });
    this.#undo.push(() => killAndWait(enginePid));
    return { enginePid, kill: () => within(killAndWait(child.pid), 'the end of the controller', 'process') };
  }
}

/** SIGKILL; resolves when the process is gone. Harmless when it is gone already. */
async function killAndWait(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    return;
  }
  await eventually(async () => {
    // A zombie is gone as far as its sockets are concerned; who reaps it is not our affair.
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => 'x (gone) Z');
    if (!/\) [ZX]/.test(state)) throw new Error(`process ${pid} is still there`);
  }, 'process');
}
