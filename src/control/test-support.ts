/** A control plane with everything around it in the test's hands. */
import { RECORD_SCHEMA_VERSION, type MasterSlaveServerGroup } from '../domain/resources.ts';
import type { LoadBalancerId, ServerGroupId } from '../domain/ids.ts';
import type {
  HealthRecord,
  HealthTransition,
  ProbeKey,
  ProbeResult,
  ProbeSpec,
  Verdict,
} from '../domain/health.ts';
import { keys } from '../domain/keys.ts';
import type { ForwardingPlan, PlannedPair } from '../domain/plan-types.ts';
import { defaultFailover, noOverrides } from '../domain/policy.ts';
import { defaultPlanSettings } from '../domain/plan.ts';
import { madeUpLoadBalancer, madeUpTcpListener, noSecrets } from '../domain/test-support.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import type { Applied, BindFailure, EngineEvidence, ForwardingEngine, Suspect } from '../engine/engine.ts';
import { Engines } from '../engine/engines.ts';
import type { ConnectFailure, HealthMonitor } from '../health/monitor-types.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLogger } from '../observability/logger.ts';
import { Metrics } from '../observability/metrics.ts';
import { decodeEnvelope, encodeRecord } from '../store/codec.ts';
import { MemoryStore } from '../store/memory/store.ts';
import type { Store } from '../store/store.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import type { LookUpName } from './server-directory.ts';

export const LB = 'lb-1' as LoadBalancerId;
export const GROUP = 'rsp-1' as ServerGroupId;
export const LISTENER = `${LB}/tcp/80`;

/** Keeps the plans; fails as told. */
export class RecordingEngine implements ForwardingEngine {
  readonly name = 'embedded';
  readonly features = new Set<never>();
  readonly refuses = (): undefined => undefined;
  readonly plans: ForwardingPlan[] = [];
  readonly suspects: Suspect[] = [];
  /** Of the next applies: throw, or report the listener as not bound. */
  unreachable = 0;
  bindFailure: BindFailure | undefined;
  #tell: ((evidence: EngineEvidence) => void) | undefined;

  async apply(plan: ForwardingPlan): Promise<Applied> {
    if (this.unreachable > 0) {
      this.unreachable -= 1;
      throw new Error('the engine cannot be reached');
    }
    this.plans.push(plan);
    const failure = this.bindFailure;
    return {
      revision: plan.revision,
      cutConnections: 0,
      listeners: plan.listeners.map(({ key }) => (failure ? { key, failure } : { key })),
    };
  }

  async observe() {
    return { revision: this.plans.at(-1)?.revision ?? 0, listeners: [] };
  }

  async stats() {
    return [];
  }

  suspect(suspects: readonly Suspect[]): void {
    this.suspects.push(...suspects);
  }

  tell(evidence: EngineEvidence): void {
    this.#tell?.(evidence);
  }

  async *evidence(signal: AbortSignal): AsyncGenerator<EngineEvidence> {
    while (!signal.aborted) {
      yield await new Promise<EngineEvidence>((resolve, reject) => {
        this.#tell = resolve;
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      }).catch(() => ({ kind: 'restarted', atMs: 0, reason: 'end' }) as const);
    }
  }

  async close(): Promise<void> {}

  get lastPair(): PlannedPair | undefined {
    const backend = this.plans.at(-1)?.listeners.find(({ key }) => key === LISTENER)?.backend;
    return backend?.kind === 'pair' ? backend : undefined;
  }
}

/** Verdicts are set by the test, by the address of the server. */
export class ManualMonitor implements HealthMonitor {
  readonly failures: ConnectFailure[] = [];
  #records = new Map<ProbeKey, HealthRecord>();
  #specs: ReadonlyMap<ProbeKey, ProbeSpec> = new Map();
  #onTransition: (transition: HealthTransition) => void = () => undefined;
  #onResult: (key: ProbeKey, result: ProbeResult, record: HealthRecord) => void = () => undefined;

  setChecks(specs: ReadonlyMap<ProbeKey, ProbeSpec>): void {
    this.#specs = specs;
  }

  restore(records: ReadonlyMap<ProbeKey, HealthRecord>): void {
    this.#records = new Map(records);
  }

  view(): ReadonlyMap<ProbeKey, HealthRecord> {
    return this.#records;
  }

  reportConnectFailure(failure: ConnectFailure): void {
    this.failures.push(failure);
  }

  onTransition(listener: (transition: HealthTransition) => void): void {
    this.#onTransition = listener;
  }

  onResult(listener: (key: ProbeKey, result: ProbeResult, record: HealthRecord) => void): void {
    this.#onResult = listener;
  }

  async close(): Promise<void> {}

  get probed(): readonly string[] {
    return [...this.#specs.values()].map(({ address }) => address);
  }

  /** A probe that fails, and alone says nothing yet. */
  fail(address: string, outcome: ProbeResult['outcome']): void {
    for (const [key, spec] of this.#specs) {
      const record = this.#records.get(key);
      if (spec.address !== address || !record) continue;
      const result: ProbeResult = { outcome, source: 'probe', detail: '', durationMs: 1, atMs: Date.now() };
      this.#onResult(key, result, { ...record, contradicting: 1, lastResult: result });
    }
  }

  judge(address: string, to: Exclude<Verdict, 'unknown'>): void {
    for (const [key, spec] of this.#specs) {
      if (spec.address !== address) continue;
      const atMs = Date.now();
      const evidence: ProbeResult = {
        outcome: to === 'healthy' ? 'ok' : 'refused',
        source: 'probe',
        detail: '',
        durationMs: 1,
        atMs,
      };
      const record: HealthRecord = { verdict: to, sinceMs: atMs, contradicting: 0, lastResult: evidence };
      const from = this.#records.get(key)?.verdict ?? 'unknown';
      this.#records.set(key, record);
      this.#onResult(key, evidence, record);
      this.#onTransition({ key, from, to, results: 3, evidence });
    }
  }
}

export const listener = madeUpTcpListener(LB, { kind: 'master-slave', groupId: GROUP });

export function pair(masterId = '192.0.2.1', slaveId = '192.0.2.2'): MasterSlaveServerGroup {
  const member = { type: 'ecs', weight: 100, serverIp: null, description: '', port: 6379 } as const;
  return {
    kind: 'master-slave',
    id: GROUP,
    loadBalancerId: LB,
    name: '',
    members: [
      { ...member, serverId: masterId, role: 'Master' },
      { ...member, serverId: slaveId, role: 'Slave' },
    ],
    failover: noOverrides,
    tags: [],
    createdMs: 0,
  };
}

export async function write<K extends RecordKind>(
  store: Store,
  _kind: K,
  key: string,
  value: RecordOf<K>,
): Promise<number> {
  return store.commit({
    preconditions: [],
    writes: [{ kind: 'put', key, value: encodeRecord(RECORD_SCHEMA_VERSION, value) }],
  });
}

export async function values(store: Store, prefix: string): Promise<readonly unknown[]> {
  const { entries } = await store.list(prefix);
  return entries.map((entry) => decodeEnvelope(entry.value, entry.key).value);
}

/** One load balancer, one running listener, one pair. */
export async function pairedStore(group = pair()): Promise<MemoryStore> {
  const store = new MemoryStore();
  await write(store, 'loadBalancers', keys.loadBalancer(LB), madeUpLoadBalancer(LB));
  await write(store, 'serverGroups', keys.serverGroup(GROUP), group);
  await write(store, 'listeners', keys.listener(LB, 'tcp', 80), listener);
  return store;
}

export interface Stage {
  readonly control: ControlPlane;
  readonly engine: RecordingEngine;
  readonly monitor: ManualMonitor;
}

export async function startStage(
  store: Store,
  options: { readonly lookUpName?: LookUpName; readonly engine?: RecordingEngine } = {},
): Promise<Stage> {
  const engine = options.engine ?? new RecordingEngine();
  const monitor = new ManualMonitor();
  const control = await startControlPlane({
    store,
    engines: new Engines(engine),
    monitor,
    metrics: new Metrics(),
    configuredServers: new Map(),
    failover: defaultFailover,
    planSettings: defaultPlanSettings,
    planSecrets: noSecrets,
    clock: systemClock,
    log: silentLogger,
    ...(options.lookUpName && { lookUpName: options.lookUpName }),
  });
  return { control, engine, monitor };
}
