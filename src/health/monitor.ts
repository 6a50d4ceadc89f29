/**
 * The only place that probes: keeps one loop per check, turns results into verdicts with the rules of
 * `domain/health.ts` and tells who listens. It holds no sockets, and need not share a thread with those who do.
 */
import { judge, trafficMeans, unknownHealth } from '../domain/health.ts';
import type {
  HealthRecord,
  HealthTransition,
  HealthView,
  ProbeKey,
  ProbeResult,
  ProbeSpec,
} from '../domain/health.ts';
import { paceOf } from '../domain/pace.ts';
import type { Clock } from '../lib/clock.ts';
import { MultiMap } from '../lib/multi-map.ts';
import { Announcer } from './announcer.ts';
import { KeptHealth } from './kept-health.ts';
import type { ResultListener, TransitionListener } from './announcer.ts';
import type { CheckLoops, RunningCheck } from './check-loops.ts';
import type { ConnectFailure, HealthMonitor } from './monitor-types.ts';
import { firstSpreadMs, phaseShiftMs } from './pace.ts';
import type { ProbeReport } from './prober-types.ts';

export interface HealthMonitorOptions {
  readonly clock: Clock;
  /** Closed with the monitor. */
  readonly loops: CheckLoops;
  /** In [0, 1), like `Math.random`: spreads the starts. */
  readonly random: () => number;
  /** Hears what a listener threw; without it, a process warning. */
  readonly onListenerError?: (error: unknown) => void;
}

export function createHealthMonitor(options: HealthMonitorOptions): HealthMonitor {
  return new Monitor(options);
}

interface Check {
  readonly key: ProbeKey;
  readonly spec: ProbeSpec;
  readonly loop: RunningCheck;
  /** Wall time of the last good result; a failed connect from before it is history. */
  lastGoodAtMs: number;
}

class Monitor implements HealthMonitor {
  readonly #options: HealthMonitorOptions;
  readonly #clock: Clock;
  readonly #announcer: Announcer;
  readonly #checks = new Map<ProbeKey, Check>();
  /** Checks by the address that a failed connect names. */
  readonly #byTarget = new MultiMap<string, Check>();
  /** Of every check; before the first `setChecks`, what was restored. */
  readonly #records = new Map<ProbeKey, KeptHealth>();
  #started = false;
  #closed = false;

  constructor(options: HealthMonitorOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#announcer = new Announcer(options.onListenerError ?? warn);
  }

  setChecks(specs: ReadonlyMap<ProbeKey, ProbeSpec>): void {
    if (this.#closed) return;
    this.#started = true;
    const edited = new Map<string, HealthRecord>();
    for (const check of this.#checks.values()) {
      if (specs.has(check.key)) continue;
      edited.set(checkedThing(check.spec), this.#recordOf(check));
      this.#drop(check);
    }
    const added: [ProbeKey, ProbeSpec][] = [];
    for (const [key, spec] of specs) if (!this.#checks.has(key)) added.push([key, spec]);
    const spreadMs = firstSpreadMs(added.length);
    for (const [key, spec] of added) this.#add(key, spec, spreadMs, edited.get(checkedThing(spec)));
    if (this.#records.size === this.#checks.size) return;
    for (const key of this.#records.keys()) if (!this.#checks.has(key)) this.#records.delete(key);
  }

  restore(records: ReadonlyMap<ProbeKey, HealthRecord>): void {
    if (this.#started) throw new Error('health records can be restored only before the first setChecks');
    for (const [key, record] of records) this.#records.set(key, new KeptHealth(record));
  }

  view(): HealthView {
    return this.#records;
  }

  reportConnectFailure(failure: ConnectFailure): void {
    if (this.#closed || failure.outcome === 'ok') return;
    const { transport, address, port, outcome, detail, durationMs } = failure;
    const atMs = Math.min(failure.atMs, this.#clock.now());
    const result: ProbeResult = { outcome, source: 'traffic', detail, durationMs, atMs };
    for (const check of [...this.#byTarget.get(targetName(transport, address, port))]) {
      this.#takeTraffic(check, result);
    }
  }

  onTransition(listener: TransitionListener): void {
    this.#announcer.addTransitionListener(listener);
  }

  onResult(listener: ResultListener): void {
    this.#announcer.addResultListener(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    // First the loops, or every stopped check would let the next one in.
    const closed = this.#options.loops.close();
    for (const check of this.#checks.values()) check.loop.stop();
    await closed;
  }

  /**
   * `dropped`: of the same server's check with other settings; an edit is no evidence, so the verdict stays. Where another
   * listener goes on with the check as it was before the edit, nothing is dropped, and what is known there counts.
   */
  #add(key: ProbeKey, spec: ProbeSpec, spreadMs: number, dropped: HealthRecord | undefined): void {
    const { loops, random } = this.#options;
    const before = dropped ?? this.#recordOfSameQuestion(spec);
    const inherited = before && { ...before, contradicting: 0 };
    const restored = this.#records.get(key);
    const record = restored ?? new KeptHealth(inherited ?? unknownHealth(this.#clock.now()));
    const last = record.lastResult;
    const pace = paceOf(spec);
    // Who has a verdict from before a restart need not have another at once, when there is so much else to do.
    const withinMs = restored ? Math.max(spreadMs, pace.intervalMs) : spreadMs;
    const check: Check = {
      key,
      spec,
      loop: loops.start(
        spec,
        { firstDelayMs: random() * withinMs, shortenMs: phaseShiftMs(pace, random) },
        (report, atMs) => this.#takeReport(check, report, atMs),
      ),
      lastGoodAtMs: last?.outcome === 'ok' ? last.atMs : Number.NEGATIVE_INFINITY,
    };
    this.#checks.set(key, check);
    this.#records.set(key, record);
    this.#byTarget.add(targetOf(spec), check);
  }

  #recordOfSameQuestion(spec: ProbeSpec): HealthRecord | undefined {
    const others = this.#byTarget.get(targetOf(spec));
    const same = others.find((other) => JSON.stringify(other.spec.check) === JSON.stringify(spec.check));
    return same && this.#recordOf(same);
  }

  #drop(check: Check): void {
    check.loop.stop();
    this.#checks.delete(check.key);
    this.#records.delete(check.key);
    this.#byTarget.delete(targetOf(check.spec), check);
  }

  #keep(key: ProbeKey, record: HealthRecord): void {
    const kept = this.#records.get(key);
    if (kept) kept.take(record);
    else this.#records.set(key, new KeptHealth(record));
  }

  #recordOf({ key }: Check): HealthRecord {
    return this.#records.get(key) ?? unknownHealth(this.#clock.now());
  }

  #takeReport(check: Check, report: ProbeReport, atMs: number): void {
    if (report.outcome === 'ok') check.lastGoodAtMs = atMs;
    // Name by name: V8 gives each object that is spread and added to a hidden class of its own, half a kilobyte.
    const { outcome, detail, durationMs } = report;
    this.#count(check, { outcome, source: 'probe', detail, durationMs, atMs });
  }

  #takeTraffic(check: Check, result: ProbeResult): void {
    const record = this.#recordOf(check);
    switch (trafficMeans(check.spec.detection, record, check.lastGoodAtMs, result.atMs)) {
      case 'nothing':
        return this.#announcer.announce(check.key, result, record, undefined);
      case 'probe':
        check.loop.trigger();
        return this.#announcer.announce(check.key, result, record, undefined);
      case 'failure':
        this.#count(check, result);
        if (this.#recordOf(check).verdict === 'healthy') check.loop.trigger();
    }
  }

  #count(check: Check, result: ProbeResult): void {
    const before = this.#recordOf(check);
    const after = judge(before, result, check.spec);
    const transition: HealthTransition | undefined =
      after.verdict === before.verdict
        ? undefined
        : {
            key: check.key,
            from: before.verdict,
            to: after.verdict,
            results: before.contradicting + 1,
            evidence: result,
          };
    this.#keep(check.key, after);
    this.#announcer.announce(check.key, result, after, transition);
  }
}

function targetOf(spec: ProbeSpec): string {
  return targetName(spec.check.kind === 'udp' ? 'udp' : 'tcp', spec.address, spec.port);
}

/** What stays the same when only interval, time-out, thresholds or path of a check are edited. */
function checkedThing(spec: ProbeSpec): string {
  return `${spec.check.kind} ${spec.address} ${spec.port}`;
}

function targetName(transport: ConnectFailure['transport'], address: string, port: number): string {
  // Joined, and not as a template, it is one piece: ten thousands of these stay.
  return [transport, address, port].join(' ');
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
