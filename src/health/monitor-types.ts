/** What the rest of the system sees of health checking. The monitor is the only place that probes. */
import type {
  HealthRecord,
  HealthTransition,
  HealthView,
  ProbeKey,
  ProbeResult,
  ProbeSpec,
} from '../domain/health.ts';
import type { ProbeSignal } from './probe-abort.ts';

export interface HealthMonitor {
  /**
   * Replaces the set of checks. Kept keys keep verdict, streak and rhythm; new ones start soon (spread, so that
   * targets are not probed in step), each probe beginning after the one before has ended; dropped ones stop.
   * A check that replaces one of the same kind, address and port (other settings) goes on with its verdict.
   */
  setChecks(specs: ReadonlyMap<ProbeKey, ProbeSpec>): void;
  /** Verdicts saved before a restart: they hold until probes change them. Before `setChecks` only. */
  restore(records: ReadonlyMap<ProbeKey, HealthRecord>): void;
  /** It goes on changing: to be read in one turn of the event loop. Checks without a result are `unknown` in it. */
  view(): HealthView;
  /** A connect that an engine saw fail. Counts for checks with fast detection of that address, port and protocol; else only reported. */
  reportConnectFailure(failure: ConnectFailure): void;
  /** Called after each change of mind, in order, with the view already changed. */
  onTransition(listener: (transition: HealthTransition) => void): void;
  /** Called for every result, also those that change nothing. */
  onResult(listener: (key: ProbeKey, result: ProbeResult, record: HealthRecord) => void): void;
  close(): Promise<void>;
}

export interface ConnectFailure {
  readonly transport: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly outcome: ProbeResult['outcome'];
  readonly detail: string;
  readonly durationMs: number;
  readonly atMs: number;
}

/** One kind of check. Never rejects; resolves within the spec's time-out, or soon after `signal` is aborted. */
export interface Prober {
  probe(spec: ProbeSpec, signal: ProbeSignal): Promise<Omit<ProbeResult, 'source' | 'atMs'>>;
}
