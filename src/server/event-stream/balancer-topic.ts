/** One load balancer with everything in it, and what happens to it. */
import { addressOf, eventToWire } from '../../actions/failover/event-to-wire.ts';
import type { BalancerEvent } from '../../contract/events.ts';
import type { LiveView } from '../../domain/live-view.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import { liveListener } from './picture.ts';

/** A decision, what the engine makes of it and the verdict behind it come together. */
const STATE_MS = 30;
/** Probes come and go without changing anything but when the last one was. */
const PROBES_MS = 1_000;

export interface BalancerWatcher {
  changed(json: string): void;
  happened(json: string): void;
}

export class BalancerTopic {
  readonly #id: string;
  readonly #live: LiveView;
  readonly #clock: Clock;
  readonly #watchers = new Set<BalancerWatcher>();
  #told = '';
  #soon: Timer | undefined;
  #regular: Timer | undefined;
  #unwatch: (() => void) | undefined;

  constructor(id: string, live: LiveView, clock: Clock) {
    this.#id = id;
    this.#live = live;
    this.#clock = clock;
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** As it is now, and from then on whenever it differs, until the function that comes back is called. */
  subscribe(watcher: BalancerWatcher): { readonly now: string; readonly end: () => void } {
    if (!this.isWatched) this.#begin();
    this.#watchers.add(watcher);
    return {
      now: this.#told,
      end: () => {
        if (this.#watchers.delete(watcher) && !this.isWatched) this.#end();
      },
    };
  }

  get now(): string {
    return this.#told;
  }

  #begin(): void {
    this.#told = this.#look();
    const lookSoon = (ids: ReadonlySet<string>): void => {
      if (ids.has(this.#id)) this.#soon ??= this.#clock.setTimer(STATE_MS, () => this.#tell());
    };
    this.#unwatch = this.#live.watch({
      stateChanged: lookSoon,
      trafficChanged: lookSoon,
      happened: (event) => {
        if (addressOf(event).loadBalancerId !== this.#id) return;
        const json = JSON.stringify(eventToWire(event));
        for (const watcher of this.#watchers) watcher.happened(json);
      },
    });
    this.#again();
  }

  #again(): void {
    this.#regular = this.#clock.setTimer(PROBES_MS, () => {
      this.#tell();
      if (this.isWatched) this.#again();
    });
  }

  #end(): void {
    this.#unwatch?.();
    this.#regular?.cancel();
    this.#soon?.cancel();
    this.#soon = undefined;
  }

  #tell(): void {
    this.#soon?.cancel();
    this.#soon = undefined;
    const now = this.#look();
    if (now === this.#told) return;
    this.#told = now;
    for (const watcher of this.#watchers) watcher.changed(now);
  }

  #look(): string {
    const listeners = this.#live
      .listenersOf(this.#id)
      .map((listener) =>
        liveListener(listener, this.#live.runtimeOf(listener), this.#live.trafficOf(listener.key)),
      );
    return JSON.stringify({ listeners } satisfies BalancerEvent);
  }
}
