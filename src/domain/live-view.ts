/** What is true now and what happens, for whoever watches: the event stream. Read-only, in memory. */
import type { ListenerKey } from './plan-types.ts';
import type { ResolvedListener } from './resolve.ts';
import type { LoadBalancer } from './resources.ts';
import type { ListenerRuntime } from './runtime-view.ts';
import type { HistoryEvent } from './state-records.ts';

export interface LiveView {
  /** By id. It goes on changing: to be read in one turn of the event loop. */
  readonly loadBalancers: ReadonlyMap<string, LoadBalancer>;
  listenersOf(loadBalancerId: string): readonly ResolvedListener[];
  runtimeOf(listener: ResolvedListener): ListenerRuntime;
  trafficOf(key: ListenerKey): ListenerTraffic;
  /** Until the function that comes back is called. While nobody watches, nothing is worked out. */
  watch(watcher: Partial<LiveWatcher>): () => void;
}

/** Called as it happens; must be quick and must not throw. */
export interface LiveWatcher {
  /** Roles, verdicts, what is in force, or the resources themselves, of these load balancers. */
  stateChanged(loadBalancerIds: ReadonlySet<string>): void;
  /** Each second: those whose figures are not what they were. */
  trafficChanged(loadBalancerIds: ReadonlySet<string>): void;
  happened(event: HistoryEvent): void;
  /** Kinds of desired resources, as their keys begin: `listeners`, `rules`. */
  resourcesChanged(kinds: ReadonlySet<string>): void;
}

/** Of one listener over the last second; rates per second. */
export interface ListenerTraffic {
  readonly connections: number;
  readonly newConnections: number;
  readonly droppedConnections: number;
  readonly bytesFromClients: number;
  readonly bytesToClients: number;
  /** Connects that went to the standby, since the engine started. */
  readonly fallbacks: number;
  /** By target id. */
  readonly targets: ReadonlyMap<string, TargetTraffic>;
}

export interface TargetTraffic {
  readonly connections: number;
  readonly newConnections: number;
}

export const noTraffic: ListenerTraffic = {
  connections: 0,
  newConnections: 0,
  droppedConnections: 0,
  bytesFromClients: 0,
  bytesToClients: 0,
  fallbacks: 0,
  targets: new Map(),
};
