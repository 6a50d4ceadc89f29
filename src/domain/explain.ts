/** One plain sentence for everything the product decides. Used by the API, the CLI, logs and the console. */
import type { Election, ElectionReason, Hold } from './election.ts';
import type { ProbeResult } from './health.ts';
import type { ActiveRole } from './roles.ts';
import type { HistoryFact } from './state-records.ts';

const reasons: Record<ElectionReason, string> = {
  initial: 'The master is where a group starts; the first probes decide who serves first.',
  'master-failed': 'The master failed its health check, so the slave took over.',
  'master-recovered': 'The master passed its health check again, so traffic returned to it.',
  'slave-failed-over-back':
    'The slave failed its health check while the master was usable, so traffic went back to the master.',
  'weight-zero': 'A server of weight 0 takes no new connections, so the other one serves.',
  manual: 'Somebody ordered it.',
  drill: 'A failover drill is running.',
  'policy-hold': 'A policy holds the return to the master.',
  'both-down': 'Both servers failed their health checks; the group policy for that case decided.',
  'server-edited': 'The group or its listener was edited.',
};

type ShowTime = (ms: number) => string;

const isoTime: ShowTime = (ms) => new Date(ms).toISOString();

export function explainReason(reason: ElectionReason): string {
  return reasons[reason];
}

/** `showTime` says when a hold ends; a date, unless time is made up. */
export function explainHold(hold: Hold, showTime: ShowTime = isoTime): string {
  const until = hold.untilMs === null ? '' : ` until ${showTime(hold.untilMs)}`;
  switch (hold.why) {
    case 'failback-manual':
      return 'The master is healthy again; the group returns to it only by order.';
    case 'failback-delayed':
      return `The master is healthy again; the return waits${until}.`;
    case 'flap-damping':
      return `The master failed too often lately; the return is held${until}.`;
    case 'ordered':
      return 'The master is healthy; an order keeps traffic on the slave until another order or its failure.';
    case 'both-down':
      return 'Both servers fail their health checks; the last active one keeps the role and is still tried.';
  }
}

export function explainElection(election: Election): string {
  const why = explainReason(election.reason);
  return election.held ? `${why} ${explainHold(election.held)}` : why;
}

export function explainResult(result: ProbeResult): string {
  const detail = result.detail === '' ? '' : ` (${result.detail})`;
  const what = result.source === 'probe' ? 'probe' : "client's connect";
  const after = duration(result.durationMs);
  switch (result.outcome) {
    case 'ok':
      return `${what} passed in ${after}${detail}`;
    case 'timed-out':
      return `${what} timed out after ${after}${detail}`;
    case 'not-probed':
      return `no probe was possible from here${detail}`;
    default:
      return `${what} failed after ${after}: ${result.outcome.replace('-', ' ')}${detail}`;
  }
}

export function explainOrder(order: {
  readonly listener: string;
  readonly from: ActiveRole;
  readonly to: ActiveRole;
  readonly serverId: string;
  readonly cut: number;
  readonly drained: number;
  readonly dryRun: boolean;
}): string {
  const { listener, from, to, serverId, cut, drained, dryRun } = order;
  const role = to.toLowerCase();
  const would = (verb: string): string => (dryRun ? `would ${verb}` : verb);
  if (from === to) return `New connections of ${listener} ${would('stay')} with the ${role} ${serverId}.`;
  const established =
    cut > 0
      ? `${count(cut, 'established connection')} ${would('end')} at once`
      : drained > 0
        ? `${count(drained, 'established connection')} ${would('end')} when the drain time is over`
        : `established ones ${would('go on')}`;
  const source = from === 'None' ? 'nobody' : `the ${from.toLowerCase()}`;
  return `New connections of ${listener} ${would('go')} from ${source} to the ${role} ${serverId}; ${established}.`;
}

export function explainFact(fact: HistoryFact, showTime: ShowTime = isoTime): string {
  switch (fact.kind) {
    case 'probe-failed':
      return `${fact.targetId}: ${explainResult(fact.result)}.`;
    case 'verdict':
      return `${fact.targetId} is ${fact.to} after ${count(fact.results, 'result')}; the last: ${explainResult(fact.evidence)}.`;
    case 'decision':
      return `${fact.from} to ${fact.to}, epoch ${fact.epoch}: ${explainReason(fact.reason)}`;
    case 'held':
      return explainHold(fact.hold, showTime);
    case 'applied':
      return `The ${fact.engine} engine applied epoch ${fact.epoch} ${duration(fact.afterMs)} after the decision and cut ${count(fact.cutConnections, 'connection')}.`;
    case 'first-served':
      return `${fact.targetId} served its first client ${duration(fact.afterMs)} after the decision.`;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function duration(ms: number): string {
  return ms < 1 ? 'less than 1 ms' : `${Math.round(ms)} ms`;
}
