/** Runs the chosen metrics over the chosen engines, interleaved, and collects what was measured and what could not be. */
import { mkdtempSync, rmSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bed, layouts } from './bed/bed.ts';
import { type Disturbance, disturbanceBetween, readProcessorTimes } from './bed/processor-times.ts';
import { Servers } from './bed/servers.ts';
import type { Engine, EngineId, RunningEngine, StartOrder } from './engines/engine.ts';
import { parseFigures } from './load/load.ts';
import type { Figures, Metric, OwnMetric, Stage, TrafficMetric } from './metrics/metric.ts';
import type { CellResult, Omission } from './report/results.ts';

export interface Selection {
  readonly engines: readonly Engine[];
  readonly metrics: readonly Metric[];
  readonly rounds: number;
  readonly seconds: number;
  readonly quick: boolean;
}

export interface Measured {
  readonly cells: readonly CellResult[];
  readonly omissions: readonly Omission[];
  readonly about: Readonly<Partial<Record<EngineId, string>>>;
  readonly missedSettings: readonly string[];
}

const FIRST_PORT = 8_000;
const PORTS_PER_START = 10;
const WARM_UP_OUTSTANDING = '32';

export class Measurement {
  readonly #bed: Bed;
  readonly #stage: Stage;
  readonly #selection: Selection;
  readonly #running = new Map<EngineId, RunningEngine>();
  /** Could not be started: not tried again for each metric. */
  readonly #failed = new Set<EngineId>();
  readonly #about: Partial<Record<EngineId, string>> = {};
  readonly #cells: CellResult[] = [];
  readonly #omissions: Omission[] = [];

  private constructor(bed: Bed, stage: Stage, selection: Selection) {
    this.#bed = bed;
    this.#stage = stage;
    this.#selection = selection;
  }

  /** Leaves nothing behind, whatever happens; `signal` ends it early. */
  static async run(selection: Selection, load: string, signal: AbortSignal): Promise<Measured> {
    const directory = mkdtempSync(join(tmpdir(), 'hotspare-bench-'));
    const bed = await Bed.build();
    try {
      const servers = await Servers.start(bed, load, directory);
      const { seconds, quick } = selection;
      const stage = { bed, servers, load, seconds, quick, newOrder: orders(directory) };
      const measurement = new Measurement(bed, stage, selection);
      await measurement.#all(signal);
      return measurement.#measured();
    } finally {
      await bed.close();
      rmSync(directory, { recursive: true, force: true });
    }
  }

  #measured(): Measured {
    return {
      cells: this.#cells,
      omissions: this.#omissions,
      about: this.#about,
      missedSettings: this.#bed.missedSettings,
    };
  }

  async #all(signal: AbortSignal): Promise<void> {
    const { metrics, rounds, quick } = this.#selection;
    const engines = await this.#available();
    const traffic = metrics
      .filter((metric) => metric.kind === 'traffic')
      .filter(({ notQuick }) => !(quick && notQuick));
    if (traffic.length > 0) await this.#startResidents(engines);
    for (let round = 1; round <= rounds; round += 1) {
      for (const metric of traffic) {
        await this.#stage.servers.moveTo(layouts[metric.layout].ends);
        for (const engine of this.#shuffledFor(metric, engines)) {
          signal.throwIfAborted();
          await this.#trafficCell(metric, engine, round);
        }
      }
    }
    for (const running of this.#running.values()) await running.stop();
    this.#running.clear();
    await this.#stage.servers.moveTo(layouts.oneCore.ends);
    await this.#ownRounds(
      metrics.filter((metric) => metric.kind === 'own'),
      engines,
      signal,
    );
  }

  async #available(): Promise<readonly Engine[]> {
    const found: Engine[] = [];
    for (const engine of this.#selection.engines) {
      const why = await engine.whyNot();
      if (why === undefined) found.push(engine);
      else this.#omit(engine.title, why);
    }
    return found;
  }

  async #startResidents(engines: readonly Engine[]): Promise<void> {
    for (const engine of engines.filter(({ inKernel }) => !inKernel)) {
      const running = await this.#start(engine);
      if (!running) continue;
      this.#running.set(engine.id, running);
      if (engine.warmUpSeconds !== undefined) await this.#warmUp(running, engine.warmUpSeconds);
    }
  }

  async #start(engine: Engine): Promise<RunningEngine | undefined> {
    try {
      const running = await engine.start(this.#bed, this.#stage.newOrder());
      this.#about[engine.id] = running.about;
      return running;
    } catch (error) {
      this.#failed.add(engine.id);
      this.#omit(engine.title, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  async #warmUp({ doors }: RunningEngine, seconds: number): Promise<void> {
    const { load, bed, quick } = this.#stage;
    const target = [doors.address, String(doors.ports.http)];
    const amounts = [String(quick ? seconds / 2 : seconds), WARM_UP_OUTSTANDING];
    parseFigures(
      await bed.client.run([load, 'closed', ...target, ...amounts], { cpus: layouts.oneCore.ends }),
    );
  }

  async #trafficCell(metric: TrafficMetric, engine: Engine, round: number): Promise<void> {
    const running = engine.inKernel ? await this.#start(engine) : this.#running.get(engine.id);
    if (!running) return;
    const idle = layouts[metric.layout].idle;
    try {
      await this.#cell(metric, engine, round, idle, () => metric.measure(this.#stage, running.doors));
    } finally {
      if (engine.inKernel) await running.stop();
    }
  }

  async #ownRounds(
    metrics: readonly OwnMetric[],
    engines: readonly Engine[],
    signal: AbortSignal,
  ): Promise<void> {
    const roundsOf = ({ rounds }: OwnMetric): number =>
      Math.min(this.#selection.rounds, this.#selection.quick ? rounds.quick : rounds.full);
    const most = Math.max(0, ...metrics.map(roundsOf));
    for (let round = 1; round <= most; round += 1) {
      for (const metric of metrics.filter((metric) => round <= roundsOf(metric))) {
        for (const engine of this.#shuffledFor(metric, engines)) {
          signal.throwIfAborted();
          await this.#cell(metric, engine, round, undefined, () => metric.measure(this.#stage, engine));
        }
      }
    }
  }

  #shuffledFor(metric: Metric, engines: readonly Engine[]): readonly Engine[] {
    return shuffled(engines.filter((engine) => metric.measures(engine) && !this.#failed.has(engine.id)));
  }

  async #cell(
    metric: Metric,
    { id, title }: Engine,
    round: number,
    idle: number | undefined,
    measure: () => Promise<Figures>,
  ): Promise<void> {
    const before = readProcessorTimes();
    try {
      const figures = await measure();
      const disturbance: Disturbance = disturbanceBetween(before, readProcessorTimes(), idle);
      this.#cells.push({ metric: metric.id, engine: id, round, figures, disturbance });
      const shown = figures[metric.figure]?.toPrecision(4) ?? 'nothing';
      console.error(`round ${round}, ${metric.title}, ${title}: ${shown} ${metric.unit}`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#omit(`${metric.title}, ${title}, round ${round}`, why);
    }
  }

  #omit(what: string, why: string): void {
    if (this.#omissions.some((omission) => omission.what === what)) return;
    this.#omissions.push({ what, why });
    console.error(`not measured: ${what}: ${why}`);
  }
}

/** Every start has a folder and ports of its own. */
function orders(directory: string): () => StartOrder {
  let starts = 0;
  return () => {
    const number = starts++;
    const folder = join(directory, `start-${number}`);
    mkdirSync(folder);
    return { directory: folder, firstPort: FIRST_PORT + number * PORTS_PER_START };
  };
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
