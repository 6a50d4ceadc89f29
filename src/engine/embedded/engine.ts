/** The embedded engine: forwarding by this program itself, without root and without anything to install. */
import { fileURLToPath } from 'node:url';
import type { ForwardingPlan, ListenerKey } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Applied, EngineEvidence, ForwardingEngine, ListenerStats, Observed } from '../engine.ts';
import { EngineDriver } from './drive.ts';
import { EvidenceFeed } from '../evidence-feed.ts';
import { childFeatures, inlineFeatures } from './features.ts';
import { Forwarder } from './forwarder.ts';
import { withHttp } from './layers.ts';
import type { ForwardingLane, LaneChoice, LaneInUse } from './lane.ts';
import { LatestPlan } from '../latest-plan.ts';
import { plainSockets } from './plain/sockets.ts';
import { PlanDiff, tellPlan } from './plan-change.ts';
import type { EngineLog } from '../log.ts';
import type { OrphanRule } from './process-options.ts';
import { defaultNodeFlags } from './spawn-engine.ts';
import { transportListeners } from './transport-listeners.ts';

export interface InlineEngineOptions {
  /** In the caller's process: for libraries and tests. Ends with the process. */
  readonly mode: 'inline';
}

export interface ChildEngineOptions {
  /** In a process of its own, which goes on forwarding when the caller's dies. */
  readonly mode: 'child';
  /** File of the engine process's program (dist/engine.js). */
  readonly entry: string | URL;
  /** Where the engine in charge is noted and its control socket lives; one engine a directory. Made if absent. */
  readonly directory: string;
  /** When the caller's process is gone: `keep` forwarding, or `exit`. */
  readonly orphan: OrphanRule;
  /** Gets what the engine process logs, appended; it is lost without one. */
  readonly logFile?: string;
  /** What the engine process forwards with. Default `auto`: the fast lane where it can run, else the plain one. */
  readonly lane?: LaneChoice;
  /** Threads that share the clients, where the fast lane runs. Default 1. */
  readonly workers?: number;
  /** Of node, for the engine process. Default: those that make it quick. */
  readonly nodeFlags?: readonly string[];
}

/** An engine in a process of its own can be left to itself. */
export interface ChildEngine extends ForwardingEngine {
  /** Process id of the engine in charge; undefined while there is none. */
  readonly processId: number | undefined;
  /** What the engine in charge forwards with, and why; undefined while there is none. */
  readonly lane: LaneInUse | undefined;
  /** Lets go of the engine process without ending it: it keeps forwarding on its last plan (`orphan: 'keep'`). */
  detach(): Promise<void>;
}

const silent: EngineLog = () => undefined;
const refusesNothing = (): undefined => undefined;

export function createEmbeddedEngine(options: ChildEngineOptions, clock: Clock, log?: EngineLog): ChildEngine;
export function createEmbeddedEngine(
  options: InlineEngineOptions | ChildEngineOptions,
  clock: Clock,
  log?: EngineLog,
): ForwardingEngine;
export function createEmbeddedEngine(
  options: InlineEngineOptions | ChildEngineOptions,
  clock: Clock,
  log: EngineLog = silent,
): ForwardingEngine {
  return options.mode === 'inline'
    ? new InlineEmbeddedEngine(clock, log)
    : new ChildEmbeddedEngine(options, clock, log);
}

class InlineEmbeddedEngine implements ForwardingEngine {
  readonly name = 'embedded';
  readonly features = inlineFeatures;
  readonly refuses = refusesNothing;
  readonly #feed = new EvidenceFeed();
  readonly #lane: ForwardingLane;
  readonly #told = new PlanDiff();
  readonly #plans = new LatestPlan((plan) =>
    tellPlan(this.#told, plan, (change) => this.#lane.change(change)),
  );

  constructor(clock: Clock, log: EngineLog) {
    const around = { clock, log, publish: (evidence: EngineEvidence) => this.#feed.publish(evidence) };
    this.#lane = withHttp(new Forwarder(around, transportListeners(plainSockets)), around);
  }

  apply(plan: ForwardingPlan): Promise<Applied> {
    return this.#plans.apply(plan);
  }

  async observe(): Promise<Observed> {
    return this.#lane.observe();
  }

  async stats(): Promise<readonly ListenerStats[]> {
    return (await this.#lane.statsChange(true)).set;
  }

  evidence(signal: AbortSignal): AsyncIterable<EngineEvidence> {
    return this.#feed.subscribe(signal);
  }

  async close(options: { readonly drainMs?: number } = {}): Promise<void> {
    await this.#lane.close(options.drainMs);
    this.#feed.close();
  }
}

class ChildEmbeddedEngine implements ChildEngine {
  readonly name = 'embedded';
  readonly features = childFeatures;
  readonly refuses = refusesNothing;
  readonly #feed = new EvidenceFeed();
  readonly #driver: EngineDriver;
  /** A restarted engine process has forgotten which epochs it has served already. */
  readonly #servedEpochs = new Map<ListenerKey, number>();

  constructor(options: ChildEngineOptions, clock: Clock, log: EngineLog) {
    this.#driver = new EngineDriver({
      entry: options.entry instanceof URL ? fileURLToPath(options.entry) : options.entry,
      directory: options.directory,
      orphan: options.orphan,
      nodeFlags: options.nodeFlags ?? defaultNodeFlags,
      lane: options.lane ?? 'auto',
      workers: options.workers ?? 1,
      logFile: options.logFile,
      clock,
      log,
      onEvidence: (evidence) => this.#hear(evidence),
    });
  }

  get processId(): number | undefined {
    return this.#driver.pid;
  }

  get lane(): LaneInUse | undefined {
    return this.#driver.lane;
  }

  condition(): string {
    const { lane } = this;
    if (lane === undefined) return 'No engine process runs yet.';
    const { name, reason, workers } = lane;
    return `The ${name} lane${workers === undefined ? '' : `, ${workers} workers`}: ${reason}.`;
  }

  apply(plan: ForwardingPlan): Promise<Applied> {
    return this.#driver.apply(plan);
  }

  observe(): Promise<Observed> {
    return this.#driver.observe();
  }

  stats(): Promise<readonly ListenerStats[]> {
    return this.#driver.stats();
  }

  evidence(signal: AbortSignal): AsyncIterable<EngineEvidence> {
    return this.#feed.subscribe(signal);
  }

  async close(options: { readonly drainMs?: number } = {}): Promise<void> {
    await this.#driver.close(options.drainMs ?? 0);
    this.#feed.close();
  }

  async detach(): Promise<void> {
    await this.#driver.detach();
    this.#feed.close();
  }

  #hear(evidence: EngineEvidence): void {
    if (evidence.kind === 'first-served') {
      if (this.#servedEpochs.get(evidence.key) === evidence.epoch) return;
      this.#servedEpochs.set(evidence.key, evidence.epoch);
    }
    this.#feed.publish(evidence);
  }
}
