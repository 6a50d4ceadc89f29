/**
 * The check of one server in virtual time. The rhythm is that of src/health/check-loop.ts, what results do is as in
 * src/health/monitor.ts; the rules of both (`paceOf`, `gapMs`, `judge`, `trafficMeans`) are the service's own.
 */
import {
  type HealthRecord,
  judge,
  type ProbeOutcome,
  type ProbeResult,
  trafficMeans,
  unknownHealth,
  type Verdict,
} from '../../../../src/domain/health.ts';
import { gapMs, type Pace, paceOf, missesAfter } from '../../../../src/domain/pace.ts';
import type { Role } from '../../../../src/domain/roles.ts';
import type { Agenda, Plan } from './agenda.ts';
import { probeOf } from './life.ts';
import type { Scenario } from './scenario.ts';

/** Every result, and what is known of the server before and after it. */
export interface Judged {
  readonly server: Role;
  readonly result: ProbeResult;
  readonly before: HealthRecord;
  readonly after: HealthRecord;
}

export class Check {
  readonly #agenda: Agenda;
  readonly #scenario: Scenario;
  readonly #server: Role;
  readonly #pace: Pace;
  readonly #onJudged: (judged: Judged) => void;
  #record: HealthRecord = unknownHealth(0);
  #lastGoodAtMs = Number.NEGATIVE_INFINITY;
  #waiting: Plan | undefined;
  #probing = false;
  #againAtOnce = false;
  #shortenMs = 0;
  #misses = 0;
  #lastTriggerMs = Number.NEGATIVE_INFINITY;

  constructor(agenda: Agenda, scenario: Scenario, server: Role, onJudged: (judged: Judged) => void) {
    this.#agenda = agenda;
    this.#scenario = scenario;
    this.#server = server;
    this.#pace = paceOf({ ...scenario.check, check: scenario.check, detection: scenario.policy.detection });
    this.#onJudged = onJudged;
  }

  get verdict(): Verdict {
    return this.#record.verdict;
  }

  /** The first gap is shorter by this share of an interval (of a second at most), as a new check's is, by chance. */
  start(shiftShare: number): void {
    this.#shortenMs = shiftShare * Math.min(this.#pace.intervalMs, 1_000);
    this.#waiting = this.#agenda.after(0, () => this.#probe());
  }

  /** A client's connect failed just now, `durationMs` after it began. */
  takeTraffic(outcome: ProbeOutcome, durationMs: number, failedAtMs: number): void {
    const result: ProbeResult = { outcome, source: 'traffic', detail: '', durationMs, atMs: failedAtMs };
    const { detection } = this.#scenario.policy;
    const means = trafficMeans(detection, this.#record, this.#lastGoodAtMs, failedAtMs);
    if (means === 'failure') this.#count(result);
    else this.#onJudged({ server: this.#server, result, before: this.#record, after: this.#record });
    if (means === 'probe' || (means === 'failure' && this.verdict === 'healthy')) this.#trigger();
  }

  #trigger(): void {
    const { nowMs } = this.#agenda;
    if (nowMs - this.#lastTriggerMs < this.#pace.intervalMs) return;
    this.#lastTriggerMs = nowMs;
    if (this.#probing) {
      this.#againAtOnce = true;
      return;
    }
    this.#waiting?.cancel();
    this.#probe();
  }

  #probe(): void {
    this.#probing = true;
    const startMs = this.#agenda.nowMs;
    const { check, faults } = this.#scenario;
    const { outcome, endsAtMs } = probeOf(check.kind, faults, this.#server, startMs, this.#pace.timeoutMs);
    this.#agenda.at(endsAtMs, () => this.#ended(outcome, startMs));
  }

  #ended(outcome: ProbeOutcome, startMs: number): void {
    this.#probing = false;
    const { nowMs } = this.#agenda;
    this.#misses = missesAfter(this.#misses, outcome);
    const waitMs = gapMs(this.#pace, this.#misses, this.#scenario.check.unhealthyThreshold, this.#shortenMs);
    this.#shortenMs = 0;
    this.#waiting = this.#agenda.after(this.#againAtOnce ? 0 : waitMs, () => this.#probe());
    this.#againAtOnce = false;
    if (outcome === 'ok') this.#lastGoodAtMs = nowMs;
    const detail = this.#evidence(outcome);
    this.#count({ outcome, source: 'probe', detail, durationMs: nowMs - startMs, atMs: nowMs });
  }

  #evidence(outcome: ProbeOutcome): string {
    if (outcome === 'wrong-status') return 'HTTP 503';
    return outcome === 'timed-out' ? `no answer within ${this.#pace.timeoutMs} ms` : '';
  }

  #count(result: ProbeResult): void {
    const before = this.#record;
    this.#record = judge(before, result, this.#scenario.check);
    this.#onJudged({ server: this.#server, result, before, after: this.#record });
  }
}
