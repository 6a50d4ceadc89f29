/** What the forwarder asks of a listener, and what a listener is given; the same for all protocols. */
import type { PlannedListener } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { BindFailure, EngineEvidence, ListenerStats, ObservedListener } from '../engine.ts';
import type { EngineLog } from '../log.ts';
import type { ListenerCounters } from './counters.ts';
import type { Route } from './routes/route.ts';
import { sameValues } from './same-values.ts';
import type { TargetBook } from './target-state.ts';

export interface Surroundings {
  readonly clock: Clock;
  readonly publish: (evidence: EngineEvidence) => void;
  readonly log: EngineLog;
}

export interface ForwardingListener {
  readonly planned: PlannedListener;
  readonly bound: boolean;
  /** Connections that a drain waits for; a UDP flow has no end to wait for. */
  readonly openConnections: number;
  /** Starts to listen. May be called again after a failure. */
  bind(): Promise<BindFailure | undefined>;
  /** Takes over a new plan for the same key, protocol, address and port; says how many connections were cut. */
  apply(planned: PlannedListener): number;
  /** Frees the port; what is established goes on. */
  stopAccepting(): void;
  /** Frees the port and resets everything; says how many connections were cut. */
  close(): number;
  observe(): ObservedListener;
  /** Of the listener, and of each rule that it has. The same objects again while nothing has happened. */
  stats(): ListenerStats | readonly ListenerStats[];
}

export function observedOf({ planned, bound }: ForwardingListener, route: Route): ObservedListener {
  const { key, protocol, address, port } = planned;
  const serving = route.serving.map((target) => target.id);
  const observed = { key, protocol, address, port, bound, serving };
  return route.epoch === undefined ? observed : { ...observed, epoch: route.epoch };
}

type Counters = Omit<ListenerStats, 'key' | 'activeConnections' | 'targets'>;

/**
 * `before` itself, while nothing has happened since: asked of ten thousand listeners each second, of which few have had
 * traffic, this makes nothing.
 */
export function statsOf(
  { planned }: { readonly planned: Pick<PlannedListener, 'key'> },
  activeConnections: number,
  counters: ListenerCounters,
  book: TargetBook,
  before: ListenerStats | undefined,
): ListenerStats {
  const isAtRest =
    before?.activeConnections === activeConnections &&
    sameValues<Counters>(counters, before) &&
    book.isAsIn(before.targets);
  return isAtRest ? before : { key: planned.key, activeConnections, ...counters, targets: book.stats() };
}
