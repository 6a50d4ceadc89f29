/** Groups events into what belongs together: what was seen, what was decided, and what came of it. Pure. */
import { beginOf, type FailoverEvent } from './event.ts';

export interface Story {
  /** Of its first event. */
  readonly id: string;
  readonly listener: string;
  /** The decision, or why there was none; undefined while there is only evidence. */
  readonly headline: FailoverEvent | undefined;
  /** Oldest first. */
  readonly events: readonly FailoverEvent[];
}

/** Evidence this long before is about something else. */
const APART_MS = 120_000;

/** Newest first. `events` in any order. */
export function storiesOf(events: readonly FailoverEvent[]): readonly Story[] {
  const listeners = new Set(events.map(({ listener }) => listener));
  return [...listeners]
    .flatMap((listener) => storiesOfListener(eventsOf(events, listener)))
    .sort((a, b) => startOf(b) - startOf(a));
}

/** Oldest first. */
export function eventsOf(events: readonly FailoverEvent[], listener: string): readonly FailoverEvent[] {
  return events.filter((event) => event.listener === listener).sort((a, b) => a.sequence - b.sequence);
}

function storiesOfListener(events: readonly FailoverEvent[]): readonly Story[] {
  const stories: FailoverEvent[][] = [];
  let evidence: FailoverEvent[] = [];
  let decided: FailoverEvent[] | undefined;
  const close = (): void => {
    if (evidence.length > 0) stories.push(evidence);
    evidence = [];
  };
  for (const event of events) {
    const { fact } = event;
    if ((fact.kind === 'applied' || fact.kind === 'first-served') && epochOf(decided) === fact.epoch) {
      decided?.push(event);
      continue;
    }
    const last = evidence.at(-1);
    if (last && (event.atMs - last.atMs > APART_MS || (isGood(last) && isFailure(event)))) close();
    evidence.push(event);
    if (fact.kind === 'decision' || fact.kind === 'held') {
      if (fact.kind === 'decision') decided = evidence;
      close();
    }
  }
  close();
  return stories.flatMap((own) => storyOf(own) ?? []);
}

/** That a server was well before is no cause of what its failure brings. */
function isGood({ fact }: FailoverEvent): boolean {
  return fact.kind === 'verdict' && fact.to === 'healthy';
}

function isFailure({ fact }: FailoverEvent): boolean {
  return fact.kind === 'probe-failed' || (fact.kind === 'verdict' && fact.to === 'unhealthy');
}

function storyOf(events: readonly FailoverEvent[]): Story | undefined {
  const [first] = events;
  if (!first) return undefined;
  const headline = events.find(({ fact }) => fact.kind === 'decision' || fact.kind === 'held');
  return { id: first.id, listener: first.listener, headline, events };
}

function epochOf(events: readonly FailoverEvent[] | undefined): number | undefined {
  const decision = events?.find(({ fact }) => fact.kind === 'decision');
  return decision?.fact.kind === 'decision' ? decision.fact.epoch : undefined;
}

function startOf({ events, headline }: Story): number {
  return (headline ?? events[0])?.atMs ?? 0;
}

/** When its first failed probe began, or else its first event: what everything in it is measured from. */
export function originOf({ events }: Story): number {
  const failed = events.find(({ fact }) => fact.kind === 'probe-failed');
  const first = failed ?? events[0];
  return first ? beginOf(first) : 0;
}
