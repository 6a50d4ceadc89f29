/**
 * Writes observed state behind the decisions: elections, verdicts, history. Never in the way of a failover: writes are
 * queued, the latest value of a key wins, and a store that fails is tried again while everything goes on in memory.
 */
import { RECORD_SCHEMA_VERSION } from '../domain/resources.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import { type Clock, sleep } from '../lib/clock.ts';
import { encodeRecord } from '../store/codec.ts';
import type { Key, Store, Write } from '../store/store.ts';

/** One commit stays small, so that it never holds up the API's. */
const BATCH = 200;
const RETRY_MS = 500;

export class StateWriter {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #queued = new Map<Key, Write>();
  readonly #onFailure: (error: unknown) => void;
  #wake: (() => void) | undefined;
  #idle: (() => void)[] = [];
  #writing = false;

  constructor(store: Store, clock: Clock, onFailure: (error: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  put<K extends RecordKind>(_kind: K, key: Key, value: RecordOf<K>): void {
    this.#queue({ kind: 'put', key, value: encodeRecord(RECORD_SCHEMA_VERSION, value) });
  }

  delete(key: Key): void {
    this.#queue({ kind: 'delete', key });
  }

  /** Resolves when everything queued so far is durable. */
  flushed(): Promise<void> {
    if (this.#queued.size === 0 && !this.#writing) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Writes as things are queued, until the signal is aborted; the rest is written before it returns. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.#wake?.();
    signal.addEventListener('abort', stop);
    try {
      while (!signal.aborted || this.#queued.size > 0) {
        if (this.#queued.size === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
        if (!(await this.#writeBatch())) {
          if (signal.aborted) return;
          await sleep(this.#clock, RETRY_MS, signal).catch(() => undefined);
        }
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #queue(write: Write): void {
    this.#queued.set(write.key, write);
    this.#wake?.();
  }

  async #writeBatch(): Promise<boolean> {
    const batch = [...this.#queued.values()].slice(0, BATCH);
    if (batch.length === 0) return true;
    this.#writing = true;
    try {
      await this.#store.commit({ preconditions: [], writes: batch });
    } catch (error) {
      this.#onFailure(error);
      return false;
    } finally {
      this.#writing = false;
    }
    for (const write of batch) {
      if (this.#queued.get(write.key) === write) this.#queued.delete(write.key);
    }
    if (this.#queued.size === 0) for (const done of this.#idle.splice(0)) done();
    return true;
  }
}
