/**
 * What an open-loop client saw of each fault. Failover time = from the fault to the first new connection that
 * succeeds on the other server; no failed connection is left out. Pure: records in, figures out.
 */
import { type ConnectionRecord, type HeldRecord, latencyMs, type Outcome } from './records.ts';
import type { FaultTimes } from './fault-times.ts';

export interface FaultWindow extends FaultTimes {
  readonly step: string;
  /** `fault`: a server was broken. `return`: it was brought back; nothing may fail by that. */
  readonly kind: 'fault' | 'return';
  /** Whose answers are waited for. */
  readonly to: string;
  /** Begin of the next one, or the end of everything. */
  readonly untilMs: number;
}

export interface FaultFigures {
  readonly step: string;
  readonly kind: FaultWindow['kind'];
  readonly to: string;
  /** From the fault, or from the end of it, to the first success of a new connection on `to`; null = none came. */
  readonly switchMs: number | null;
  /** Begun in the window. */
  readonly connections: number;
  readonly failed: number;
  /** Of the failed ones those that were not on their way when a fault was made. */
  readonly failedBeyondInFlight: number;
  readonly failures: Readonly<Partial<Record<Outcome, number>>>;
  /** Answered, but later than this after they were due. */
  readonly slowerThan100Ms: number;
  readonly slowerThan1000Ms: number;
  readonly worstAnsweredMs: number;
  /** Connections that stay: open at the begin, and cut before the end. */
  readonly establishedOpen: number;
  readonly establishedCut: number;
}

export interface CalmFigures {
  readonly connections: number;
  readonly failed: number;
  readonly medianMs: number;
  readonly worstAnsweredMs: number;
}

export interface Figures {
  /** Before the first fault. */
  readonly calm: CalmFigures;
  readonly steps: readonly FaultFigures[];
  readonly connections: number;
  readonly failed: number;
  readonly failedBeyondInFlight: number;
  /** Cut while a server was brought back: by the policy of the demonstration none. */
  readonly establishedCutOnReturn: number;
  /** How late the load process itself was at worst; a large value says that the machine was busy, not the service. */
  readonly worstLagMs: number;
}

export function computeFigures(
  records: readonly ConnectionRecord[],
  held: readonly HeldRecord[],
  windows: readonly FaultWindow[],
): Figures {
  const firstMs = windows[0]?.beginMs ?? Number.POSITIVE_INFINITY;
  const byWindow = new Map<FaultWindow | undefined, ConnectionRecord[]>();
  for (const record of records) {
    const window = windowOf(record, windows);
    const others = byWindow.get(window);
    if (others) others.push(record);
    else byWindow.set(window, [record]);
  }
  const steps = windows.map((window) => faultFigures(window, byWindow.get(window) ?? [], held));
  const calm = calmFigures((byWindow.get(undefined) ?? []).filter(({ startedMs }) => startedMs < firstMs));
  return {
    calm,
    steps,
    connections: records.length,
    failed: records.filter(isFailure).length,
    failedBeyondInFlight: calm.failed + sum(steps.map((step) => step.failedBeyondInFlight)),
    establishedCutOnReturn: sum(
      steps.filter(({ kind }) => kind === 'return').map((step) => step.establishedCut),
    ),
    worstLagMs: largest(records.map(({ dueMs, startedMs }) => startedMs - dueMs)),
  };
}

/** Whether a connection had begun and not ended when the fault was made. */
export function inFlight({ startedMs, endedMs }: ConnectionRecord, fault: FaultTimes): boolean {
  return startedMs < fault.endMs && endedMs >= fault.beginMs;
}

/**
 * A failure belongs to the fault during which its connection was on its way, also when its time-out comes later;
 * everything else to the window in which it began.
 */
function windowOf(record: ConnectionRecord, windows: readonly FaultWindow[]): FaultWindow | undefined {
  const met = isFailure(record)
    ? windows.find((window) => window.kind === 'fault' && inFlight(record, window))
    : undefined;
  return met ?? windows.findLast(({ beginMs }) => record.startedMs >= beginMs);
}

function faultFigures(
  window: FaultWindow,
  records: readonly ConnectionRecord[],
  held: readonly HeldRecord[],
): FaultFigures {
  const { step, kind, to, beginMs, endMs, untilMs } = window;
  const failed = records.filter(isFailure);
  const answered = records.filter((record) => !isFailure(record));
  const latencies = answered.map(latencyMs);
  const first = smallest(answered.filter(({ server }) => server === to).map(({ endedMs }) => endedMs));
  return {
    step,
    kind,
    to,
    // A server that is being started is back when it listens.
    switchMs: first === null ? null : first - (kind === 'fault' ? beginMs : endMs),
    connections: records.filter(({ startedMs }) => startedMs >= beginMs).length,
    failed: failed.length,
    failedBeyondInFlight: failed.filter((record) => kind === 'return' || !inFlight(record, window)).length,
    failures: countOutcomes(failed),
    slowerThan100Ms: latencies.filter((ms) => ms > 100).length,
    slowerThan1000Ms: latencies.filter((ms) => ms > 1_000).length,
    worstAnsweredMs: largest(latencies),
    ...establishedFigures(held, beginMs, untilMs),
  };
}

function establishedFigures(
  held: readonly HeldRecord[],
  beginMs: number,
  untilMs: number,
): Pick<FaultFigures, 'establishedOpen' | 'establishedCut'> {
  const openedBefore = new Set(
    held.filter(({ event, atMs }) => event === 'opened' && atMs < beginMs).map(({ id }) => id),
  );
  const cuts = held.filter(({ event, id }) => event === 'cut' && openedBefore.has(id));
  return {
    establishedOpen: openedBefore.size - cuts.filter(({ atMs }) => atMs < beginMs).length,
    establishedCut: cuts.filter(({ atMs }) => atMs >= beginMs && atMs < untilMs).length,
  };
}

function calmFigures(records: readonly ConnectionRecord[]): CalmFigures {
  const latencies = records
    .filter((record) => !isFailure(record))
    .map(latencyMs)
    .sort((a, b) => a - b);
  return {
    connections: records.length,
    failed: records.filter(isFailure).length,
    medianMs: latencies[Math.floor(latencies.length / 2)] ?? 0,
    worstAnsweredMs: latencies.at(-1) ?? 0,
  };
}

function isFailure({ outcome }: ConnectionRecord): boolean {
  return outcome !== 'answered';
}

function countOutcomes(records: readonly ConnectionRecord[]): FaultFigures['failures'] {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of records) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Not `Math.max(...)`: a long run has more records than a call takes arguments. */
function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

function smallest(numbers: readonly number[]): number | null {
  return numbers.reduce<number | null>((least, number) => Math.min(least ?? number, number), null);
}
