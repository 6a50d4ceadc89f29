/** What a data plane would report, made up: for tests of the actions that tell it. */
import type { Election } from '../../src/domain/election.ts';
import { initialElection } from '../../src/domain/election.ts';
import type { HealthRecord } from '../../src/domain/health.ts';
import type { ServerAddress } from '../../src/domain/resolve-route.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { ListenerRuntime, RuntimeView, TargetRuntime } from '../../src/domain/runtime-view.ts';

/** Listeners by `tcp/80`, whatever the id of their load balancer. */
export class MadeUpRuntime implements RuntimeView {
  readonly #listeners = new Map<string, ListenerRuntime>();

  set(protocolAndPort: string, changes: Partial<ListenerRuntime>): void {
    this.#listeners.set(protocolAndPort, {
      state: 'running',
      failure: null,
      engine: 'embedded',
      appliedRevision: 7,
      targets: [],
      election: null,
      failover: null,
      penalty: 0,
      activeConnections: 0,
      ...changes,
    });
  }

  listener(key: string): ListenerRuntime | undefined {
    return this.#listeners.get(key.slice(key.indexOf('/') + 1));
  }
}

export function madeUpElection(changes: Partial<Election>): Election {
  return { ...initialElection(0), settled: true, ...changes };
}

export function madeUpTarget(
  serverId: string,
  port: number,
  changes: {
    readonly address?: ServerAddress;
    readonly health?: HealthRecord;
    readonly lastPassedMs?: number;
    readonly activeConnections?: number;
    readonly role?: Role;
  } = {},
): TargetRuntime {
  return {
    target: {
      id: `${serverId}:${port}`,
      serverId,
      serverType: 'ecs',
      role: changes.role ?? null,
      port,
      weight: 100,
      address: changes.address ?? { kind: 'known', address: '192.0.2.7' },
      probe: null,
    },
    health: changes.health ?? null,
    lastPassedMs: changes.lastPassedMs ?? null,
    activeConnections: changes.activeConnections ?? 0,
  };
}

export function madeUpHealth(
  verdict: HealthRecord['verdict'],
  changes: Partial<HealthRecord> = {},
): HealthRecord {
  return { verdict, sinceMs: 0, contradicting: 0, lastResult: null, ...changes };
}
