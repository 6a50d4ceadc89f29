/** Puts the control plane together and runs its loops; the one thing that main starts besides the API. */
import { keys, prefixes } from '../domain/keys.ts';
import type { HealthRecord, ProbeKey, ProbeResult } from '../domain/health.ts';
import type { PlanSecrets, PlanSettings } from '../domain/plan.ts';
import type { FailoverDefaults } from '../domain/policy.ts';
import { routesOf } from '../domain/resolve.ts';
import type { EngineEvidence, Observed, Suspect } from '../engine/engine.ts';
import type { Engines } from '../engine/engines.ts';
import type { HealthMonitor } from '../health/monitor-types.ts';
import type { Clock } from '../lib/clock.ts';
import { Supervisor } from '../lib/supervisor.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import { DecodedEntries } from '../store/decoded-entries.ts';
import type { Store } from '../store/store.ts';
import { Elections } from './elections.ts';
import { History } from './history.ts';
import { Live } from './live/live.ts';
import { TrafficHistory } from './live/traffic-history.ts';
import { registerControlMetrics } from './metrics.ts';
import { Projection } from './projection.ts';
import { Reconciler } from './reconciler.ts';
import { Runtime } from './runtime.ts';
import { readSavedState, type SavedState } from './saved-state.ts';
import { Directory, type LookUpName } from './server-directory.ts';
import { StateWriter } from './state-writer.ts';
import { Timeline } from './timeline.ts';

export interface ControlPlaneOptions {
  readonly store: Store;
  /** Shared with whoever else reads the store; one of its own by default. */
  readonly decoded?: DecodedEntries;
  readonly engines: Engines;
  readonly monitor: HealthMonitor;
  readonly metrics: Metrics;
  readonly configuredServers: ReadonlyMap<string, string>;
  readonly failover: FailoverDefaults;
  readonly planSettings: PlanSettings;
  readonly planSecrets: PlanSecrets;
  readonly clock: Clock;
  readonly log: Logger;
  readonly lookUpName?: LookUpName;
  /** What the engines have in force, and what is stored of earlier decisions, when they have been asked for already. */
  readonly observing?: Promise<Observed>;
  readonly saved?: Promise<SavedState>;
}

export interface ControlPlane {
  readonly live: Live;
  readonly trafficHistory: TrafficHistory;
  readonly runtime: Runtime;
  readonly directory: Directory;
  readonly reconciler: Reconciler;
  /** Ends the loops and writes what is still to be written. The engines and the store stay open. */
  close(): Promise<void>;
}

/** Resolves when the stored state has been read and the first plan is on its way to the engines. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { store, engines, monitor, clock, log } = options;
  const supervisor = new Supervisor(({ task, error, retryInMs }) =>
    log.error('background_task_failed', { task, error, retryInMs }),
  );
  const writer = new StateWriter(store, clock, (error) => log.error('state_not_written', { error }));
  const observing = options.observing ?? engines.observe();
  // It may fail before anybody waits for it.
  observing.catch(() => undefined);
  const saved = await (options.saved ?? readSavedState(store));
  monitor.restore(saved.verdicts);
  const elections = new Elections(saved.elections, writer);
  const live: Live = new Live({
    loadBalancers: () => projection.desired.loadBalancers,
    listeners: () => reconciler.listeners,
    runtimeOf: (listener) => runtime.runtimeOf(listener),
  });
  const trafficHistory = new TrafficHistory({
    listeners: () => reconciler.listeners,
    trafficOf: (key) => live.trafficOf(key),
    monitor,
  });
  const history = new History(writer, saved.lastSequences, (event) => live.happened(event));
  const timeline = new Timeline(history, log);

  let started = false;
  const wake = (): void => {
    if (started) reconciler.wake();
  };
  const projection = new Projection(store, options.decoded ?? new DecodedEntries(), wake);
  const directory = new Directory({
    configured: options.configuredServers,
    inventory: () => projection.servers,
    clock,
    onChange: (serverIds) => {
      if (started) reconciler.moved(serverIds);
    },
    ...(options.lookUpName && { lookUpName: options.lookUpName }),
  });
  const reconciler = new Reconciler({
    projection,
    resolveServer: directory.resolve,
    monitor,
    engines,
    elections,
    timeline,
    failover: options.failover,
    planSettings: options.planSettings,
    planSecrets: options.planSecrets,
    onConcerned: (keys) => live.concerned(keys),
    clock,
    log,
  });
  const runtime = new Runtime({
    reconciler,
    monitor,
    elections,
    timeline,
    engines,
    failover: options.failover,
    clock,
    onStats: (stats, nowMs) => {
      live.counted(stats, nowMs);
      trafficHistory.sample(clock.now());
    },
  });

  registerControlMetrics({ metrics: options.metrics, reconciler, elections, monitor, runtime, clock });
  /** Where clients' connects count: with fast detection. */
  const suspectsOf = (check: ProbeKey): readonly Suspect[] =>
    timeline.routesWith(check).flatMap(({ key, failover, targets }) => {
      if (failover?.detection.kind !== 'fast') return [];
      return targets
        .filter(({ probe }) => probe?.key === check)
        .map(({ id: targetId }) => ({ key, targetId }));
    });
  // A verdict is written when it changes, and once when a check begins with that of the one it replaces.
  const written = new Set(saved.verdicts.keys());
  monitor.onResult((key, result, record) => {
    timeline.result(key, result, record);
    if (isSilent(result) && record.verdict === 'healthy') engines.suspect(suspectsOf(key));
    if (record.verdict === 'unknown' || written.has(key)) return;
    written.add(key);
    writer.put('verdicts', keys.verdict(key), { key, record });
  });
  monitor.onTransition((transition) => {
    timeline.transition(transition, (key) => elections.get(key)?.active ?? 'None');
    const record = monitor.view().get(transition.key);
    if (record) writer.put('verdicts', keys.verdict(transition.key), { key: transition.key, record });
    if (started) reconciler.turned(transition.key);
  });

  supervisor.run('state-writer', (signal) => writer.run(signal));
  supervisor.run('server-names', (signal) => directory.run(signal));
  supervisor.run('engine-statistics', (signal) => runtime.run(signal));
  supervisor.run('watch-for-watchers', async (signal) => {
    const { revision } = await store.list(prefixes.loadBalancers);
    for await (const { puts, deletes } of store.watch('', revision, signal)) {
      live.written([...puts.map(({ key }) => key), ...deletes]);
    }
  });
  for (const engine of engines.all) {
    supervisor.run(`evidence-of-${engine.name}`, async (signal) => {
      for await (const evidence of engine.evidence(signal))
        noteEvidence(evidence, { monitor, timeline, log });
    });
  }
  await new Promise<void>((ready) => {
    supervisor.run('projection', (signal) => projection.follow(signal, ready));
  });
  // A name that merely has not been looked up yet is no evidence against its server.
  await directory.prepare(serverIdsOf(projection));
  const { revision } = await observing.catch(async (error: unknown) => {
    await supervisor.close();
    throw error;
  });
  started = true;
  reconciler.start(revision);
  dropUnusedVerdicts(saved.verdicts, reconciler, writer);

  return {
    live,
    trafficHistory,
    runtime,
    directory,
    reconciler,
    async close() {
      await reconciler.close();
      await supervisor.close();
    },
  };
}

/** A probe that nobody answered. */
function isSilent({ source, outcome }: ProbeResult): boolean {
  return source === 'probe' && outcome === 'timed-out';
}

function serverIdsOf(projection: Projection): readonly string[] {
  return [...projection.desired.serverGroups.values()].flatMap((group) =>
    group.members.flatMap((member) => (member.serverIp === null ? [member.serverId] : [])),
  );
}

/** Verdicts of checks that nobody has any more would pile up for ever. */
function dropUnusedVerdicts(
  verdicts: ReadonlyMap<ProbeKey, HealthRecord>,
  reconciler: Reconciler,
  writer: StateWriter,
): void {
  const routes = [...reconciler.listeners.values()].flatMap(routesOf);
  const used = new Set(routes.flatMap(({ targets }) => targets.map(({ probe }) => probe?.key)));
  for (const key of verdicts.keys()) if (!used.has(key)) writer.delete(keys.verdict(key));
}

function noteEvidence(
  evidence: EngineEvidence,
  parts: { readonly monitor: HealthMonitor; readonly timeline: Timeline; readonly log: Logger },
): void {
  switch (evidence.kind) {
    case 'connect-failed':
      parts.monitor.reportConnectFailure({
        transport: evidence.key.includes('/udp/') ? 'udp' : 'tcp',
        address: evidence.address,
        port: evidence.port,
        outcome: evidence.outcome,
        detail: '',
        durationMs: evidence.afterMs,
        atMs: evidence.atMs,
      });
      return;
    case 'first-served':
      parts.timeline.firstServed(evidence);
      return;
    case 'restarted':
      parts.log.warn('engine_restarted', { why: evidence.reason });
      return;
  }
}
