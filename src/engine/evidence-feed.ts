/** Hands every piece of evidence to every subscriber. A slow one loses its oldest evidence, never the engine's memory. */
import type { EngineEvidence } from './engine.ts';

const queueLimit = 4096;

class Subscription implements AsyncIterator<EngineEvidence, undefined> {
  readonly #queue: EngineEvidence[] = [];
  readonly #onEnd: () => void;
  #waiting: ((result: IteratorResult<EngineEvidence, undefined>) => void) | undefined;
  #ended = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  push(evidence: EngineEvidence): void {
    const waiting = this.#waiting;
    if (waiting) {
      this.#waiting = undefined;
      waiting({ done: false, value: evidence });
      return;
    }
    this.#queue.push(evidence);
    if (this.#queue.length > queueLimit) this.#queue.shift();
  }

  next(): Promise<IteratorResult<EngineEvidence, undefined>> {
    const value = this.#queue.shift();
    if (value) return Promise.resolve({ done: false, value });
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
    this.#waiting?.({ done: true, value: undefined });
    this.#waiting = undefined;
  }

  return(): Promise<IteratorResult<EngineEvidence, undefined>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }
}

export class EvidenceFeed {
  readonly #subscriptions = new Set<Subscription>();
  #closed = false;

  publish(evidence: EngineEvidence): void {
    for (const subscription of this.#subscriptions) subscription.push(evidence);
  }

  /** Evidence from this call on (not from the first read on); ends when the signal is aborted or the feed closed. */
  subscribe(signal: AbortSignal): AsyncIterable<EngineEvidence> {
    const onAbort = (): void => subscription.end();
    const subscription = new Subscription(() => {
      this.#subscriptions.delete(subscription);
      signal.removeEventListener('abort', onAbort);
    });
    if (signal.aborted || this.#closed) subscription.end();
    else {
      this.#subscriptions.add(subscription);
      signal.addEventListener('abort', onAbort, { once: true });
    }
    return { [Symbol.asyncIterator]: () => subscription };
  }

  close(): void {
    this.#closed = true;
    for (const subscription of this.#subscriptions) subscription.end();
  }
}
