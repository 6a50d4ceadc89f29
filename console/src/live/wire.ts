/** What the event stream tells. */
import type { WireEvent } from '../group/event.ts';

export interface BalancerSummary {
  readonly name: string;
  readonly address: string;
  readonly status: string;
  readonly listeners: number;
  readonly running: number;
  readonly failing: number;
  readonly attention: string | null;
  readonly level: 'ok' | 'warning' | 'critical';
  readonly connections: number;
  readonly newConnectionsPerSecond: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
}

export interface LiveTarget {
  readonly id: string;
  readonly serverId: string;
  readonly port: number;
  readonly role: 'Master' | 'Slave' | null;
  readonly address: string | null;
  readonly status: string;
  readonly statusSinceMs: number | null;
  readonly evidence: string | null;
  readonly evidenceAtMs: number | null;
  readonly latencyMs: number | null;
  readonly connections: number;
  readonly newConnectionsPerSecond: number;
  readonly weight: number;
}

export interface LiveListener {
  readonly port: number;
  readonly protocol: string;
  readonly state: string;
  readonly failure: string | null;
  readonly groupId: string | null;
  readonly groupKind: string;
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
  readonly fallbacks: number;
  readonly targets: readonly LiveTarget[];
}

export interface BalancerEvent {
  readonly listeners: readonly LiveListener[];
}

export type { WireEvent };
