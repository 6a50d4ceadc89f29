/** Targets that have lost their place and are given time: when it is up, their connections are cut. */
import type { ListenerKey, PlannedTransportListener } from '../../domain/plan-types.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import { lostTargets, placeOf } from './doomed.ts';
import { keptTargets } from './render.ts';

export class Drains {
  readonly #clock: Clock;
  /** The listener, and the places of targets whose time is up. */
  readonly #onDue: (key: ListenerKey, place: string) => void;
  readonly #timers = new Map<ListenerKey, Map<string, Timer>>();

  constructor(clock: Clock, onDue: (key: ListenerKey, place: string) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  change(before: PlannedTransportListener | undefined, after: PlannedTransportListener): void {
    const { key, onTargetLost } = after;
    for (const target of keptTargets(after)) this.#cancel(key, placeOf(target));
    if (onTargetLost.kind !== 'drain' || after.protocol === 'udp' || before === undefined) return;
    for (const place of lostTargets(before, after)) this.#start(key, place, onTargetLost.timeoutMs);
  }

  forget(key: ListenerKey): void {
    for (const timer of this.#timers.get(key)?.values() ?? []) timer.cancel();
    this.#timers.delete(key);
  }

  close(): void {
    for (const key of [...this.#timers.keys()]) this.forget(key);
  }

  #start(key: ListenerKey, place: string, timeoutMs: number): void {
    const timers = this.#timers.get(key) ?? new Map<string, Timer>();
    this.#timers.set(key, timers);
    const timer = this.#clock.setTimer(timeoutMs, () => {
      timers.delete(place);
      this.#onDue(key, place);
    });
    timers.set(place, timer);
  }

  #cancel(key: ListenerKey, place: string): void {
    const timers = this.#timers.get(key);
    timers?.get(place)?.cancel();
    timers?.delete(place);
  }
}
