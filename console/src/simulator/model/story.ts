/** What there is to tell, in causal order: the same facts, kept and left out by the same rules, as src/control/timeline.ts. */
import type { Election } from '../../../../src/domain/election.ts';
import type { HealthRecord } from '../../../../src/domain/health.ts';
import type { ActiveRole, Role } from '../../../../src/domain/roles.ts';
import type { HistoryFact } from '../../../../src/domain/state-records.ts';
import type { Judged } from './check.ts';

/** As `HistoryFact`, told of servers by their seats. */
export interface SimulatedEvent {
  readonly atMs: number;
  readonly fact: HistoryFact;
}

/** Failed connects of clients that are told of in one outage. */
const TRAFFIC_EVENTS = 3;

export class Story {
  readonly events: SimulatedEvent[] = [];
  readonly #failingSinceMs: Partial<Record<Role, number>> = {};
  readonly #trafficTold: Record<Role, number> = { Master: 0, Slave: 0 };
  #decided: { readonly epoch: number; readonly atMs: number } | undefined;
  #servedEpoch = 0;

  judged({ server, result, before, after }: Judged): void {
    this.#failed(server, result, after);
    if (before.verdict === after.verdict) return;
    const { verdict: to } = after;
    const results = before.contradicting + 1;
    const turned = { from: before.verdict, to, results, evidence: result };
    this.#tell(result.atMs, { kind: 'verdict', ...targetOf(server), ...turned });
  }

  decided(
    before: Election,
    after: Election,
    verdicts: Readonly<Record<Role, HealthRecord['verdict']>>,
    nowMs: number,
  ): void {
    if (after.epoch !== before.epoch) {
      this.#decided = { epoch: after.epoch, atMs: nowMs };
      this.#tell(nowMs, {
        kind: 'decision',
        from: before.active,
        to: after.active,
        epoch: after.epoch,
        reason: after.reason,
        verdicts: { master: verdicts.Master, slave: verdicts.Slave },
        detectionMs: this.#detectionMs(before.active, nowMs),
      });
    }
    const { held } = after;
    if (held && held.why !== before.held?.why) {
      this.#tell(nowMs, { kind: 'held', epoch: after.epoch, hold: held });
    }
  }

  applied(epoch: number, cutConnections: number, nowMs: number): void {
    if (this.#decided?.epoch !== epoch) return;
    const afterMs = nowMs - this.#decided.atMs;
    this.#tell(nowMs, { kind: 'applied', epoch, engine: 'embedded', afterMs, cutConnections });
  }

  /** The active server has accepted a client. */
  served(server: Role, epoch: number, nowMs: number): void {
    if (this.#decided?.epoch !== epoch || this.#servedEpoch === epoch) return;
    this.#servedEpoch = epoch;
    const afterMs = nowMs - this.#decided.atMs;
    this.#tell(nowMs, { kind: 'first-served', epoch, targetId: targetOf(server).targetId, afterMs });
  }

  #failed(server: Role, result: Judged['result'], record: HealthRecord): void {
    if (result.outcome === 'ok') {
      delete this.#failingSinceMs[server];
      this.#trafficTold[server] = 0;
      return;
    }
    this.#failingSinceMs[server] ??= result.atMs - result.durationMs;
    if (record.verdict === 'unhealthy') return;
    if (result.source === 'traffic' && this.#trafficTold[server]++ >= TRAFFIC_EVENTS) return;
    this.#tell(result.atMs, { kind: 'probe-failed', ...targetOf(server), result });
  }

  #detectionMs(lost: ActiveRole, nowMs: number): number | null {
    const sinceMs = lost === 'None' ? undefined : this.#failingSinceMs[lost];
    return sinceMs === undefined ? null : nowMs - sinceMs;
  }

  #tell(atMs: number, fact: HistoryFact): void {
    this.events.push({ atMs, fact });
  }
}

function targetOf(role: Role) {
  return { targetId: role.toLowerCase(), role };
}
