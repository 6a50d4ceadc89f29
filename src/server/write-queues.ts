import PQueue from 'p-queue';
import { ApiError } from '../contract/api-error.ts';

const MAX_WAITING = 500;

/**
 * One change at a time per key. Calls that would conflict wait for each other instead; those that still conflict, with
 * another node for example, are run again by `Executor`.
 */
export class WriteQueues {
  readonly #queues = new Map<string, PQueue>();
  readonly #maxWaiting: number;

  constructor(options: { readonly maxWaiting?: number } = {}) {
    this.#maxWaiting = options.maxWaiting ?? MAX_WAITING;
  }

  /** Rejects as `task` does; throws `ApiError` serviceUnavailable when too many wait already. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? new PQueue({ concurrency: 1 });
    if (queue.size >= this.#maxWaiting) {
      throw new ApiError('serviceUnavailable', {
        why: `more than ${this.#maxWaiting} changes of ${key} are waiting`,
      });
    }
    this.#queues.set(key, queue);
    try {
      return await queue.add(task);
    } finally {
      if (queue.size === 0 && queue.pending === 0) this.#queues.delete(key);
    }
  }

  /** Keys with work to do. */
  get size(): number {
    return this.#queues.size;
  }
}
