/** The composition root: builds everything by constructor calls, starts it, stops it in reverse. */
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { handlers } from './actions/index.ts';
import { neighbourHandlers } from './actions/neighbour/handlers.ts';
import type { ApiSettings, ServiceFacts } from './actions/context.ts';
import { catalogueDocument } from './catalogue/catalogue.ts';
import { openApiDocument } from './catalogue/openapi.ts';
import { VERSION } from './cli/version.ts';
import { type AccessKey, loadAccessKeys } from './config/access-key-file.ts';
import type { Config } from './config/schema.ts';
import { loadSecrets } from './config/secret-key-file.ts';
import { readTlsFiles } from './config/tls-files.ts';
import { contracts } from './contract/index.ts';
import { type ControlPlane, startControlPlane } from './control/control-plane.ts';
import { readSavedState } from './control/saved-state.ts';
import { defaultFlapDamping, type FailbackPolicy } from './domain/election.ts';
import { desiredPrefixes } from './domain/keys.ts';
import type { FailoverDefaults } from './domain/policy.ts';
import type { PlanSettings } from './domain/plan.ts';
import { openEngines, type OpenedEngines } from './engine/open-engines.ts';
import { type CheckLoops, LocalCheckLoops } from './health/check-loops.ts';
import { createHealthMonitor } from './health/monitor.ts';
import { createProbers } from './health/probers/registry.ts';
import { startHealthThread, ThreadCheckLoops } from './health/thread/loops.ts';
import { sleep, systemClock } from './lib/clock.ts';
import { Supervisor } from './lib/supervisor.ts';
import { giveBackMemory } from './net/give-back-memory.ts';
import { AuditLog } from './observability/audit-log.ts';
import { createLogger, type Logger } from './observability/logger.ts';
import { Metrics } from './observability/metrics.ts';
import { prettyDestination } from './observability/pretty.ts';
import { type AccessKey as KnownAccessKey, AccessKeys } from './server/access-keys.ts';
import { consoleRoutes } from './server/console.ts';
import { EventStreams } from './server/event-stream/event-streams.ts';
import { Listener } from './server/listener.ts';
import { allOperations, neighbourOperations } from './server/operation.ts';
import { Pipeline } from './server/pipeline.ts';
import { jsonDocumentRoute } from './server/json-document.ts';
import { metricsRoute, type Route, statusRoute } from './server/routes.ts';
import { type CertificatePem, selfSignedCertificate } from './server/self-signed.ts';
import { sweepExpired } from './server/sweep.ts';
import { DecodedEntries } from './store/decoded-entries.ts';
import { openMirror } from './store/mirror.ts';
import { openStore } from './store/registry.ts';
import type { Store } from './store/store.ts';

const HOUR_MS = 3_600_000;

/**
 * A certificate of our own is made soon after the start and not with the first client that speaks TLS, since clients
 * are told to trust its file before that; not at once, since it takes a tenth of a second from the first answers.
 */
const CERTIFICATE_AFTER_MS = 250;

/**
 * Starting leaves as much garbage as there is of what stays, and afterwards hardly any is made: V8 would see no reason to
 * collect it. By then everything is in force and the first round of checks is over.
 */
const GIVE_BACK_AFTER_MS = 5_000;

export interface Service {
  /** `http://127.0.0.1:8014`; the same port speaks HTTPS. */
  readonly endpoint: string;
  readonly accessKeys: readonly AccessKey[];
  readonly control: ControlPlane;
  /** Graceful: finishes running requests, lets connections end for `stopDrainSeconds`, then releases everything. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly log?: Logger;
  /** Built programs beside this one; other places for tests that run from the sources. */
  readonly engineEntry?: URL;
  readonly storeWorker?: URL;
  readonly healthWorker?: URL;
}

/** Rejects with `ConfigError`, `StoreError`, `EngineError` or the system's error when the port cannot be had. */
export async function startService(config: Config, options: StartOptions = {}): Promise<Service> {
  const closers: (() => Promise<void> | void)[] = [];
  try {
    return await start(config, options, (closer) => closers.unshift(closer), closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function start(
  config: Config,
  options: StartOptions,
  onClose: (closer: () => Promise<void> | void) => void,
  closers: readonly (() => Promise<void> | void)[],
): Promise<Service> {
  const clock = systemClock;
  const log = options.log ?? createServiceLog(config.log);
  const metrics = new Metrics();
  metrics.addProcessMetrics();
  const accessKeys = loadAccessKeys(config, options.environment ?? {});
  const folder = config.store === 'memory' ? temporaryFolder(onClose) : config.dataDir;

  const [stored, { engines, reports }] = await Promise.all([
    openStore(config.store === 'memory' ? 'memory:' : `sqlite:${folder}`, {
      workerUrl: options.storeWorker ?? new URL('./store-worker.js', import.meta.url),
    }),
    openConfiguredEngines(config, folder, options, log),
  ]);
  let store = stored;
  // With a mirror before it, that closes both.
  onClose(() => store.close());
  onClose(() => engines.close({ drainMs: config.stopDrainSeconds * 1000 }));
  // An engine process takes as long to start as the reading of everything does. What is read first is decoded while the
  // store's thread reads the rest.
  const observing = settledLater(engines.observe());
  const saved = settledLater(readSavedState(stored));
  store = await openMirror(stored, desiredPrefixes);
  const decoded = new DecodedEntries();

  const monitor = createHealthMonitor({
    clock,
    loops: checkLoops(config, options, log),
    random: Math.random,
    onListenerError: (error) => log.error('health_listener_failed', { error }),
  });
  onClose(() => monitor.close());
  const failover = failoverDefaults(config.failover);
  const secrets = loadSecrets(config);
  const control = await startControlPlane({
    store,
    decoded,
    engines,
    monitor,
    metrics,
    configuredServers: new Map(Object.entries(config.servers)),
    failover,
    planSettings: planSettings(config),
    planSecrets: { open: secrets.open, cookieSecret: () => secrets.derive('cookies') },
    clock,
    log,
    observing,
    saved,
  });
  onClose(() => control.close());
  const housekeeping = new Supervisor(({ task, error }) =>
    log.error('background_task_failed', { task, error }),
  );
  onClose(() => housekeeping.close());
  housekeeping.run('expired-records', async (signal) => {
    while (!signal.aborted) {
      await sweepExpired(store, clock.now());
      await sleep(clock, HOUR_MS, signal).catch(() => undefined);
    }
  });

  const audit = await AuditLog.open({
    directory: join(folder, 'audit'),
    maxBytes: config.audit.maxFileMiB * 1024 * 1024,
    keep: config.audit.keepFiles,
  });
  onClose(() => audit.close());
  const pipeline = new Pipeline({
    operations: allOperations(handlers),
    neighbours: neighbourOperations(neighbourHandlers, config.neighbours),
    store,
    decoded,
    keys: new AccessKeys([...accessKeys, ...userKeys(config)], store, secrets.open),
    clock,
    random: (max) => randomInt(max),
    settings: apiSettings(config, failover, reports),
    runtime: control.runtime,
    trafficHistory: control.trafficHistory,
    directory: control.directory,
    secrets,
    logger: log,
    metrics,
    strict: config.strict,
    strictBusy: config.strictBusy,
    rateLimit: config.rateLimit,
    audit,
  });
  const streams = new EventStreams(pipeline, control.live, clock);
  const provideCertificate = certificate(config, folder);
  // Files that are of no use end the start, not the first connection of a client.
  if (config.tls.cert !== undefined) await provideCertificate();
  const listener = new Listener({
    ...config.listen,
    api: pipeline,
    routes: routes(metrics, stored, streams, config),
    certificate: provideCertificate,
    logger: log,
  });
  const address = await listener.listen();
  onClose(() => listener.close());
  onClose(() => streams.close());
  if (config.store !== 'memory') {
    const timer = clock.setTimer(CERTIFICATE_AFTER_MS, () => void listener.prepareTls());
    onClose(() => timer.cancel());
  }
  const settled = clock.setTimer(GIVE_BACK_AFTER_MS, () => void giveBackMemory(clock));
  onClose(() => settled.cancel());
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    endpoint: `http://${host}:${address.port}`,
    accessKeys,
    control,
    close: () => closeAll(closers),
  };
}

/** It may fail before anybody waits for it. */
function settledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** In reverse order of the start. One that fails does not keep the others open. */
async function closeAll(closers: readonly (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** A memory store leaves nothing behind, nor does what goes with it. */
function temporaryFolder(onClose: (closer: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotspare-'));
  onClose(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function createServiceLog({ level, format }: Config['log']): Logger {
  const pretty = format === 'pretty' || (format === 'auto' && process.stdout.isTTY);
  return createLogger(pretty ? { level, destination: prettyDestination(process.stdout) } : { level });
}

function openConfiguredEngines(
  config: Config,
  folder: string,
  options: StartOptions,
  log: Logger,
): Promise<OpenedEngines> {
  const { sourceAddress } = config.nftables;
  const { interface: interfaceName } = config.addresses;
  const entry = options.engineEntry ?? new URL('./engine.js', import.meta.url);
  // Without a durable store nobody could take over an engine that was left behind.
  const orphan = config.store === 'memory' ? 'exit' : config.engine.orphan;
  const { lane, workers } = config.engine;
  return openEngines(
    {
      wishes: config.engines,
      embedded:
        config.engine.mode === 'inline'
          ? { mode: 'inline' }
          : {
              mode: 'child',
              entry,
              directory: folder,
              orphan,
              lane,
              workers,
              logFile: join(folder, 'engine.log'),
            },
      nftables: {
        sourceAddress:
          typeof sourceAddress === 'string'
            ? { kind: sourceAddress }
            : { kind: 'addresses', addresses: sourceAddress },
        stateFile: join(folder, 'nftables.json'),
      },
      ...(interfaceName !== undefined && { addresses: { interfaceName, owner: resolve(folder) } }),
    },
    systemClock,
    (event, fields) => log.info(event, fields),
  );
}

/** Who has the engine in the process has everything there: nothing built is needed to run. */
function checkLoops(config: Config, options: StartOptions, log: Logger): CheckLoops {
  if (config.engine.mode === 'inline') return new LocalCheckLoops(systemClock, createProbers(systemClock));
  const url = options.healthWorker ?? new URL('./health-worker.js', import.meta.url);
  return new ThreadCheckLoops({
    clock: systemClock,
    startThread: () => startHealthThread(url),
    random: Math.random,
    onFailure: (error) => log.error('health_thread_failed', { error }),
  });
}

function failoverDefaults(config: Config['failover']): FailoverDefaults {
  const failback: FailbackPolicy =
    config.failback === 'delayed'
      ? { mode: 'delayed', delayMs: config.failbackDelaySeconds * 1000 }
      : { mode: config.failback };
  return {
    failback,
    bothDown: config.bothDown,
    detection: config.detection,
    fastIntervalMs: config.fastIntervalMs,
    fastTimeoutMs: config.fastTimeoutMs,
    onConnectFailure: config.onConnectFailure,
    holdMs: config.holdSeconds * 1000,
    established: config.established,
    drainMs: config.drainSeconds * 1000,
    standbyProbe: config.standbyProbe,
    damping: { ...defaultFlapDamping, enabled: config.flapDamping },
  };
}

function planSettings(config: Config): PlanSettings {
  return {
    pairConnectTimeoutMs: config.engine.pairConnectTimeoutMs,
    connectTimeoutMs: config.engine.connectTimeoutMs,
    udpFlowTimeoutMs: config.engine.udpFlowTimeoutSeconds * 1000,
    closeDisallowed: config.access.closeDisallowed,
    enforceSpec: config.enforceSpec,
  };
}

function userKeys({ users }: Config): readonly KnownAccessKey[] {
  return users.flatMap(({ name, policy, accessKeys }) =>
    accessKeys.map((key) => ({ ...key, user: { name, policy } })),
  );
}

function apiSettings(
  config: Config,
  failover: FailoverDefaults,
  engines: OpenedEngines['reports'],
): ApiSettings {
  return {
    defaultRegionId: config.region,
    regions: config.regions,
    addressPools: config.addressPools,
    unknownServers: config.unknownServers,
    quotas: config.quotas,
    failover,
    service: serviceFacts(config, engines),
    users: config.users.map(({ name, policy, accessKeys }) => ({
      name,
      policy,
      accessKeyIds: accessKeys.map(({ id }) => id),
    })),
  };
}

function serviceFacts(config: Config, engines: OpenedEngines['reports']): ServiceFacts {
  const { host, port } = config.listen;
  return {
    version: VERSION,
    listenAddress: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
    certificateOrigin: config.tls.cert === undefined ? 'own' : 'configured',
    store: config.store,
    strict: config.strict,
    strictBusy: config.strictBusy,
    enforceSpec: config.enforceSpec,
    rateLimit: config.rateLimit,
    engines,
  };
}

function certificate(config: Config, folder: string): () => Promise<CertificatePem> {
  const { cert, key } = config.tls;
  if (cert === undefined || key === undefined) {
    const directory = config.store === 'memory' ? undefined : folder;
    return () => selfSignedCertificate({ directory, names: [config.listen.host], nowMs: systemClock.now() });
  }
  return () => readTlsFiles({ cert, key });
}

function routes(
  metrics: Metrics,
  store: Store,
  streams: EventStreams,
  { strict }: Config,
): ReadonlyMap<string, Route> {
  return new Map<string, Route>([
    ['/healthz', statusRoute(() => ({ ok: true, text: 'ok' }))],
    ['/readyz', readiness(store)],
    ['/metrics', metricsRoute(metrics)],
    ['/openapi.json', jsonDocumentRoute(() => openApiDocument(contracts, { strict }))],
    ['/catalogue.json', jsonDocumentRoute(() => catalogueDocument(contracts, { strict }))],
    // Ours, like the actions that strict mode refuses.
    ...(strict ? [] : [['/events', streams.serve.bind(streams)] as const]),
    ...consoleRoutes(new URL('./console/', import.meta.url)),
  ]);
}

/** Ready = the store answers; the port is open only once the first plan is on its way. */
function readiness(store: Store): Route {
  return async (request, response) => {
    const ok = await store.get('servers/none').then(
      () => true,
      () => false,
    );
    await statusRoute(() => ({ ok, text: ok ? 'ready' : 'the store does not answer' }))(request, response);
  };
}
