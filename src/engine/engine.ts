/**
 * What a data plane is to the rest of the system. An engine carries out plans; it never probes, elects or reads
 * the store. Every engine passes test/conformance/engine.
 */
import type { ForwardingPlan, ListenerKey, PlannedListener } from '../domain/plan-types.ts';

export type EngineName = 'embedded' | 'nftables';

/** What an engine can do. A conformance case that needs an undeclared feature is skipped, visibly. */
export type EngineFeature =
  | 'tcp'
  | 'udp'
  | 'ipv6'
  | 'scheduler-wrr'
  | 'scheduler-rr'
  | 'scheduler-sch'
  | 'scheduler-tch'
  | 'scheduler-qch'
  | 'scheduler-wlc'
  | 'persistence'
  | 'bandwidth'
  /** TCP beyond the limit waits instead of being lost, so that connections get equal shares. */
  | 'bandwidth-sharing'
  | 'connection-limits'
  /** A changed number of connections counts those that were there before. */
  | 'connection-limit-changes'
  | 'proxy-protocol'
  | 'half-close'
  | 'established-timeout'
  | 'drain'
  | 'reset'
  | 'access-control'
  | 'connect-fallback'
  | 'connect-hold'
  /** Servers of the other address family than the listener's. */
  | 'mixed-families'
  /** Bytes are counted as payload, to the byte; else of TCP some bytes of headers are among them. */
  | 'payload-counters'
  /** What a server still answers after its flow has moved reaches the client. */
  | 'late-answers'
  | 'http'
  | 'https'
  | 'http2'
  /** HTTPS: a certificate by the name asked for. */
  | 'sni'
  /** HTTPS: client certificates are demanded. */
  | 'mutual-tls'
  | 'websocket'
  | 'gzip'
  | 'cookie-persistence'
  | 'rules'
  | 'redirect'
  | 'survives-control-plane'
  | 'restarts-by-itself';

export interface ForwardingEngine {
  readonly name: EngineName;
  readonly features: ReadonlySet<EngineFeature>;
  /** How it runs now, in one sentence; for status and log. */
  condition?(): string;
  /** Why it cannot carry this listener, in one sentence; another engine does then. Undefined: it can. */
  refuses(listener: PlannedListener): string | undefined;
  /**
   * Brings the whole plan into force: idempotent, atomic per listener; the engine finds the difference. Resolves
   * when new connections follow the plan. A listener that cannot be bound is reported, not thrown. Rejects with
   * `EngineError` when the engine cannot be reached; the caller tries again.
   */
  apply(plan: ForwardingPlan): Promise<Applied>;
  /** What is really in force. An engine that has just (re)started reports no listeners. */
  observe(): Promise<Observed>;
  stats(): Promise<readonly ListenerStats[]>;
  /**
   * A check of these has gone without an answer. An engine that does not see by itself that connects do looks for them now,
   * and tells them as evidence; without the method it sees them.
   */
  suspect?(suspects: readonly Suspect[]): void;
  /** What connects taught the engine, as it happens; ends quietly when the signal is aborted. */
  evidence(signal: AbortSignal): AsyncIterable<EngineEvidence>;
  /** `drainMs` > 0: stop accepting, let connections end for that long, then close the rest. */
  close(options?: { readonly drainMs?: number }): Promise<void>;
}

export interface Applied {
  readonly revision: number;
  readonly listeners: readonly ListenerOutcome[];
  /** Established connections (and UDP flows) closed or moved at once by this plan. */
  readonly cutConnections: number;
}

export interface ListenerOutcome {
  readonly key: ListenerKey;
  /** Absent = in force. */
  readonly failure?: BindFailure;
}

export interface BindFailure {
  readonly code: 'port-in-use' | 'no-permission' | 'address-unavailable' | 'too-many-files' | 'other';
  /** One sentence: what failed, and how to put it right. */
  readonly message: string;
}

export interface Observed {
  /** Revision of the last plan applied since the engine started; 0 = none. */
  readonly revision: number;
  readonly listeners: readonly ObservedListener[];
}

/** Comparable to a `PlannedListener`. */
export interface ObservedListener {
  readonly key: ListenerKey;
  readonly protocol: PlannedListener['protocol'];
  readonly address: string;
  readonly port: number;
  readonly bound: boolean;
  /** Ids of the targets that take new connections now. */
  readonly serving: readonly string[];
  /** Of the pair in force; absent for pools. */
  readonly epoch?: number;
}

/** Counters since the engine started, except where "now" is said. */
export interface ListenerStats {
  readonly key: ListenerKey;
  /** Established connections or live UDP flows, now. */
  readonly activeConnections: number;
  readonly newConnections: number;
  /** Client connections that no target could serve. */
  readonly failedConnections: number;
  /** Client connections (UDP: datagrams that would have begun a flow) beyond what the plan allows. */
  readonly droppedConnections: number;
  /** Connects that went to the standby inside the client's own connection. */
  readonly fallbacks: number;
  readonly bytesFromClients: number;
  readonly bytesToClients: number;
  readonly packetsFromClients: number;
  readonly packetsToClients: number;
  readonly targets: readonly TargetStats[];
}

export interface TargetStats {
  readonly id: string;
  readonly activeConnections: number;
  readonly newConnections: number;
  readonly connectFailures: number;
}

/** A target of a listener. */
export interface Suspect {
  readonly key: ListenerKey;
  readonly targetId: string;
}

export type EngineEvidence =
  | {
      readonly kind: 'connect-failed';
      readonly key: ListenerKey;
      readonly targetId: string;
      readonly address: string;
      readonly port: number;
      readonly outcome: 'refused' | 'timed-out' | 'unreachable' | 'reset' | 'other';
      /** How long the connect took to fail. */
      readonly afterMs: number;
      readonly atMs: number;
    }
  | {
      /** First client connection (TCP) or datagram (UDP) served by the active target of this epoch. */
      readonly kind: 'first-served';
      readonly key: ListenerKey;
      readonly targetId: string;
      readonly epoch: number;
      readonly atMs: number;
    }
  | {
      /** The engine lost its state and needs the plan again. */
      readonly kind: 'restarted';
      readonly atMs: number;
      readonly reason: string;
    };

export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: 'unreachable' | 'closed' | 'incompatible' | 'start-failed' | 'protocol';
  readonly retryable: boolean;
  readonly subject: string | undefined;

  constructor(
    code: EngineError['code'],
    message: string,
    options: { subject?: string; retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? code === 'unreachable';
    this.subject = options.subject;
  }
}
