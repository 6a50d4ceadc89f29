/**
 * Clients that open connections at a fixed rate whatever became of the ones before, each asking its server for its
 * name. Nothing that fails is forgotten or tried again: each connection is one record.
 */
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { inFlight } from '../../src/cli/demo/figures.ts';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { OpenLoop } from '../../src/cli/demo/open-loop.ts';
import { type ConnectionRecord, latencyMs } from '../../src/cli/demo/records.ts';
import {
  type LoadDialogue,
  type LoadTarget,
  runShortConnection,
} from '../../src/cli/demo/short-connection.ts';
import { eventually } from './eventually.ts';
import { readAnswer } from './redis.ts';

const TIMEOUT_MS = 10_000;

export class Load {
  /** In the order of their ends. */
  readonly records: ConnectionRecord[] = [];
  readonly #target: LoadTarget;
  readonly #loop: OpenLoop;
  #open = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(target: LoadTarget, ratePerSecond: number) {
    this.#target = target;
    this.#loop = new OpenLoop(ratePerSecond, hostNowMs());
  }

  static start(target: LoadTarget, ratePerSecond = 200): Load {
    const load = new Load(target, ratePerSecond);
    load.#tick();
    return load;
  }

  /** Begins no more and resolves when every connection has ended. */
  async close(): Promise<LoadReport> {
    clearTimeout(this.#timer);
    await eventually(() => {
      if (this.#open > 0) throw new Error(`${this.#open} connections have not ended`);
    }, 'process');
    return new LoadReport(this.records);
  }

  /** Resolves when `server` has answered so many: what is measured afterwards met running code. */
  untilAnsweredBy(server: string, count = 100): Promise<void> {
    return eventually(() => {
      const answered = this.records.filter((record) => record.server === server).length;
      if (answered < count) throw new Error(`${server} has answered ${answered} of ${count}`);
    }, 'process');
  }

  /** Resolves with the first connection from `sinceMs` on that `server` answered. */
  firstServedBy(server: string, sinceMs: number): Promise<ConnectionRecord> {
    return eventually(() => {
      const first = this.records.find((record) => record.server === server && record.endedMs >= sinceMs);
      if (!first) throw new Error(`${server} has served nobody`);
      return first;
    }, 'process');
  }

  #tick(): void {
    for (const dueMs of this.#loop.due(hostNowMs())) {
      this.#open += 1;
      runShortConnection(this.#target, dueMs, dialogue, (record) => {
        this.#open -= 1;
        this.records.push(record);
      });
    }
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, this.#loop.nextMs - hostNowMs()));
  }
}

/** Redis knows its name under the key that its start has set. */
const dialogue: LoadDialogue = {
  question: 'GET whoami\r\n',
  answerIn(text) {
    const answer = readAnswer(text);
    return answer === '' || answer?.startsWith('-') ? null : answer;
  },
  timeoutMs: TIMEOUT_MS,
};

/** What all connections of a run met. */
export class LoadReport {
  readonly records: readonly ConnectionRecord[];

  constructor(records: readonly ConnectionRecord[]) {
    this.records = records;
  }

  get failed(): readonly ConnectionRecord[] {
    return this.records.filter(({ outcome }) => outcome !== 'answered');
  }

  /**
   * Failed, and not because they were on the server when it died; where nothing is promised to fail, these must be none.
   * A client cannot see when its balancer reached the server, so it counts as in flight from its own begin.
   */
  failedBeyondInFlight(fault: FaultTimes): readonly ConnectionRecord[] {
    return this.failed.filter((record) => !inFlight(record, fault));
  }

  /** From due time to end, over everything, failures included. */
  get worstMs(): number {
    return Math.max(0, ...this.records.map(latencyMs));
  }

  /** The same over those that `concerned` picks. */
  worstOf(concerned: (record: ConnectionRecord) => boolean): number {
    return new LoadReport(this.records.filter(concerned)).worstMs;
  }

  delayedOver(ms: number): number {
    return this.records.filter((record) => latencyMs(record) > ms).length;
  }

  servedBy(server: string): readonly ConnectionRecord[] {
    return this.records.filter((record) => record.server === server);
  }

  /** How late this process itself began a connection, at worst: what the figures may owe to the machine. */
  get clientLagMs(): number {
    return Math.max(0, ...this.records.map(({ dueMs, startedMs }) => startedMs - dueMs));
  }
}
