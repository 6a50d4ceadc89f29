/** What `hotspare status` knows, in its own words; also the form of `--json`. Times are ISO texts as the API gives them. */
export interface ServiceStatus {
  readonly endpoint: string;
  readonly time: string;
  /** Those that forward; a strict service does not tell. */
  readonly engines: readonly EngineStatus[];
  readonly loadBalancers: readonly LoadBalancerStatus[];
}

export interface EngineStatus {
  readonly name: string;
  /** tcp, udp: what it is meant to carry. */
  readonly protocols: readonly string[];
  /** Why this one. */
  readonly reason: string;
}

export interface LoadBalancerStatus {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly address: string;
  /** active, inactive or locked. */
  readonly status: string;
  readonly listeners: readonly ListenerStatus[];
}

export interface ListenerStatus {
  readonly protocol: string;
  readonly port: number;
  /** starting, running, stopping or stopped. */
  readonly state: string;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Of a listener in front of a master-slave group; null for others. */
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly active: {
    readonly role: string;
    readonly serverId: string | null;
    readonly since: string | null;
    readonly epoch: number | null;
    readonly reason: string | null;
  } | null;
  /** Why it is active. */
  readonly sentence: string | null;
  readonly held: { readonly why: string; readonly until: string | null; readonly sentence: string } | null;
  readonly connections: number | null;
  readonly servers: readonly ServerStatus[];
}

export interface ServerStatus {
  readonly id: string;
  readonly port: number;
  /** Master or Slave; null outside a master-slave group. */
  readonly role: string | null;
  readonly active: boolean;
  readonly address: string | null;
  readonly addressProblem: string | null;
  /** normal, abnormal or unavailable. */
  readonly health: string;
  readonly since: string | null;
  readonly evidence: string | null;
  readonly evidenceTime: string | null;
  readonly lastPassed: string | null;
  readonly connections: number | null;
}
