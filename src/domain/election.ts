/**
 * Who gets new connections. One pure decision for production, tests with a virtual clock, and the browser:
 * no clock, no sockets, no store. What the inputs mean and what is promised: docs/failover.md.
 */
import type { Verdict } from './health.ts';
import { type ActiveRole, otherRole, type Role } from './roles.ts';

export type ElectionReason =
  | 'initial'
  | 'master-failed'
  | 'master-recovered'
  | 'slave-failed-over-back'
  | 'weight-zero'
  | 'manual'
  | 'drill'
  | 'policy-hold'
  | 'both-down'
  | 'server-edited';

export type FailbackPolicy =
  | { readonly mode: 'auto' }
  | { readonly mode: 'delayed'; readonly delayMs: number }
  | { readonly mode: 'manual' };

export interface FlapDamping {
  readonly enabled: boolean;
  /** Every switch, and every failure of a master whose return is awaited, adds 1; it halves in this time. */
  readonly halfLifeMs: number;
  /** A return is held once the penalty has reached this … */
  readonly holdAt: number;
  /** … until it has decayed below this. */
  readonly releaseAt: number;
  /** The penalty never exceeds this, so that a hold ends a bounded time after the flapping. */
  readonly maximum: number;
}

/** At most three switches however long a master flaps; the return comes about ten minutes after it stopped. */
export const defaultFlapDamping: FlapDamping = {
  enabled: true,
  halfLifeMs: 300_000,
  holdAt: 2.5,
  releaseAt: 1,
  maximum: 4,
};

export interface ElectionPolicy {
  /** False: the master is active whatever its health; weights still count. */
  readonly healthCheck: boolean;
  /** False: the slave's verdict never comes, as with the vendor. */
  readonly standbyProbe: boolean;
  readonly failback: FailbackPolicy;
  readonly bothDown: 'stay' | 'master' | 'refuse';
  readonly damping: FlapDamping;
}

export interface ElectionGroup {
  readonly master: { readonly weight: number };
  readonly slave: { readonly weight: number };
}

export interface ElectionVerdicts {
  readonly master: Verdict;
  readonly slave: Verdict;
}

/** The stored outcome; handed back as `previous` the next time. */
export interface Election {
  readonly active: ActiveRole;
  /** Grows by one with every change of `active`; 1 at the start. */
  readonly epoch: number;
  /** Of the last change of `active`. */
  readonly reason: ElectionReason;
  /** Wall time of that change. */
  readonly sinceMs: number;
  /** False until the first verdicts have decided the initial role. */
  readonly settled: boolean;
  /** Why a return to a healthy master does not happen now; null when none is waiting. */
  readonly held: Hold | null;
  readonly penalty: { readonly value: number; readonly atMs: number };
  /** Since when the master has been healthy without a break; null while it is not. */
  readonly masterHealthySinceMs: number | null;
}

export interface Hold {
  readonly why: 'failback-manual' | 'failback-delayed' | 'flap-damping' | 'both-down';
  readonly sinceMs: number;
  /** When it ends by itself; null = only an order or another failure ends it. */
  readonly untilMs: number | null;
}

export interface ElectionResult extends Election {
  /** When to call again even if nothing happens. */
  readonly nextLookAtMs?: number;
}

export function elect(
  previous: Election | undefined,
  verdicts: ElectionVerdicts,
  group: ElectionGroup,
  policy: ElectionPolicy,
  nowMs: number,
): ElectionResult {
  const before = previous ?? initialElection(nowMs);
  const state = noteMaster(before, verdicts.master, policy.damping, nowMs);
  const wanted = decide(state, verdicts, group, policy, nowMs);
  return withNextLook(settle(state, wanted, verdicts, nowMs, policy));
}

export function initialElection(nowMs: number): Election {
  return {
    active: 'Master',
    epoch: 1,
    reason: 'initial',
    sinceMs: nowMs,
    settled: false,
    held: null,
    penalty: { value: 0, atMs: nowMs },
    masterHealthySinceMs: null,
  };
}

/** Penalty at `nowMs` after exponential decay. */
export function currentPenalty(election: Election, damping: FlapDamping, nowMs: number): number {
  const ageMs = Math.max(0, nowMs - election.penalty.atMs);
  return election.penalty.value * 2 ** (-ageMs / damping.halfLifeMs);
}

type Wanted =
  | { readonly active: ActiveRole; readonly reason: ElectionReason; readonly held?: undefined }
  | { readonly active: 'stay'; readonly held: Omit<Hold, 'sinceMs'> | null };

const stay: Wanted = { active: 'stay', held: null };

function decide(
  state: Election,
  verdicts: ElectionVerdicts,
  group: ElectionGroup,
  policy: ElectionPolicy,
  nowMs: number,
): Wanted {
  const eligible = { Master: group.master.weight > 0, Slave: group.slave.weight > 0 };
  if (!eligible.Master && !eligible.Slave) return { active: 'None', reason: 'weight-zero' };
  if (!eligible.Master || !eligible.Slave)
    return onlyOne(state, eligible.Master ? 'Master' : 'Slave', verdicts, policy);
  if (!policy.healthCheck) return { active: 'Master', reason: 'server-edited' };

  const bad = { Master: verdicts.master === 'unhealthy', Slave: verdicts.slave === 'unhealthy' };
  if (bad.Master && bad.Slave) return whenBothDown(state, policy);
  if (state.active === 'None') return leaveNone(state, bad);
  if (bad[state.active]) {
    const reason = state.active === 'Master' ? 'master-failed' : 'slave-failed-over-back';
    return { active: otherRole(state.active), reason: state.settled ? reason : 'initial' };
  }
  if (state.active === 'Slave' && verdicts.master === 'healthy') return considerReturn(state, policy, nowMs);
  return stay;
}

/** One server of weight 0: the other is the only candidate, whatever its health (a try costs nothing). */
function onlyOne(
  state: Election,
  candidate: Role,
  verdicts: ElectionVerdicts,
  policy: ElectionPolicy,
): Wanted {
  const verdict = candidate === 'Master' ? verdicts.master : verdicts.slave;
  if (policy.healthCheck && verdict === 'unhealthy' && policy.bothDown === 'refuse') {
    return { active: 'None', reason: 'both-down' };
  }
  return {
    active: candidate,
    reason: candidate === 'Slave' || state.active === 'Slave' ? 'weight-zero' : 'server-edited',
  };
}

function whenBothDown(state: Election, policy: ElectionPolicy): Wanted {
  switch (policy.bothDown) {
    case 'refuse':
      return { active: 'None', reason: 'both-down' };
    case 'master':
      return { active: 'Master', reason: 'both-down' };
    case 'stay':
      // Weights gave the role away and both were restored while down: the master is where it starts again.
      if (state.active === 'None') return { active: 'Master', reason: 'both-down' };
      return { active: 'stay', held: { why: 'both-down', untilMs: null } };
  }
}

/** Somebody may serve again; the master first, unless it is known bad. */
function leaveNone(state: Election, bad: Record<Role, boolean>): Wanted {
  const reason = state.reason === 'weight-zero' ? 'server-edited' : 'both-down';
  if (!bad.Master) return { active: 'Master', reason: reason === 'both-down' ? 'master-recovered' : reason };
  return { active: 'Slave', reason: reason === 'both-down' ? 'master-failed' : reason };
}

function considerReturn(state: Election, policy: ElectionPolicy, nowMs: number): Wanted {
  const { failback, damping } = policy;
  if (!state.settled) return { active: 'Master', reason: 'initial' };
  if (failback.mode === 'manual') return { active: 'stay', held: { why: 'failback-manual', untilMs: null } };

  const readyAtMs =
    (state.masterHealthySinceMs ?? nowMs) + (failback.mode === 'delayed' ? failback.delayMs : 0);
  if (nowMs < readyAtMs) return { active: 'stay', held: { why: 'failback-delayed', untilMs: readyAtMs } };

  const calmAtMs = dampingEndsAt(state, damping, nowMs);
  if (nowMs < calmAtMs) return { active: 'stay', held: { why: 'flap-damping', untilMs: calmAtMs } };
  return { active: 'Master', reason: returnReason(state) };
}

/** The role came to the slave by an edit, not by a failure: the way back is an edit too. */
function returnReason(state: Election): ElectionReason {
  return state.reason === 'weight-zero' ? 'server-edited' : 'master-recovered';
}

/** `nowMs` or earlier: not held. Hysteresis: a hold starts at `holdAt` and ends at `releaseAt`. */
function dampingEndsAt(state: Election, damping: FlapDamping, nowMs: number): number {
  if (!damping.enabled) return nowMs;
  const penalty = currentPenalty(state, damping, nowMs);
  const limit = state.held?.why === 'flap-damping' ? damping.releaseAt : damping.holdAt;
  if (penalty < limit) return nowMs;
  // One millisecond on, so that rounding never leaves the penalty just above the limit at that time.
  return Math.ceil(nowMs + damping.halfLifeMs * Math.log2(penalty / damping.releaseAt)) + 1;
}

/** Bookkeeping that does not depend on the decision: how long the master is good, and its flaps while it is awaited. */
function noteMaster(state: Election, verdict: Verdict, damping: FlapDamping, nowMs: number): Election {
  if (verdict === 'healthy') {
    return state.masterHealthySinceMs === null ? { ...state, masterHealthySinceMs: nowMs } : state;
  }
  if (state.masterHealthySinceMs === null) return state;
  const flapped = verdict === 'unhealthy' && state.active === 'Slave';
  return {
    ...state,
    masterHealthySinceMs: null,
    penalty: flapped ? addPenalty(state, damping, nowMs) : state.penalty,
  };
}

function addPenalty(state: Election, damping: FlapDamping, nowMs: number): Election['penalty'] {
  return { value: Math.min(damping.maximum, currentPenalty(state, damping, nowMs) + 1), atMs: nowMs };
}

function settle(
  state: Election,
  wanted: Wanted,
  verdicts: ElectionVerdicts,
  nowMs: number,
  policy: ElectionPolicy,
): Election {
  const settled = state.settled || initialRoleDecided(verdicts, policy);
  if (wanted.active === 'stay' || wanted.active === state.active) {
    return { ...state, settled, held: keepHold(state.held, wanted.held ?? null, nowMs) };
  }
  return {
    ...state,
    active: wanted.active,
    epoch: state.epoch + 1,
    reason: wanted.reason,
    sinceMs: nowMs,
    settled,
    held: null,
    // The initial decision is not a switch and carries no penalty.
    penalty: wanted.reason === 'initial' ? state.penalty : addPenalty(state, policy.damping, nowMs),
  };
}

/** Two bad first verdicts decide nothing yet: whoever is good first gets the initial role. */
function initialRoleDecided(verdicts: ElectionVerdicts, policy: ElectionPolicy): boolean {
  if (verdicts.master === 'healthy') return true;
  return verdicts.master === 'unhealthy' && (verdicts.slave === 'healthy' || !policy.standbyProbe);
}

/** The same hold goes on with its own start. */
function keepHold(before: Hold | null, now: Omit<Hold, 'sinceMs'> | null, nowMs: number): Hold | null {
  if (!now) return null;
  return { ...now, sinceMs: before?.why === now.why ? before.sinceMs : nowMs };
}

function withNextLook(election: Election): ElectionResult {
  const until = election.held?.untilMs;
  return until === null || until === undefined ? election : { ...election, nextLookAtMs: until };
}
