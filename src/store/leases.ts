/**
 * Leases of a store that lives in one process: a timer each. The process that dies takes its timers with it, so a store
 * that outlives the process expires all leases when it is opened.
 */
import { randomUUID } from 'node:crypto';
import type { Clock, Timer } from '../lib/clock.ts';
import { closedError } from './change.ts';
import { StoreError } from './store.ts';
import type { Lease, LeaseId } from './store.ts';

const minTtlMs = 100;
// setTimeout fires at once beyond this.
const maxTtlMs = 2 ** 31 - 1;
const retryMs = 1_000;

export class Leases {
  readonly #clock: Clock;
  readonly #expire: (id: LeaseId) => Promise<void>;
  readonly #timers = new Map<LeaseId, Timer>();
  readonly #retries = new Map<LeaseId, Timer>();
  #closed = false;

  /** `expire` deletes the keys of the lease in one commit; it is repeated until it succeeds. */
  constructor(clock: Clock, expire: (id: LeaseId) => Promise<void>) {
    this.#clock = clock;
    this.#expire = expire;
  }

  grant(ttlMs: number): Lease {
    if (!(ttlMs >= minTtlMs && ttlMs <= maxTtlMs)) {
      throw new StoreError(
        'invalid-change',
        `a lease lasts from ${minTtlMs} to ${maxTtlMs} ms; asked for ${ttlMs} ms`,
      );
    }
    const id = randomUUID();
    this.#start(id, ttlMs);
    return {
      id,
      keepAlive: async () => this.#extend(id, ttlMs),
      revoke: () => this.#revoke(id),
    };
  }

  /** Throws `StoreError` `lease-expired` when the lease has lapsed or was never granted here. */
  assertActive(id: LeaseId): void {
    if (this.#timers.has(id)) return;
    throw new StoreError('lease-expired', `the lease ${id} has lapsed`, { subject: id });
  }

  /** Expires leases of an earlier process: tried once before this resolves, and repeated later where that failed. */
  async expireLeftovers(ids: readonly LeaseId[]): Promise<void> {
    await Promise.all(ids.map((id) => this.#expire(id).catch(() => this.#retryLater(id))));
  }

  /** Stops all timers. Keys of open leases stay for the next opening to expire. */
  close(): void {
    this.#closed = true;
    for (const timer of [...this.#timers.values(), ...this.#retries.values()]) timer.cancel();
    this.#timers.clear();
    this.#retries.clear();
  }

  #start(id: LeaseId, ttlMs: number): void {
    const timer = this.#clock.setTimer(ttlMs, () => {
      this.#timers.delete(id);
      this.#expireInBackground(id);
    });
    this.#timers.set(id, timer);
  }

  #extend(id: LeaseId, ttlMs: number): void {
    if (this.#closed) throw closedError();
    this.assertActive(id);
    this.#timers.get(id)?.cancel();
    this.#start(id, ttlMs);
  }

  async #revoke(id: LeaseId): Promise<void> {
    if (this.#closed) throw closedError();
    this.#timers.get(id)?.cancel();
    this.#timers.delete(id);
    try {
      await this.#expire(id);
    } catch (error) {
      this.#retryLater(id);
      throw error;
    }
  }

  #expireInBackground(id: LeaseId): void {
    // A failure (a full disk, say) has no caller to tell; the keys must go nevertheless.
    this.#expire(id).catch(() => this.#retryLater(id));
  }

  #retryLater(id: LeaseId): void {
    if (this.#closed) return;
    this.#retries.get(id)?.cancel();
    const timer = this.#clock.setTimer(retryMs, () => {
      this.#retries.delete(id);
      this.#expireInBackground(id);
    });
    this.#retries.set(id, timer);
  }
}
