/**
 * Keeps one engine process going: adopts the one that an earlier control process left behind, starts one when there is
 * none, restarts it when it dies, and gives it the last plan again. Everything that waits for the engine waits here.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ForwardingPlan } from '../../domain/plan-types.ts';
import { sleep } from '../../lib/clock.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import { EngineError } from '../engine.ts';
import type { Applied, EngineEvidence, ListenerStats, Observed } from '../engine.ts';
import type { EngineLog } from '../log.ts';
import type { LaneChoice, LaneInUse } from './lane.ts';
import { LaneFaults } from './lane-faults.ts';
import { LatestPlan } from '../latest-plan.ts';
import { tellPlan } from './plan-change.ts';
import { meetEngine, silentAfterMs } from './engine-link.ts';
import type { EngineLink } from './engine-link.ts';
import { newSocketPath, readRecord, removeRecord, writeRecord } from './engine-record.ts';
import type { OrphanRule } from './process-options.ts';
import { RestartPace } from './restart-pace.ts';
import { killEngine, spawnEngine } from './spawn-engine.ts';

const requestTimeoutMs = 15_000;
const pingEveryMs = 2000;
/** What is established on an engine of another build may go on this long: the vendor's longest drain. */
const retireDrainMs = 900_000;
/** From the answer to `close` to the end of the process. */
const exitTimeoutMs = 2000;
/** An engine that does not say goodbye in time is left all the same. */
const releaseWithinMs = 1000;

export interface DriverOptions {
  readonly entry: string;
  readonly directory: string;
  readonly orphan: OrphanRule;
  readonly nodeFlags: readonly string[];
  readonly lane: LaneChoice;
  readonly workers: number;
  readonly logFile: string | undefined;
  readonly clock: Clock;
  readonly log: EngineLog;
  readonly onEvidence: (evidence: EngineEvidence) => void;
}

export class EngineDriver {
  readonly #options: DriverOptions;
  readonly #pace: RestartPace;
  readonly #laneFaults: LaneFaults;
  readonly #ending = new AbortController();
  /** The engine in charge, or the attempt to get one. */
  #link: Promise<EngineLink> | undefined;
  /** The engine in charge. */
  #current: EngineLink | undefined;
  /** Engines of other builds; they forward until the one in charge has a plan. */
  #predecessors: readonly EngineLink[] = [];
  #handOver: Promise<void> = Promise.resolve();
  #lastPlan: ForwardingPlan | undefined;
  readonly #plans = new LatestPlan(async (plan) => {
    const link = await this.#connected();
    // A later plan may have come while this one waited, and a restarted engine has it already: it must not be undone.
    return this.#applyTo(link, this.#lastPlan ?? plan);
  });
  #ping: Timer | undefined;
  #closed: EngineError | undefined;

  constructor(options: DriverOptions) {
    this.#options = options;
    this.#pace = new RestartPace(options.clock);
    this.#laneFaults = new LaneFaults(options.lane, options.clock);
  }

  /** Process id of the engine in charge; undefined while there is none. */
  get pid(): number | undefined {
    return this.#current?.pid;
  }

  /** What the engine in charge forwards with; undefined while there is none. */
  get lane(): LaneInUse | undefined {
    return this.#current?.lane;
  }

  apply(plan: ForwardingPlan): Promise<Applied> {
    if (this.#closed) return Promise.reject(this.#closed);
    this.#lastPlan = plan;
    return this.#plans.apply(plan);
  }

  async observe(): Promise<Observed> {
    const { client } = await this.#connected();
    return client.request('observe', {}, requestTimeoutMs);
  }

  async stats(): Promise<readonly ListenerStats[]> {
    const { client, stats } = await this.#connected();
    return stats.refresh((everything) => client.request('stats', { everything }, requestTimeoutMs));
  }

  /** Ends the engine process; one that was never asked for is not started for that. */
  async close(drainMs: number): Promise<void> {
    const link = await this.#letGo('The engine has been closed.');
    if (!link) return;
    await this.#retirePredecessors(link, drainMs);
    await link.client.request('close', { drainMs }, drainMs + requestTimeoutMs).catch((error: unknown) => {
      // An engine that died meanwhile is closed as well.
      if (!(error instanceof EngineError && error.code === 'unreachable')) throw error;
    });
    await Promise.race([link.client.whenEnded, sleep(this.#options.clock, exitTimeoutMs)]);
    link.client.close();
    await removeRecord(this.#options.directory);
  }

  /** Leaves the engine process forwarding on its last plan, for the next control process to adopt. */
  async detach(): Promise<void> {
    const link = await this.#letGo('The engine has been left to itself.');
    // Evidence that is on its way to a socket nobody reads any more would be lost.
    await link?.client.request('release', {}, releaseWithinMs).catch(() => undefined);
    link?.client.close();
    for (const predecessor of this.#predecessors) predecessor.client.close();
  }

  async #letGo(message: string): Promise<EngineLink | undefined> {
    this.#closed ??= new EngineError('closed', message);
    this.#ending.abort();
    this.#ping?.cancel();
    const link = await this.#link?.catch(() => undefined);
    this.#link = undefined;
    this.#current = undefined;
    return link;
  }

  #connected(): Promise<EngineLink> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (this.#link) return this.#link;
    const link = this.#establish();
    this.#link = link;
    // The next caller tries again; this one is told by its own rejection.
    link.catch(() => {
      if (this.#link === link) this.#link = undefined;
    });
    return link;
  }

  async #applyTo(link: EngineLink, plan: ForwardingPlan): Promise<Applied> {
    await this.#retirePredecessors(link, retireDrainMs);
    return tellPlan(link.told, plan, (change) => link.client.request('change', change, requestTimeoutMs));
  }

  async #establish(): Promise<EngineLink> {
    try {
      return await this.#adoptOrStart();
    } catch (cause) {
      if (cause instanceof EngineError) throw cause;
      const message = `No engine process could be started: ${String(cause)}`;
      throw new EngineError('start-failed', message, { cause, retryable: true });
    }
  }

  async #adoptOrStart(): Promise<EngineLink> {
    const { directory, entry, log } = this.#options;
    const build = createHash('sha256')
      .update(await readFile(entry))
      .digest('hex')
      .slice(0, 16);
    const record = await readRecord(directory);
    const others: EngineLink[] = [];
    for (const socket of record ? [record.socket, ...record.predecessors] : []) {
      const pid = socket === record?.socket ? record.pid : undefined;
      const found = await meetEngine(socket, build, pid, this.#options);
      if (found?.compatible && others.length === 0) {
        log('engine_adopted', { pid: found.link.pid, revision: found.link.revision });
        return this.#takeCharge(found.link);
      }
      if (found) others.push(found.link);
    }
    for (const { client } of this.#predecessors) client.close();
    this.#predecessors = others;
    return this.#takeCharge(await this.#start(build));
  }

  async #start(build: string): Promise<EngineLink> {
    const { directory, orphan, workers, nodeFlags, logFile, entry, clock, log } = this.#options;
    const socket = await newSocketPath(directory);
    const process = { socket, build, orphan, workers, ...this.#laneFaults.next() };
    const child = await spawnEngine({ entry, nodeFlags, logFile, process }, clock);
    const started = await meetEngine(socket, build, child.pid, this.#options);
    if (!started?.compatible) {
      child.kill('SIGKILL');
      throw new EngineError('start-failed', 'The engine process that was started does not answer.', {
        retryable: true,
      });
    }
    const { lane } = started.link;
    log('engine_started', { pid: child.pid, predecessors: this.#predecessors.length, lane });
    // With a predecessor the note stays as it is until the hand-over.
    if (this.#predecessors.length === 0) await this.#note(started.link);
    return { ...started.link, child };
  }

  #takeCharge(link: EngineLink): EngineLink {
    this.#current = link;
    link.client.listen({
      evidence: this.#options.onEvidence,
      ended: (how) => {
        if (this.#current !== link) return;
        this.#current = undefined;
        this.#ping?.cancel();
        this.#options.log('engine_lost', { pid: link.pid, how });
        if (how === 'lost') this.#laneFaults.lost(link.lane);
        if (how === 'lost') return this.#restart(`Process ${link.pid} went away.`);
        // It is the other one's engine now: nothing that this driver does may concern it any more.
        this.#closed = new EngineError('closed', 'Another control process has taken over the engine.');
        this.#link = undefined;
      },
    });
    this.#schedulePing(link);
    return link;
  }

  #schedulePing(link: EngineLink): void {
    this.#ping = this.#options.clock.setTimer(pingEveryMs, () => {
      link.client.request('ping', {}, silentAfterMs).then(
        () => {
          if (this.#current === link) this.#schedulePing(link);
        },
        () => {
          if (this.#current === link) void this.#giveUpOn(link);
        },
      );
    });
  }

  async #giveUpOn(link: EngineLink): Promise<void> {
    this.#options.log('engine_silent', { pid: link.pid });
    await killEngine(link.pid, link.socket, link.child).catch(() => undefined);
    link.client.close();
  }

  /** In the background, again and again, until an engine is in charge and has the last plan. */
  #restart(reason: string): void {
    const link = this.#revive(reason);
    this.#link = link;
    link.catch((error: unknown) => {
      if (this.#closed || this.#link !== link) return;
      this.#options.log('engine_restart_failed', { error: String(error) });
      this.#restart(reason);
    });
  }

  async #revive(reason: string): Promise<EngineLink> {
    const { clock, onEvidence } = this.#options;
    const waitMs = this.#pace.nextDelayMs();
    if (waitMs > 0) await sleep(clock, waitMs, this.#ending.signal);
    const link = await this.#establish();
    if (this.#lastPlan) await this.#resend(link, this.#lastPlan);
    if (link.child) onEvidence({ kind: 'restarted', atMs: clock.now(), reason });
    return link;
  }

  async #resend(link: EngineLink, plan: ForwardingPlan): Promise<void> {
    try {
      await this.#applyTo(link, plan);
    } catch (error) {
      // The next attempt opens a connection of its own; this one must not be mistaken for another controller's.
      if (this.#current === link) this.#current = undefined;
      link.client.close();
      throw error;
    }
  }

  /** Both cannot hold a port: the old engines free theirs, then the new one, which is up already, takes them. */
  #retirePredecessors(link: EngineLink, drainMs: number): Promise<void> {
    const predecessors = this.#predecessors;
    this.#predecessors = [];
    if (predecessors.length > 0) this.#handOver = this.#retire(link, predecessors, drainMs);
    return this.#handOver;
  }

  async #retire(link: EngineLink, predecessors: readonly EngineLink[], drainMs: number): Promise<void> {
    await this.#note(link, predecessors);
    for (const { client, socket } of predecessors) {
      await client.request('retire', { drainMs }, requestTimeoutMs).catch((error: unknown) => {
        this.#options.log('engine_not_retired', { socket, error: String(error) });
      });
      client.close();
    }
    await this.#note(link);
  }

  /** Without the note the next control process cannot adopt the engine; forwarding does not depend on it. */
  async #note(link: EngineLink, predecessors: readonly EngineLink[] = []): Promise<void> {
    const sockets = predecessors.map(({ socket }) => socket);
    const record = { socket: link.socket, pid: link.pid, predecessors: sockets };
    await writeRecord(this.#options.directory, record).catch((error: unknown) => {
      this.#options.log('engine_not_noted', { error: String(error) });
    });
  }
}
