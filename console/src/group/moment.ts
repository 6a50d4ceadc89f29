/** How things stood right after an event, from the events alone. Pure. */
import type { Hold } from '../../../src/domain/election.ts';
import type { ProbeResult, Verdict } from '../../../src/domain/health.ts';
import type { ActiveRole, Role } from '../../../src/domain/roles.ts';
import type { FailoverEvent } from './event.ts';

export interface ServerMoment {
  readonly targetId: string;
  readonly role: Role | null;
  readonly verdict: Verdict;
  /** Undefined: nothing was told of it up to then. */
  readonly lastResult: ProbeResult | undefined;
}

export interface Moment {
  /** Undefined: neither an earlier nor a later event tells. */
  readonly active: ActiveRole | undefined;
  readonly epoch: number | undefined;
  /** The decision in force; undefined when it lies before all events known. */
  readonly decision: FailoverEvent | undefined;
  readonly hold: Hold | undefined;
  readonly servers: readonly ServerMoment[];
}

/** `events`: all that are known of one listener, oldest first; `at` is one of them. */
export function momentAt(events: readonly FailoverEvent[], at: FailoverEvent): Moment {
  const past = events.filter(({ sequence }) => sequence <= at.sequence);
  const future = events.filter(({ sequence }) => sequence > at.sequence);
  const decision = past.findLast(({ fact }) => fact.kind === 'decision');
  return { ...electionAt(decision, past, future), decision, servers: serversAt(past, future) };
}

function electionAt(
  decision: FailoverEvent | undefined,
  past: readonly FailoverEvent[],
  future: readonly FailoverEvent[],
): Pick<Moment, 'active' | 'epoch' | 'hold'> {
  const held = past.findLast(({ fact }) => fact.kind === 'held');
  // A decision ends what was held before it.
  const holds = held && held.sequence > (decision?.sequence ?? -1) && held.fact.kind === 'held';
  const hold = holds && held.fact.kind === 'held' ? held.fact.hold : undefined;
  if (decision?.fact.kind === 'decision') {
    return { active: decision.fact.to, epoch: decision.fact.epoch, hold };
  }
  const next = future.find(({ fact }) => fact.kind === 'decision')?.fact;
  return next?.kind === 'decision'
    ? { active: next.from, epoch: next.epoch - 1, hold }
    : { active: undefined, epoch: held?.fact.kind === 'held' ? held.fact.epoch : undefined, hold };
}

function serversAt(
  past: readonly FailoverEvent[],
  future: readonly FailoverEvent[],
): readonly ServerMoment[] {
  const seats = new Map<string, Role | null>();
  for (const { fact } of [...past, ...future]) {
    if (fact.kind === 'probe-failed' || fact.kind === 'verdict') seats.set(fact.targetId, fact.role);
  }
  return [...seats]
    .map(([targetId, role]) => ({
      targetId,
      role,
      verdict: verdictAt(targetId, role, past, future),
      lastResult: past.flatMap((event) => resultOf(event, targetId) ?? []).at(-1),
    }))
    .sort((a, b) => (a.role ?? '').localeCompare(b.role ?? '') || a.targetId.localeCompare(b.targetId));
}

/** Said by the last verdict, or by what the next one changed, or by what a decision was made from. */
function verdictAt(
  targetId: string,
  role: Role | null,
  past: readonly FailoverEvent[],
  future: readonly FailoverEvent[],
): Verdict {
  const about = ({ fact }: FailoverEvent): boolean => fact.kind === 'verdict' && fact.targetId === targetId;
  const last = past.findLast(about)?.fact;
  if (last?.kind === 'verdict') return last.to;
  const next = future.find(about)?.fact;
  if (next?.kind === 'verdict') return next.from;
  const decision = [...past]
    .reverse()
    .concat(future)
    .find(({ fact }) => fact.kind === 'decision')?.fact;
  if (decision?.kind !== 'decision' || role === null) return 'unknown';
  return role === 'Master' ? decision.verdicts.master : decision.verdicts.slave;
}

function resultOf({ fact }: FailoverEvent, targetId: string): ProbeResult | undefined {
  if (fact.kind === 'probe-failed' && fact.targetId === targetId) return fact.result;
  if (fact.kind === 'verdict' && fact.targetId === targetId) return fact.evidence;
  return undefined;
}
