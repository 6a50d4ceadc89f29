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
  readonly master: Seat;
  readonly slave: Seat;
  /** The last order given for this listener and group; null = none. */
  readonly order: ElectionOrder | null;
}

/** Who sits there: `serverId:port`, so that an edit of the group is told from a change of health. */
export interface Seat {
  readonly id: string;
  readonly weight: number;
}

/** An order works in every mode, once; with `keep` its role stays until it fails or another order comes. */
export interface ElectionOrder {
  /** Grows with every order of the listener. */
  readonly id: number;
  readonly to: Role;
  readonly keep: boolean;
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
  /** Who sat where; null before the first decision. */
  readonly seats: Readonly<Record<Role, string>> | null;
  /** The last order carried out or found impossible; 0 = none. */
  readonly orderId: number;
  /** The role that an order keeps. */
  readonly keep: Role | null;
}

export interface Hold {
  readonly why: 'failback-manual' | 'failback-delayed' | 'flap-damping' | 'both-down' | 'ordered';
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
  const seated = followSeats(before, verdicts, group);
  const state = noteMaster(seated, verdicts.master, policy.damping, nowMs);
  const step = (from: Election): Election =>
    settle(from, decide(from, verdicts, group, policy, nowMs), verdicts, group, nowMs, policy);
  const once = step(state);
  // An order is carried out first; what it means for a return that waits is decided after it.
  const after = once.orderId === state.orderId ? once : step(once);
  return withNextLook(countChange(before, after, nowMs, policy.damping));
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
    seats: null,
    orderId: 0,
    keep: null,
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

  const bad = { Master: verdicts.master === 'unhealthy', Slave: verdicts.slave === 'unhealthy' };
  const { order } = group;
  if (order && order.id > state.orderId && !(policy.healthCheck && bad[order.to])) {
    return { active: order.to, reason: 'manual' };
  }
  if (!policy.healthCheck) return withoutChecks(state);
  if (bad.Master && bad.Slave) return whenBothDown(state, policy);
  if (state.active === 'None') return leaveNone(state, bad);
  if (bad[state.active]) {
    const reason = state.active === 'Master' ? 'master-failed' : 'slave-failed-over-back';
    return { active: otherRole(state.active), reason: state.settled ? reason : 'initial' };
  }
  if (state.active === 'Slave' && verdicts.master === 'healthy') return considerReturn(state, policy, nowMs);
  return stay;
}

/** Nothing is known of anybody: the master, unless an order keeps the other. */
function withoutChecks(state: Election): Wanted {
  return state.keep === 'Slave' ? keptByOrder : { active: 'Master', reason: 'server-edited' };
}

const keptByOrder: Wanted = { active: 'stay', held: { why: 'ordered', untilMs: null } };

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
  if (state.keep === 'Slave') return keptByOrder;
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
  return state.reason === 'weight-zero' || state.reason === 'server-edited'
    ? 'server-edited'
    : 'master-recovered';
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
  group: ElectionGroup,
  nowMs: number,
  policy: ElectionPolicy,
): Election {
  const noted: Election = {
    ...state,
    settled: state.settled || initialRoleDecided(verdicts, policy),
    seats: { Master: group.master.id, Slave: group.slave.id },
    orderId: group.order?.id ?? state.orderId,
    keep: keepAfter(state, wanted, group.order),
  };
  if (wanted.active === 'stay') return { ...noted, held: keepHold(state.held, wanted.held, nowMs) };
  if (wanted.active === state.active) return { ...noted, held: null };
  return { ...noted, active: wanted.active, reason: wanted.reason, held: null };
}

/** An order keeps its role until another order comes, or the role is lost for any other reason. */
function keepAfter(state: Election, wanted: Wanted, order: ElectionOrder | null): Role | null {
  const carriedOut = wanted.active !== 'stay' && wanted.reason === 'manual';
  if (carriedOut) return order?.keep ? order.to : null;
  if (order && order.id > state.orderId) return null;
  const active = wanted.active === 'stay' ? state.active : wanted.active;
  return state.keep === active ? state.keep : null;
}

/** Reasons that say something about how steady the servers are; orders and edits do not. */
const flaps: ReadonlySet<ElectionReason> = new Set<ElectionReason>([
  'master-failed',
  'master-recovered',
  'slave-failed-over-back',
  'both-down',
]);

/** However many steps it took: one change of the active server is one epoch. */
function countChange(before: Election, after: Election, nowMs: number, damping: FlapDamping): Election {
  const sameServer = before.seats === null || activeServer(after) === activeServer(before);
  if (after.active === before.active && sameServer) return { ...after, reason: before.reason };
  return {
    ...after,
    epoch: before.epoch + 1,
    sinceMs: nowMs,
    penalty: flaps.has(after.reason) ? addPenalty(after, damping, nowMs) : after.penalty,
  };
}

/** Undefined while nobody is. */
function activeServer({ active, seats }: Election): string | undefined {
  return active === 'None' ? undefined : seats?.[active];
}

/**
 * After an edit of the group: the role follows its server to another seat. A server that is gone leaves its role to the
 * other one if that is known good, else to whoever has its seat now.
 */
function followSeats(state: Election, verdicts: ElectionVerdicts, group: ElectionGroup): Election {
  const { seats, active } = state;
  const now = { Master: group.master.id, Slave: group.slave.id };
  if (!seats) return { ...state, seats: now };
  if (seats.Master === now.Master && seats.Slave === now.Slave) return state;
  const edited: Election = {
    ...state,
    seats: now,
    reason: 'server-edited',
    keep: null,
    masterHealthySinceMs: seats.Master === now.Master ? state.masterHealthySinceMs : null,
  };
  if (active === 'None') return edited;
  const server = seats[active];
  if (now[active] === server) return edited;
  const other = otherRole(active);
  if (now[other] === server) return { ...edited, active: other };
  const otherGood = (other === 'Master' ? verdicts.master : verdicts.slave) === 'healthy';
  const otherEligible = (other === 'Master' ? group.master.weight : group.slave.weight) > 0;
  return otherGood && otherEligible ? { ...edited, active: other } : edited;
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
