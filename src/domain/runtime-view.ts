/** What is true now, for Describe… actions and status: read-only, in memory, never stored desired state. */
import type { Election } from './election.ts';
import type { HealthRecord } from './health.ts';
import type { ListenerKey } from './plan-types.ts';
import type { FailoverPolicy } from './policy.ts';
import type { ResolvedTarget } from './resolve-route.ts';

export interface RuntimeView {
  /** Of a listener or, by its key, of a rule. Undefined: it is not known to the reconciler (yet). */
  listener(key: ListenerKey): ListenerRuntime | undefined;
}

export interface ListenerRuntime {
  /**
   * `starting` until the engine has it in force, also while a port cannot be bound; `stopping` until it is gone; `idle`:
   * started, but its load balancer is inactive and forwards nothing.
   */
  readonly state: 'starting' | 'running' | 'stopping' | 'stopped' | 'idle';
  /** Why it is not in force, with the remedy. */
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly engine: string;
  /** Store revision of the desired state that the engine has applied. */
  readonly appliedRevision: number;
  readonly targets: readonly TargetRuntime[];
  /** Of a listener with a complete master-slave group. */
  readonly election: Election | null;
  readonly failover: FailoverPolicy | null;
  /** Decayed to now. */
  readonly penalty: number;
  readonly activeConnections: number;
}

export interface TargetRuntime {
  readonly target: ResolvedTarget;
  /** Null: not probed. */
  readonly health: HealthRecord | null;
  /** Wall time of the last passed probe; null when there was none since the start. */
  readonly lastPassedMs: number | null;
  readonly activeConnections: number;
}
