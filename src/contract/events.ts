/**
 * What the event stream tells (docs/events.md). Types only: the service writes them as JSON, the console reads them.
 * Times are milliseconds since 1970, rates are per second and rounded.
 */

/** `event: balancers`: by id; the first has all, later ones those that differ. Null: gone. */
export type BalancersEvent = Readonly<Record<string, BalancerSummary | null>>;

/** `event: figures`: connections, new connections, bytes in and bytes out of those that differ. */
export type FiguresEvent = Readonly<Record<string, TrafficFigures>>;
export type TrafficFigures = readonly [
  connections: number,
  newConnectionsPerSecond: number,
  bytesInPerSecond: number,
  bytesOutPerSecond: number,
];

export interface BalancerSummary {
  readonly name: string;
  readonly address: string;
  readonly regionId: string;
  /** active, inactive or locked. */
  readonly status: string;
  readonly listeners: number;
  readonly running: number;
  /** Started, but not in force. */
  readonly failing: number;
  readonly level: 'ok' | 'warning' | 'critical';
  /** What should be looked at first. */
  readonly attention: string | null;
  readonly figures: TrafficFigures;
}

/** `event: balancer`: all of one load balancer, whenever something of it differs. */
export interface BalancerEvent {
  readonly listeners: readonly LiveListener[];
}

export interface LiveListener {
  readonly port: number;
  readonly protocol: string;
  /** starting, running, stopping, stopped or idle. */
  readonly state: string;
  readonly failure: string | null;
  readonly groupId: string | null;
  readonly groupKind: 'default' | 'vserver' | 'master-slave' | 'group-pair';
  /** Null: nothing is elected here. */
  readonly activeRole: 'Master' | 'Slave' | 'None' | null;
  readonly activeServerId: string | null;
  readonly epoch: number | null;
  readonly sinceMs: number | null;
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly held: {
    readonly why: string;
    readonly sinceMs: number;
    readonly untilMs: number | null;
    readonly sentence: string;
  } | null;
  readonly connections: number;
  readonly newConnectionsPerSecond: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
  readonly droppedPerSecond: number;
  /** Since the engine started. */
  readonly fallbacks: number;
  readonly targets: readonly LiveTarget[];
}

export interface LiveTarget {
  readonly id: string;
  readonly serverId: string;
  readonly port: number;
  readonly role: 'Master' | 'Slave' | null;
  readonly address: string | null;
  /** normal, abnormal or unavailable. */
  readonly status: string;
  readonly statusSinceMs: number | null;
  readonly evidence: string | null;
  readonly evidenceAtMs: number | null;
  /** Of the last probe, if it passed. */
  readonly latencyMs: number | null;
  readonly connections: number;
  readonly newConnectionsPerSecond: number;
  readonly weight: number;
}

/** `event: changed`: resources of these kinds have changed; what was asked about them is old. */
export interface ChangedEvent {
  readonly kinds: readonly string[];
}
