/**
 * Several forwarding threads as one lane. Each has sockets of its own, which share their ports (SO_REUSEPORT), so that
 * the kernel divides the clients of a listener among them and no thread waits for another.
 */
import { readFileSync } from 'node:fs';
import type { ListenerKey } from '../../../domain/plan-types.ts';
import type { BindFailure, EngineEvidence, Observed } from '../../engine.ts';
import { InTurn } from '../../../lib/in-turn.ts';
import type { ForwardingLane } from '../lane.ts';
import type { ChangeOutcome, PlanChange } from '../plan-change.ts';
import type { StatsChange } from '../stats-change.ts';
import { Allotment } from './allotment.ts';
import type { Round } from './allotment.ts';
import { FastLane } from './fast-lane.ts';
import type { FastLaneOptions } from './fast-lane.ts';
import { mergeObserved, ServedEpochs, StatsSum } from './merge.ts';

export class Workers implements ForwardingLane {
  readonly #lanes: readonly FastLane[];
  readonly #served: ServedEpochs;
  readonly #allotment: Allotment;
  readonly #stats: StatsSum;
  /** By worker: what it said last. */
  readonly #failures: ChangeOutcome['failures'][];
  #revision = 0;
  #closing = false;
  readonly #changes = new InTurn();

  private constructor(lanes: readonly FastLane[], served: ServedEpochs) {
    this.#lanes = lanes;
    this.#served = served;
    this.#allotment = new Allotment(lanes.length, mostDivided(lanes.length));
    this.#stats = new StatsSum(lanes.length);
    this.#failures = lanes.map(() => ({}));
  }

  /** Rejects with an Error that says why this lane cannot run here. */
  static async start(count: number, options: FastLaneOptions): Promise<Workers> {
    const { publish, log } = options.around;
    const served = new ServedEpochs();
    const around = {
      log,
      publish: (evidence: EngineEvidence) => {
        if (served.isNews(evidence)) publish(evidence);
      },
    };
    const starting = Array.from({ length: count }, () => FastLane.start({ ...options, around }));
    try {
      return new Workers(await Promise.all(starting), served);
    } catch (error) {
      for (const outcome of await Promise.allSettled(starting)) {
        if (outcome.status === 'fulfilled') await outcome.value.close();
      }
      throw error;
    }
  }

  get revision(): number {
    return this.#revision;
  }

  get closing(): boolean {
    return this.#closing;
  }

  change(change: PlanChange): Promise<ChangeOutcome> {
    return this.#changes.do(() => this.#bringIntoForce(change));
  }

  async observe(): Promise<Observed> {
    const each = await this.#all((lane) => lane.observe());
    return mergeObserved(this.#revision, each, this.#allotment.keys);
  }

  async statsChange(everything: boolean): Promise<StatsChange> {
    return this.#stats.add(await this.#all((lane) => lane.statsChange(everything)), everything);
  }

  async ping(): Promise<void> {
    await this.#all((lane) => lane.ping());
  }

  async freePorts(): Promise<void> {
    this.#closing = true;
    await this.#all((lane) => lane.freePorts());
  }

  async close(drainMs = 0): Promise<void> {
    this.#closing = true;
    await this.#all((lane) => lane.close(drainMs));
  }

  async #bringIntoForce(change: PlanChange): Promise<ChangeOutcome> {
    const { revision } = change;
    const { known, fresh, freed } = this.#allotment.begin(change);
    this.#served.forget(freed);
    let cutConnections = await this.#tell(known, () => true);
    // A port that another worker has freed may be what a listener waits for.
    cutConnections += await this.#tell(fresh, (worker) => freed.length > 0 && this.#hasFailures(worker));
    const others = this.#allotment.others(revision, this.#allFailures());
    if (others) cutConnections += await this.#tell(others);
    this.#revision = revision;
    return { revision, failures: this.#allFailures(), cutConnections };
  }

  /** All who have something to set, and these. Says how many connections were cut. */
  async #tell(round: Round, these: (worker: number) => boolean = () => false): Promise<number> {
    const cuts = await Promise.all(
      this.#lanes.map(async (lane, worker) => {
        const change = round[worker];
        if (!change || (change.set.length === 0 && !these(worker))) return 0;
        const { failures, cutConnections } = await lane.change(change);
        this.#failures[worker] = failures;
        return cutConnections;
      }),
    );
    return cuts.reduce((sum, cut) => sum + cut, 0);
  }

  #hasFailures(worker: number): boolean {
    return Object.keys(this.#failures[worker] ?? {}).length > 0;
  }

  #allFailures(): Readonly<Record<ListenerKey, BindFailure>> {
    return Object.assign({}, ...this.#failures);
  }

  #all<T>(ask: (lane: FastLane) => T | Promise<T>): Promise<T[]> {
    return Promise.all(this.#lanes.map(ask));
  }
}

/** Joining a port takes a descriptor, and clients need some too: a quarter of them may go into it. */
function mostDivided(workers: number): number {
  return Math.floor(descriptorLimit() / 4 / (workers - 1));
}

/** Of this process. */
function descriptorLimit(): number {
  const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
  // What is no number there is "unlimited".
  return limit === undefined ? Infinity : Number(limit);
}
