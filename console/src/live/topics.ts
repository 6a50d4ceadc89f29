/** What the two kinds of stream say, and how it adds up. Pure. */
import type { SseEvent } from './sse.ts';
import type {
  BalancerEvent,
  BalancersEvent,
  BalancerSummary,
  FiguresEvent,
} from '../../../src/contract/events.ts';
import type { WireEvent } from '../group/event.ts';

/** Undefined before the first event. */
export type Balancers = ReadonlyMap<string, BalancerSummary> | undefined;

export interface BalancerTopic {
  readonly balancer: BalancerEvent | undefined;
  /** What happened while we listened, newest first. */
  readonly facts: readonly WireEvent[];
}

const FACTS_KEPT = 500;

/** The first event has all, later ones what differs; null = it is gone, or we may not see it any more. */
export function takeBalancers(before: Balancers, { event, data }: SseEvent): Balancers {
  if (event === 'figures') return withFigures(before, JSON.parse(data) as FiguresEvent);
  if (event !== 'balancers') return before;
  const changes = JSON.parse(data) as BalancersEvent;
  const after = new Map(before);
  for (const [id, summary] of Object.entries(changes)) {
    if (summary) after.set(id, summary);
    else after.delete(id);
  }
  return after;
}

function withFigures(before: Balancers, changes: FiguresEvent): Balancers {
  const after = new Map(before);
  for (const [id, figures] of Object.entries(changes)) {
    const known = after.get(id);
    if (known) after.set(id, { ...known, figures });
  }
  return after;
}

export function takeBalancer(before: BalancerTopic, { event, data }: SseEvent): BalancerTopic {
  if (event === 'balancer') return { ...before, balancer: JSON.parse(data) as BalancerEvent };
  if (event !== 'fact') return before;
  return { ...before, facts: [JSON.parse(data) as WireEvent, ...before.facts].slice(0, FACTS_KEPT) };
}

/** What pages have asked for that a change of such resources makes old. */
export function concerned(kinds: readonly string[]): (action: string) => boolean {
  const subjects = kinds.flatMap((kind) => subjectsOf[kind] ?? [/./]);
  return (action) => subjects.some((subject) => subject.test(action));
}

/** By the kinds of records in the store. */
const subjectsOf: Readonly<Record<string, readonly RegExp[]>> = {
  'load-balancers': [/LoadBalancer|Health/],
  listeners: [/Listener|LoadBalancer|Health|Group/],
  'server-groups': [/Group|Listener|LoadBalancer|Health/],
  servers: [/Server|Health|Group/],
  rules: [/Rule|Listener/],
  'domain-extensions': [/DomainExtension|Listener/],
};
