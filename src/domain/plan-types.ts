/**
 * The forwarding plan: everything an engine must do, with health and roles already decided. Engines obey it and
 * never probe, elect or read the store. Pure data, JSON-safe: it crosses a process boundary as it is.
 */
import type { TlsVersion } from './tls-policies.ts';

/** `lb-…/tcp/80`: one listener of one load balancer. TCP and UDP may share a port. */
export type ListenerKey = string;

export type TransportProtocol = 'tcp' | 'udp';
export type HttpProtocol = 'http' | 'https';

export interface ForwardingPlan<Listener extends PlannedListener = PlannedListener> {
  /** Grows with every plan handed to an engine; echoed in `Applied`. */
  readonly revision: number;
  readonly listeners: readonly Listener[];
}

/** Of an engine that forwards on layer 4 alone. */
export type TransportPlan = ForwardingPlan<PlannedTransportListener>;

export type PlannedListener = PlannedTransportListener | PlannedHttpListener;

/** Where its clients go: its own route, and one for each rule. */
export function plannedRoutes(listener: PlannedListener): readonly Pick<PlannedRule, 'key' | 'backend'>[] {
  return 'http' in listener ? [listener, ...listener.http.rules] : [listener];
}

export function isHttp(listener: PlannedListener): listener is PlannedHttpListener {
  return listener.protocol === 'http' || listener.protocol === 'https';
}

export function isTransport(listener: PlannedListener): listener is PlannedTransportListener {
  return !isHttp(listener);
}

interface PlannedCommon {
  readonly key: ListenerKey;
  /** Address of the load balancer (IPv4 or IPv6 text) and the listener's port. */
  readonly address: string;
  readonly port: number;
  /** Of layer 7: for requests that no rule wants. */
  readonly backend: PlannedPair | PlannedPool;
  /** Others are turned away: reset (TCP) or dropped (UDP). */
  readonly access: PlannedAccess;
  /** Whether what is established is closed when a change of `access` no longer lets its client in. */
  readonly closeDisallowed: boolean;
  /** What happens to established connections whose target no longer takes new ones. UDP flows always move. */
  readonly onTargetLost: OnTargetLost;
  /** One connect attempt to a target, not UDP. */
  readonly connectTimeoutMs: number;
  readonly limits: PlannedLimits;
}

export interface PlannedTransportListener extends PlannedCommon {
  readonly protocol: TransportProtocol;
  /** Idle time after which an established TCP connection is closed. Null for UDP. */
  readonly establishedTimeoutMs: number | null;
  /** Idle time after which a UDP flow is forgotten. Null for TCP. */
  readonly udpFlowTimeoutMs: number | null;
  /** TCP: a server is told first, by PROXY protocol version 2, who the client is. Without effect on UDP. */
  readonly proxyProtocolV2: boolean;
}

export interface PlannedHttpListener extends PlannedCommon {
  readonly protocol: HttpProtocol;
  readonly http: PlannedHttp;
  /** Of HTTPS; null for HTTP. */
  readonly tls: PlannedTls | null;
}

export interface PlannedHttp {
  /** Requests are not forwarded but sent to this port by HTTPS, with 301; null = they are forwarded. */
  readonly redirectPort: number | null;
  /** Whether answers of the types that are worth it are compressed for clients that take gzip. */
  readonly gzip: boolean;
  /** How long a client's connection may lie idle between two requests. */
  readonly idleTimeoutMs: number;
  /** From a request's end to the beginning of its answer; then 504. */
  readonly requestTimeoutMs: number;
  readonly forwardedHeaders: PlannedForwardedHeaders;
  readonly persistence: PlannedCookie;
  /** Keys the marks that cookies carry, so that nobody learns from them who the servers are; empty where no cookie is marked. The same after a restart. */
  readonly cookieSecret: string;
  /** In no order: the domain rule `ruleFor` says which one counts. */
  readonly rules: readonly PlannedRule[];
}

/** Headers that servers get beside X-Forwarded-For; null or false = they do not. */
export interface PlannedForwardedHeaders {
  /** SLB-ID. */
  readonly loadBalancerId: string | null;
  /** SLB-IP. */
  readonly address: boolean;
  /** X-Forwarded-Proto. */
  readonly proto: boolean;
  /** X-Forwarded-Port: the listener's. */
  readonly port: boolean;
  /** X-Forwarded-Client-srcport. */
  readonly clientPort: boolean;
}

/** Which server a client goes back to, by cookie. It never pins to a target that takes nothing new. */
export type PlannedCookie =
  | { readonly kind: 'off' }
  /** Cookie SERVERID, ours, of this life. */
  | { readonly kind: 'insert'; readonly lifeMs: number }
  /** The servers' own cookie of this name, which gets a mark of ours in front of its value. */
  | { readonly kind: 'rewrite'; readonly name: string };

export interface PlannedRule {
  /** Its listener's with the rule's id behind it: stands in evidence and statistics. */
  readonly key: ListenerKey;
  /** Small letters, exact or `*.example.com`; empty = every domain. */
  readonly domain: string;
  /** Beginning of the path; empty = every path. */
  readonly url: string;
  readonly backend: PlannedPair | PlannedPool;
  readonly onTargetLost: OnTargetLost;
  readonly connectTimeoutMs: number;
  readonly persistence: PlannedCookie;
}

export interface PlannedTls {
  /** For clients that ask for none of the names below, or for none. */
  readonly certificate: PlannedCertificate;
  /** By name asked for (SNI), small letters, exact or `*.example.com`. */
  readonly domains: readonly { readonly domain: string; readonly certificate: PlannedCertificate }[];
  /** PEM of the authorities whose client certificates are demanded; null = none are. */
  readonly clientCaPem: string | null;
  readonly minVersion: TlsVersion;
  readonly maxVersion: TlsVersion;
  /** OpenSSL names, those of TLS 1.3 among them, best first. */
  readonly ciphers: readonly string[];
  readonly http2: boolean;
}

export interface PlannedCertificate {
  /** Server certificate first, then its chain. */
  readonly certificatePem: string;
  /** PKCS #8, readable: kept in memory only. */
  readonly keyPem: string;
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
