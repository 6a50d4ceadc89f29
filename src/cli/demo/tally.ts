/** Running counts for the picture: everything so far, and who answered in the last second. */
import { type ConnectionRecord, latencyMs, type LoadRecord } from './records.ts';

const RECENT_MS = 1_000;

export class Tally {
  readonly records: ConnectionRecord[] = [];
  readonly held: Extract<LoadRecord, { kind: 'held' }>['record'][] = [];
  failed = 0;
  slow = 0;
  /** Worst of the answered ones. */
  worstMs = 0;

  take(record: LoadRecord): void {
    if (record.kind === 'held') {
      this.held.push(record.record);
      return;
    }
    this.records.push(record.record);
    if (record.record.outcome !== 'answered') {
      this.failed += 1;
      return;
    }
    const ms = latencyMs(record.record);
    if (ms > 100) this.slow += 1;
    this.worstMs = Math.max(this.worstMs, ms);
  }

  /** Answers of the last second by server. */
  recent(nowMs: number): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    // Records come in the order of their ends, roughly: a few late ones do not matter to a picture.
    for (let at = this.records.length - 1; at >= 0; at -= 1) {
      const record = this.records[at];
      if (!record || record.endedMs < nowMs - 2 * RECENT_MS) break;
      if (record.endedMs < nowMs - RECENT_MS || record.server === null) continue;
      counts.set(record.server, (counts.get(record.server) ?? 0) + 1);
    }
    return counts;
  }

  get open(): number {
    const opened = this.held.filter(({ event }) => event === 'opened').length;
    return opened - this.held.filter(({ event }) => event === 'cut').length;
  }
}
