/** Virtual time and scripted targets for the tests of this folder. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HealthTransition, ProbeKey, ProbeOutcome, ProbeResult, ProbeSpec } from '../domain/health.ts';
import { probeKey } from '../domain/health.ts';
import type { Clock, Timer } from '../lib/clock.ts';
import type { ConnectFailure, HealthMonitor, Prober } from './monitor-types.ts';
import { LocalCheckLoops } from './check-loops.ts';
import { createHealthMonitor } from './monitor.ts';
import type { ProbeLimits } from './probe-places.ts';
import type { HealthMonitorOptions } from './monitor.ts';
import type { ProbeReport, Probers } from './prober-types.ts';

/** Lets everything run that waits for a promise only. */
export async function settle(): Promise<void> {
  await nextTurn();
}

interface Entry {
  readonly dueMs: number;
  readonly fn: () => void;
  cancelled: boolean;
}

/**
 * A clock that runs on its own from timer to timer, with promises settled in between, and stays quick with tens
 * of thousands of timers.
 */
export class VirtualTime implements Clock {
  readonly #startMs = 1_700_000_000_000;
  #elapsedMs = 0;
  /** Latest first, so that the next one is taken from the end; of equals, the one set first is nearer the end. */
  readonly #timers: Entry[] = [];
  #cancelled = 0;

  now(): number {
    return this.#startMs + this.#elapsedMs;
  }

  monotonic(): number {
    return this.#elapsedMs;
  }

  setTimer(ms: number, fn: () => void): Timer {
    const entry: Entry = { dueMs: this.#elapsedMs + Math.max(0, ms), fn, cancelled: false };
    this.#timers.splice(this.#placeOf(entry.dueMs), 0, entry);
    return {
      cancel: () => {
        if (entry.cancelled) return;
        entry.cancelled = true;
        this.#cancelled++;
      },
    };
  }

  get pendingTimers(): number {
    return this.#timers.length - this.#cancelled;
  }

  async run(ms: number): Promise<void> {
    const untilMs = this.#elapsedMs + ms;
    await settle();
    for (let next = this.#timers.at(-1); next && next.dueMs <= untilMs; next = this.#timers.at(-1)) {
      this.#timers.pop();
      if (next.cancelled) {
        this.#cancelled--;
        continue;
      }
      next.cancelled = true;
      this.#elapsedMs = next.dueMs;
      next.fn();
      if (this.#timers.at(-1)?.dueMs !== next.dueMs) await settle();
    }
    this.#elapsedMs = untilMs;
  }

  #placeOf(dueMs: number): number {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#timers[middle]?.dueMs ?? 0) > dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * What a target does: `hang` = no answer until the time-out; `stuck` = a prober that never ends at all; `throw` =
 * one that breaks its promise.
 */
export type Behaviour = 'ok' | 'refused' | 'hang' | 'stuck' | 'throw';

export interface SeenProbe {
  readonly spec: ProbeSpec;
  readonly startMs: number;
  endMs: number | null;
  aborted: boolean;
}

export interface ScriptedProber extends Prober {
  readonly seen: SeenProbe[];
  /** Probes under way now, and the most there have been. */
  readonly load: { now: number; peak: number };
}

/** `behaviour` is asked `latencyMs` after the start of each probe, with its number. Times are monotonic. */
export function scriptedProber(
  clock: Clock,
  behaviour: (probe: number, spec: ProbeSpec) => Behaviour,
  latencyMs = 1,
): ScriptedProber {
  const seen: SeenProbe[] = [];
  const load = { now: 0, peak: 0 };
  return {
    seen,
    load,
    probe: (spec, signal) =>
      new Promise<ProbeReport>((resolve, reject) => {
        const number = seen.length;
        const record: SeenProbe = { spec, startMs: clock.monotonic(), endMs: null, aborted: false };
        seen.push(record);
        load.now++;
        load.peak = Math.max(load.peak, load.now);
        const end = (outcome: ProbeOutcome): void => {
          record.endMs = clock.monotonic();
          load.now--;
          resolve({ outcome, detail: '', durationMs: record.endMs - record.startMs });
        };
        const act = (): void => {
          const what = behaviour(number, spec);
          if (what === 'stuck') return;
          if (what === 'throw') return reject(new Error('broken prober'));
          if (what !== 'hang') return end(what);
          timer = clock.setTimer(spec.timeoutMs - latencyMs, () => end('timed-out'));
        };
        let timer = clock.setTimer(latencyMs, act);
        const onAbort = (): void => {
          record.aborted = true;
          timer.cancel();
          end('other');
        };
        signal.addEventListener('abort', onAbort, { once: true });
      }),
  };
}

/** Behaves by the list, then like its last entry. */
export function script(...steps: readonly [Behaviour, ...Behaviour[]]): (probe: number) => Behaviour {
  return (probe) => steps[Math.min(probe, steps.length - 1)] ?? steps[0];
}

export function spec(changes: Partial<ProbeSpec> = {}): ProbeSpec {
  return {
    check: { kind: 'tcp' },
    address: '192.0.2.1',
    port: 80,
    intervalMs: 2000,
    timeoutMs: 5000,
    healthyThreshold: 3,
    unhealthyThreshold: 3,
    detection: { kind: 'vendor' },
    ...changes,
  };
}

export function specs(...list: readonly ProbeSpec[]): Map<ProbeKey, ProbeSpec> {
  return new Map(list.map((one) => [probeKey(one), one]));
}

export function probersOf(prober: Prober): Probers {
  return { tcp: prober, http: prober, udp: prober };
}

/** With no spread at all, so that a test can name times; `options` may bring it back. */
export function monitorOf(
  clock: Clock,
  prober: Prober,
  { limits, ...options }: Partial<HealthMonitorOptions> & { readonly limits?: ProbeLimits } = {},
): HealthMonitor {
  const loops = new LocalCheckLoops(clock, probersOf(prober), limits);
  return createHealthMonitor({ clock, loops, random: () => 0, ...options });
}

export interface Heard {
  readonly results: ProbeResult[];
  readonly transitions: HealthTransition[];
}

export function listen(monitor: HealthMonitor): Heard {
  const heard: Heard = { results: [], transitions: [] };
  monitor.onResult((_key, result) => heard.results.push(result));
  monitor.onTransition((transition) => heard.transitions.push(transition));
  return heard;
}

export function connectFailure(clock: Clock, changes: Partial<ConnectFailure> = {}): ConnectFailure {
  return {
    transport: 'tcp',
    address: '192.0.2.1',
    port: 80,
    outcome: 'refused',
    detail: 'ECONNREFUSED',
    durationMs: 0.2,
    atMs: clock.now(),
    ...changes,
  };
}
