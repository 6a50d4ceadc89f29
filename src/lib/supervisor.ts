/** Every background loop runs under a supervisor: named, restarted with back-off, awaited at shutdown. */
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';

export type BackgroundTask = (signal: AbortSignal) => Promise<void>;

export interface TaskFailure {
  readonly task: string;
  readonly error: unknown;
  readonly retryInMs: number;
}

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5_000;

export class Supervisor {
  readonly #abort = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #onFailure: (failure: TaskFailure) => void;

  constructor(onFailure: (failure: TaskFailure) => void) {
    this.#onFailure = onFailure;
  }

  /** Starts the task now. A task that returns has ended; one that throws is started again. */
  run(task: string, body: BackgroundTask): void {
    const { signal } = this.#abort;
    const policy = retry(handleAll, {
      maxAttempts: Number.MAX_SAFE_INTEGER,
      backoff: new ExponentialBackoff({ initialDelay: FIRST_DELAY_MS, maxDelay: LONGEST_DELAY_MS }),
    });
    policy.onRetry((event) => {
      if (!signal.aborted) {
        this.#onFailure({ task, error: 'error' in event ? event.error : undefined, retryInMs: event.delay });
      }
    });
    const done = policy
      .execute(async () => {
        if (!signal.aborted) await body(signal);
      }, signal)
      // Only an abort ends here: everything else is retried.
      .catch(() => undefined)
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
  }

  /** Aborts every task and waits for all of them. */
  async close(): Promise<void> {
    this.#abort.abort();
    await Promise.all(this.#running);
  }
}
