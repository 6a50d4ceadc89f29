/** Which kinds of resources have changed, so that what was asked about them can be asked anew. */
import type { ChangedEvent } from '../../contract/events.ts';
import type { LiveView } from '../../domain/live-view.ts';
import type { Clock, Timer } from '../../lib/clock.ts';

/** Many changes within it are told as one. */
const CHANGED_MS = 200;

export class ChangesTopic {
  readonly #live: LiveView;
  readonly #clock: Clock;
  readonly #listeners = new Set<(json: string) => void>();
  readonly #kinds = new Set<string>();
  #soon: Timer | undefined;
  #unwatch: (() => void) | undefined;

  constructor(live: LiveView, clock: Clock) {
    this.#live = live;
    this.#clock = clock;
  }

  /** Until the function that comes back is called. */
  subscribe(listener: (json: string) => void): () => void {
    if (this.#listeners.size === 0) this.#begin();
    this.#listeners.add(listener);
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      this.#unwatch?.();
      this.#soon?.cancel();
      this.#soon = undefined;
      this.#kinds.clear();
    };
  }

  #begin(): void {
    this.#unwatch = this.#live.watch({
      resourcesChanged: (kinds) => {
        for (const kind of kinds) this.#kinds.add(kind);
        this.#soon ??= this.#clock.setTimer(CHANGED_MS, () => this.#tell());
      },
    });
  }

  #tell(): void {
    this.#soon = undefined;
    const json = JSON.stringify({ kinds: [...this.#kinds] } satisfies ChangedEvent);
    this.#kinds.clear();
    for (const listener of this.#listeners) listener(json);
  }
}
