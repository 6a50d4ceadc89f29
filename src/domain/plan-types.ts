/**
 * The forwarding plan: everything an engine must do, with health and roles already decided. Engines obey it and
 * never probe, elect or read the store. Pure data, JSON-safe: it crosses a process boundary as it is.
 */

/** `lb-…/tcp/80`: one listener of one load balancer. TCP and UDP may share a port. */
export type ListenerKey = string;

export type TransportProtocol = 'tcp' | 'udp';

export interface ForwardingPlan {
  /** Grows with every plan handed to an engine; echoed in `Applied`. */
  readonly revision: number;
  readonly listeners: readonly PlannedListener[];
}

export interface PlannedListener {
  readonly key: ListenerKey;
  readonly protocol: TransportProtocol;
  /** Address of the load balancer (IPv4 or IPv6 text) and the listener's port. */
  readonly address: string;
  readonly port: number;
  readonly backend: PlannedPair | PlannedPool;
  /** Others are turned away: reset (TCP) or dropped (UDP). */
  readonly access: PlannedAccess;
  /** Whether what is established is closed when a change of `access` no longer lets its client in. */
  readonly closeDisallowed: boolean;
  /** What happens to established connections whose target no longer takes new ones. UDP flows always move. */
  readonly onTargetLost: OnTargetLost;
  /** Idle time after which an established TCP connection is closed. Null for UDP. */
  readonly establishedTimeoutMs: number | null;
  /** Idle time after which a UDP flow is forgotten. Null for TCP. */
  readonly udpFlowTimeoutMs: number | null;
  /** One connect attempt to a target, TCP. */
  readonly connectTimeoutMs: number;
  readonly limits: PlannedLimits;
  /** TCP: a server is told first, by PROXY protocol version 2, who the client is. Without effect on UDP. */
  readonly proxyProtocolV2: boolean;
}

/** Null = no limit. A change cuts and stalls nothing that is established. */
export interface PlannedLimits {
  /** Of all connections together, in each direction: payload, in millions of bits. TCP waits, UDP loses datagrams. */
  readonly bandwidthMbps: number | null;
  /** Connections, or UDP flows, at a time. What comes beyond is turned away: reset (TCP) or dropped (UDP). */
  readonly maxConnections: number | null;
  /** Likewise; a second's worth may come at once. */
  readonly newConnectionsPerSecond: number | null;
}

/** Who may connect, by source address; cidrs as `10.0.0.0/8`. IPv4-mapped IPv6 addresses count as IPv4. */
export type PlannedAccess =
  | { readonly kind: 'open' }
  /** Only these; with none, nobody. */
  | { readonly kind: 'allow'; readonly cidrs: readonly string[] }
  | { readonly kind: 'deny'; readonly cidrs: readonly string[] };

/** A master-slave group: one target takes new connections, the other is its spare. */
export interface PlannedPair {
  readonly kind: 'pair';
  /** Of the election; stands in every acknowledgement and event. */
  readonly epoch: number;
  /** Absent: nobody takes new connections; the engine refuses them (TCP reset, UDP dropped). */
  readonly active?: PlannedTarget;
  readonly standby?: PlannedTarget;
  readonly onConnectFailure: OnConnectFailure;
}

export type OnConnectFailure =
  /** Connect the same client to the standby, if the plan says that it may be tried. */
  | { readonly kind: 'fallback' }
  /** Keep the client waiting for the next plan, at most this long, retrying whoever is active. */
  | { readonly kind: 'hold'; readonly maxMs: number }
  /** The client's connection fails. */
  | { readonly kind: 'fail' };

/** A default or vServer group, or the active one of two: every listed target takes new connections by the scheduler. */
export interface PlannedPool {
  readonly kind: 'pool';
  readonly scheduler: SchedulerName;
  /** Source-address persistence; 0 = off. */
  readonly persistenceTimeoutMs: number;
  /** Healthy targets with weight above 0, in order of insertion. Empty: new connections are refused. */
  readonly targets: readonly PlannedTarget[];
  /** Healthy targets of weight 0: they get nothing new and keep what is established. Absent = none. */
  readonly resting?: readonly PlannedTarget[];
  /** Of the election between two groups: the one that serves is listed above. Absent: there is one group only. */
  readonly epoch?: number;
  /** Healthy targets of the other group: tried for a client whose connect failed on all of `targets`. */
  readonly spare?: readonly PlannedTarget[];
}

/**
 * wrr = weighted round robin, rr = round robin, wlc = weighted least connections; consistent hashes: sch = of the source
 * address, tch = of source and listener address and port, qch = of the QUIC connection id (no QUIC: as tch).
 */
export type SchedulerName = 'wrr' | 'rr' | 'wlc' | 'sch' | 'tch' | 'qch';

export interface PlannedTarget {
  /** `serverId:port`, maybe with `@address`: names the target in evidence and statistics. */
  readonly id: string;
  readonly address: string;
  readonly port: number;
  readonly weight: number;
  /**
   * False = known bad. On a pair's standby: not tried by fallback unless the active one is known bad too
   * (fail open). Pools list only healthy targets.
   */
  readonly healthy: boolean;
}

export type OnTargetLost =
  | { readonly kind: 'keep' }
  | { readonly kind: 'drain'; readonly timeoutMs: number }
  | { readonly kind: 'reset' };
