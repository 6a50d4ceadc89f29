/**
 * Checks that run in a thread of their own. A thread that ends is replaced, and what it checked begins anew there;
 * verdicts are the monitor's and stay.
 */
import { Worker } from 'node:worker_threads';
import type { ProbeSpec } from '../../domain/health.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import type { Beginning, CheckLoops, RunningCheck } from '../check-loops.ts';
import type { OnReport } from '../prober-types.ts';
import { firstSpreadMs } from '../pace.ts';
import type { LoopCommand, LoopReport } from './protocol.ts';

const REPLACE_AFTER_MS = 100;

export interface ThreadCheckLoopsOptions {
  readonly clock: Clock;
  readonly startThread: () => Worker;
  readonly random: () => number;
  /** Hears why a thread ended by itself. */
  readonly onFailure: (error: unknown) => void;
}

export class ThreadCheckLoops implements CheckLoops {
  readonly #options: ThreadCheckLoopsOptions;
  readonly #running = new Map<number, ThreadCheck>();
  #thread: Worker | undefined;
  #replace: Timer | undefined;
  #commands: LoopCommand[] = [];
  #lastId = 0;
  #closed = false;

  constructor(options: ThreadCheckLoopsOptions) {
    this.#options = options;
    this.#startThread();
  }

  start(spec: ProbeSpec, beginning: Beginning, onReport: OnReport): RunningCheck {
    const check = new ThreadCheck(++this.#lastId, spec, onReport, this);
    this.#running.set(check.id, check);
    const { firstDelayMs, shortenMs } = beginning;
    this.send({ kind: 'start', id: check.id, spec, firstDelayMs, shortenMs });
    return check;
  }

  /** What is said in one turn goes as one message. */
  send(command: LoopCommand): void {
    if (this.#closed || this.#commands.push(command) > 1) return;
    queueMicrotask(() => {
      this.#thread?.postMessage(this.#commands);
      this.#commands = [];
    });
  }

  forget({ id }: ThreadCheck): boolean {
    return this.#running.delete(id);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#replace?.cancel();
    this.#running.clear();
    await this.#thread?.terminate();
  }

  #startThread(): void {
    const { clock, startThread, onFailure } = this.#options;
    const thread = startThread();
    this.#thread = thread;
    thread.on('message', (reports: readonly LoopReport[]) => {
      for (const { id, report, atMs } of reports) this.#running.get(id)?.onReport(report, atMs);
    });
    thread.on('error', onFailure);
    thread.on('exit', () => {
      this.#thread = undefined;
      if (this.#closed) return;
      this.#replace = clock.setTimer(REPLACE_AFTER_MS, () => this.#beginAnew());
    });
  }

  #beginAnew(): void {
    const { random } = this.#options;
    this.#startThread();
    const spreadMs = firstSpreadMs(this.#running.size);
    this.#commands = [];
    for (const [id, { spec }] of this.#running) {
      this.send({ kind: 'start', id, spec, firstDelayMs: random() * spreadMs, shortenMs: 0 });
    }
  }
}

/** There may be tens of thousands: no functions of their own. */
class ThreadCheck implements RunningCheck {
  readonly id: number;
  readonly spec: ProbeSpec;
  readonly onReport: OnReport;
  readonly #loops: ThreadCheckLoops;

  constructor(id: number, spec: ProbeSpec, onReport: OnReport, loops: ThreadCheckLoops) {
    this.id = id;
    this.spec = spec;
    this.onReport = onReport;
    this.#loops = loops;
  }

  trigger(): void {
    this.#loops.send({ kind: 'trigger', id: this.id });
  }

  stop(): void {
    if (this.#loops.forget(this)) this.#loops.send({ kind: 'stop', id: this.id });
  }
}

/** `url`: the built `worker.ts`. */
export function startHealthThread(url: URL): Worker {
  // Nearly all that a probe makes is of no use soon. From the limit V8 concludes how far the heap may grow beyond what stays
  // before it collects: to twice as much, not four times. It has room for more than half a million checks.
  const resourceLimits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 1_024 };
  return new Worker(url, { name: 'health', execArgv: [], resourceLimits });
}
