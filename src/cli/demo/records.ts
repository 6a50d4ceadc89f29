/** What the load process sees, and how it tells: one JSON array a line. Times are those of the host clock. */

export type Outcome = 'answered' | 'refused' | 'reset' | 'closed' | 'timed-out' | 'other';

/** One connection of the open loop: connect, send a line, read the answer, close. */
export interface ConnectionRecord {
  /** When it should have begun: the schedule does not wait for anybody. */
  readonly dueMs: number;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly outcome: Outcome;
  /** Who answered; null = nobody. */
  readonly server: string | null;
}

/** One connection that stays open and sends a line now and then. */
export interface HeldRecord {
  readonly id: number;
  /** `cut`: it ended without our doing. `failed`: it could not be opened. */
  readonly event: 'opened' | 'cut' | 'failed';
  readonly atMs: number;
  readonly server: string | null;
}

export type LoadRecord =
  | { readonly kind: 'connection'; readonly record: ConnectionRecord }
  | { readonly kind: 'held'; readonly record: HeldRecord };

export function encodeConnection(record: ConnectionRecord): string {
  return JSON.stringify(['c', record.dueMs, record.startedMs, record.endedMs, record.outcome, record.server]);
}

export function encodeHeld(record: HeldRecord): string {
  return JSON.stringify(['h', record.id, record.event, record.atMs, record.server]);
}

/** Throws for a line that is no record. */
export function decodeRecord(line: string): LoadRecord {
  const parsed: unknown = JSON.parse(line);
  const fields: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  const [kind] = fields;
  if (kind === 'c') {
    const [, dueMs, startedMs, endedMs, outcome, server] = fields;
    if (
      isNumber(dueMs) &&
      isNumber(startedMs) &&
      isNumber(endedMs) &&
      isOutcome(outcome) &&
      isServer(server)
    ) {
      return { kind: 'connection', record: { dueMs, startedMs, endedMs, outcome, server } };
    }
  }
  if (kind === 'h') {
    const [, id, event, atMs, server] = fields;
    if (isNumber(id) && isHeldEvent(event) && isNumber(atMs) && isServer(server)) {
      return { kind: 'held', record: { id, event, atMs, server } };
    }
  }
  throw new Error(`not a record of the load process: ${line.slice(0, 100)}`);
}

/** From due time to the end, so that a stall of everything counts against every connection that fell into it. */
export function latencyMs({ dueMs, endedMs }: ConnectionRecord): number {
  return endedMs - dueMs;
}

const outcomes: readonly Outcome[] = ['answered', 'refused', 'reset', 'closed', 'timed-out', 'other'];

function isOutcome(value: unknown): value is Outcome {
  return outcomes.some((outcome) => outcome === value);
}

function isHeldEvent(value: unknown): value is HeldRecord['event'] {
  return value === 'opened' || value === 'cut' || value === 'failed';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isServer(value: unknown): value is string | null {
  return typeof value === 'string' || value === null;
}
