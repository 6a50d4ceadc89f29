/**
 * Clients that open connections at a fixed rate whatever became of the ones before, each asking its server for its
 * name. Nothing that fails is forgotten or tried again: each connection is one record.
 */
import { connect } from 'node:net';
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { inFlight } from '../../src/cli/demo/figures.ts';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { OpenLoop } from '../../src/cli/demo/open-loop.ts';
import { type ConnectionRecord, latencyMs, type Outcome } from '../../src/cli/demo/records.ts';
import { type LoadTarget, outcomeOf } from '../../src/cli/demo/short-connection.ts';
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
      askOnce(this.#target, dueMs, (record) => {
        this.#open -= 1;
        this.records.push(record);
      });
    }
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, this.#loop.nextMs - hostNowMs()));
  }
}

/** Connect, ask, read, close; `ended` is called exactly once. */
function askOnce(target: LoadTarget, dueMs: number, ended: (record: ConnectionRecord) => void): void {
  const startedMs = hostNowMs();
  const socket = connect({ ...target, noDelay: true });
  let text = '';
  let over = false;
  const end = (outcome: Outcome, server: string | null): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    socket.destroy();
    ended({ dueMs, startedMs, endedMs: hostNowMs(), outcome, server });
  };
  const timer = setTimeout(() => end('timed-out', null), TIMEOUT_MS);
  socket.setEncoding('latin1');
  socket.once('connect', () => socket.write('GET whoami\r\n'));
  socket.on('data', (chunk: string) => {
    text += chunk;
    const answer = readAnswer(text);
    if (answer === undefined) return;
    const isName = answer !== '' && !answer.startsWith('-');
    end(isName ? 'answered' : 'other', isName ? answer : null);
  });
  socket.once('end', () => end('closed', null));
  socket.once('error', (error: NodeJS.ErrnoException) => end(outcomeOf(error), null));
  socket.once('close', () => end('closed', null));
}

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
