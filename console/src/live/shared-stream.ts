/**
 * One stream for everybody who wants the same: opened with the first of them, kept open through faults, closed soon
 * after the last has left.
 */
import type { SseEvent } from './sse.ts';

/** `off`: the service has no such stream for us (strict mode, or not allowed); it is asked again now and then. */
export type Connection = 'connecting' | 'live' | 'lost' | 'off';

export interface Snapshot<V> {
  readonly connection: Connection;
  /** What was told last; stays while the connection is lost. */
  readonly value: V;
}

export interface StreamSource<V> {
  readonly initial: V;
  /** Rejects when the stream cannot be opened; the iteration ends or throws when it breaks. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<SseEvent>>;
  readonly take: (value: V, event: SseEvent) => V;
  /** What a stream opened anew does not tell again; all else would outlive what has gone meanwhile. */
  readonly lasting: (value: V) => V;
  /** Whether the same question will get the same refusal. */
  readonly isFinal: (problem: unknown) => boolean;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const ASK_AGAIN_MS = 60_000;
/** Going from page to page is no reason to open anew. */
const LINGER_MS = 2_000;

export class SharedStream<V> {
  readonly #source: StreamSource<V>;
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot<V>;
  #running: AbortController | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(source: StreamSource<V>) {
    this.#source = source;
    this.#snapshot = { connection: 'connecting', value: source.initial };
  }

  /** Calls back after every change; returns how to stop that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    clearTimeout(this.#leaving);
    if (!this.#running) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#leaving = setTimeout(() => this.#stop(), LINGER_MS);
    };
  };

  readonly snapshot = (): Snapshot<V> => this.#snapshot;

  #start(): void {
    this.#running = new AbortController();
    void this.#run(this.#running.signal);
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#snapshot = { connection: 'connecting', value: this.#source.initial };
  }

  async #run(signal: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      try {
        const events = await this.#source.open(signal);
        // Shown until the first event, which tells everything anew.
        let value = this.#source.lasting(this.#snapshot.value);
        for await (const event of events) {
          pauseMs = FIRST_PAUSE_MS;
          value = this.#source.take(value, event);
          this.#set({ connection: 'live', value }, signal);
        }
        this.#set({ connection: 'lost', value: this.#snapshot.value }, signal);
      } catch (problem) {
        const final = this.#source.isFinal(problem);
        if (final) pauseMs = ASK_AGAIN_MS;
        this.#set({ connection: final ? 'off' : 'lost', value: this.#snapshot.value }, signal);
      }
      await pause(pauseMs * (0.75 + Math.random() / 2), signal);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  }

  #set(snapshot: Snapshot<V>, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
