/** The engine process's side of the fast lane: a thread that forwards, and what is asked of it. */
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { EngineError } from '../../engine.ts';
import type { Observed } from '../../engine.ts';
import type { ForwardingLane } from '../lane.ts';
import type { Surroundings } from '../listener.ts';
import type { ChangeOutcome } from '../plan-change.ts';
import type { StatsChange } from '../stats-change.ts';
import type { SeatedChange } from './seat.ts';
import { laneThread } from './thread-protocol.ts';
import type { ThreadCommands, ThreadMessage } from './thread-protocol.ts';

export interface FastLaneOptions {
  /** The engine process's own program, which is the thread's as well. */
  readonly program: URL;
  readonly around: Pick<Surroundings, 'publish' | 'log'>;
  /** The thread has failed: nothing is forwarded any more. */
  readonly onFault: (error: unknown) => void;
}

interface Asked {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** A number for an eventfd. */
const wake = new Uint8Array(new BigUint64Array([1n]).buffer);

export class FastLane implements ForwardingLane {
  readonly #worker: Worker;
  readonly #options: FastLaneOptions;
  readonly #asked = new Map<number, Asked>();
  #lastId = 0;
  #wakeFd = -1;
  #revision = 0;
  #closing = false;
  #ended = false;

  private constructor(worker: Worker, options: FastLaneOptions) {
    this.#worker = worker;
    this.#options = options;
  }

  /** Rejects with an Error that says why this lane cannot run here. */
  static start(options: FastLaneOptions): Promise<FastLane> {
    // The thread makes many small objects, none of which lives long: room for them keeps collections rare.
    const resourceLimits = { maxYoungGenerationSizeMb: 48 };
    const worker = new Worker(options.program, { workerData: laneThread, resourceLimits });
    const lane = new FastLane(worker, options);
    return new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'unavailable') reject(new Error(message.reason));
        else if (message.kind !== 'ready') lane.#hear(message);
        else {
          worker.off('error', reject);
          lane.#begin(message.wakeFd);
          resolve(lane);
        }
      });
    });
  }

  get revision(): number {
    return this.#revision;
  }

  get closing(): boolean {
    return this.#closing;
  }

  async change(change: SeatedChange): Promise<ChangeOutcome> {
    const outcome = await this.#ask('change', JSON.stringify(change));
    this.#revision = outcome.revision;
    return outcome;
  }

  observe(): Promise<Observed> {
    return this.#ask('observe', null);
  }

  statsChange(everything: boolean): Promise<StatsChange> {
    return this.#ask('stats', { everything });
  }

  async ping(): Promise<void> {
    await this.#ask('ping', null);
  }

  async freePorts(): Promise<void> {
    this.#closing = true;
    await this.#ask('freePorts', null);
  }

  async close(drainMs = 0): Promise<void> {
    this.#closing = true;
    if (this.#ended) return;
    // With the answer to another `close` the thread ends, and this one is answered by that.
    await this.#ask('close', { drainMs }).catch((error: unknown) => {
      if (!this.#ended) throw error;
    });
  }

  #begin(wakeFd: number): void {
    this.#wakeFd = wakeFd;
    this.#worker.on('error', (error) => this.#options.onFault(error));
    this.#worker.on('exit', () => {
      this.#ended = true;
      const error = new EngineError('closed', 'The forwarding thread has ended.');
      for (const { reject } of this.#asked.values()) reject(error);
      this.#asked.clear();
      if (!this.#closing) this.#options.onFault(error);
    });
  }

  #hear(message: ThreadMessage): void {
    const { publish, log } = this.#options.around;
    switch (message.kind) {
      case 'result':
      case 'failed':
        return this.#settle(message);
      case 'evidence':
        return publish(message.evidence);
      case 'log':
        return log(message.event, message.fields);
      case 'ready':
      case 'unavailable':
        return;
    }
  }

  #settle(answer: Extract<ThreadMessage, { readonly id: number }>): void {
    const asked = this.#asked.get(answer.id);
    this.#asked.delete(answer.id);
    if (answer.kind === 'result') asked?.resolve(answer.result);
    else asked?.reject(answer.error);
  }

  #ask<K extends keyof ThreadCommands>(
    name: K,
    params: ThreadCommands[K]['params'],
  ): Promise<ThreadCommands[K]['result']> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#worker.postMessage({ id, name, params });
      writeSync(this.#wakeFd, wake);
    });
  }
}
