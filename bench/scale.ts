/**
 * `npx tsx bench/scale.ts [loadBalancers]`: how quickly a service starts and answers that holds 1,000 load balancers
 * with ten listeners and server groups each, all started and probed. Fills it through its API, which takes some
 * minutes; with `HOTSPARE_BENCH_STATE=folder` the state is kept there and used again. Needs 20,000 descriptors
 * (`ulimit -n`). Writes docs/benchmarks/scale.json and .svg, and prints the table.
 */
import { cpSync, existsSync } from 'node:fs';
import { Cleanup } from '../test/support/cleanup.ts';
import { eventually, pause } from '../test/support/eventually.ts';
import { Api } from '../test/support/service-api.ts';
import { enginePid, type RunningService, Services } from '../test/support/service.ts';
import { callsOn } from './scale/calls.ts';
import { LISTENERS_PER_LOAD_BALANCER } from './scale/layout.ts';
import { cpuSecondsOf, memoryMbOf } from './scale/process-figures.ts';
import { renderPlot } from './scale/plot.ts';
import { conditionsOf, figuresOf, type Results, round, type StartFigures } from './scale/results.ts';
import { CALLS_PER_SECOND, runCalls } from './scale/run.ts';
import { seed } from './scale/seed.ts';
import { ServersProcess } from './scale/servers.ts';
import { renderTable } from './scale/table.ts';
import { buildIfStale, writeResults } from './results-files.ts';

const DEFAULT_LOAD_BALANCERS = 1_000;
const STARTS = 3;
const WARM_UP_SECONDS = 10;
const SECONDS = Number(process.env['HOTSPARE_BENCH_SECONDS'] ?? 60);
const CHECK_INTERVAL_SECONDS = Number(process.env['HOTSPARE_BENCH_CHECK_SECONDS'] ?? 2);
const flags = ['--address-pool=127.64.0.0/16', '--log-level=warn'];

async function measure(loadBalancers: number): Promise<Results> {
  const cleanup = new Cleanup();
  try {
    const services = cleanup.add(new Services());
    cleanup.add(await ServersProcess.start());
    const dataDir = await filledDataDir(services, loadBalancers);
    const starts: StartFigures[] = [];
    for (let start = 1; start < STARTS; start += 1) {
      const { service, figures } = await startedService(services, dataDir);
      starts.push(figures);
      await service.stop();
    }
    const { service, figures } = await startedService(services, dataDir);
    starts.push(figures);
    const api = cleanup.add(new Api(service));
    const next = await callsOn(api, loadBalancers);
    await runCalls(api, next, WARM_UP_SECONDS);
    const used = cpuUse(service);
    const records = await runCalls(api, next, SECONDS);
    for (const { name, failure } of records.filter((record) => record.failure).slice(0, 10)) {
      console.error(`${name}: ${failure}`);
    }
    return {
      conditions: conditionsOf({
        loadBalancers,
        listeners: loadBalancers * LISTENERS_PER_LOAD_BALANCER,
        checkIntervalSeconds: CHECK_INTERVAL_SECONDS,
        seconds: SECONDS,
        callsPerSecond: CALLS_PER_SECOND,
      }),
      starts,
      memoryMb: { service: memoryMbOf(pidOf(service)), engine: memoryMbOf(engineOf(service)) },
      cpuShare: used(),
      calls: figuresOf(records),
    };
  } finally {
    await cleanup.run();
  }
}

/** A folder of its own with the state in it, which a run may change. */
async function filledDataDir(services: Services, loadBalancers: number): Promise<string> {
  const kept = process.env['HOTSPARE_BENCH_STATE'];
  const dataDir = services.newDataDir();
  if (kept !== undefined && existsSync(kept)) {
    cpSync(kept, dataDir, { recursive: true });
    return dataDir;
  }
  const service = await services.start({ dataDir, flags });
  const api = new Api(service);
  const beganMs = performance.now();
  await seed(api, loadBalancers, CHECK_INTERVAL_SECONDS);
  console.error(`filled in ${Math.round((performance.now() - beganMs) / 1_000)} s`);
  api.close();
  // First verdicts and decisions are written as well, as in a service that has been running for a while.
  await pause(5_000);
  await service.stop();
  if (kept !== undefined) cpSync(dataDir, kept, { recursive: true });
  return dataDir;
}

async function startedService(services: Services, dataDir: string) {
  const beganMs = performance.now();
  const service = await services.start({ dataDir, flags });
  const api = new Api(service);
  await api.call('DescribeLoadBalancers', { PageSize: '50' });
  const firstAnswerMs = round(performance.now() - beganMs);
  await eventually(async () => {
    // The engine takes all listeners in one plan; the last of the list stands for the rest, which is looked at below.
    const { Listeners } = await api.call('DescribeLoadBalancerListeners', { ListenerProtocol: 'udp' });
    if (Listeners.some(({ Status }) => Status !== 'running')) throw new Error('not running yet');
  }, 'process');
  const allRunningMs = round(performance.now() - beganMs);
  await requireAllRunning(api);
  api.close();
  return { service, figures: { firstAnswerMs, allRunningMs } };
}

async function requireAllRunning(api: Api): Promise<void> {
  let token: string | undefined;
  do {
    const page = { MaxResults: '100', ...(token !== undefined && { NextToken: token }) };
    const { Listeners, NextToken } = await api.call('DescribeLoadBalancerListeners', page);
    const late = Listeners.find(({ Status, ListenerProtocol }) =>
      ['tcp', 'udp'].includes(ListenerProtocol) ? Status !== 'running' : false,
    );
    if (late) throw new Error(`${late.LoadBalancerId} ${late.ListenerPort} is ${late.Status}`);
    token = NextToken;
  } while (token !== undefined);
}

function pidOf({ process: child }: RunningService): number {
  if (child.pid === undefined) throw new Error('the service has no process');
  return child.pid;
}

function engineOf({ dataDir }: RunningService): number {
  const pid = enginePid(dataDir);
  if (pid === undefined) throw new Error('there is no engine');
  return pid;
}

/** Call the result for the share of a core that was used since. */
function cpuUse(service: RunningService): () => Results['cpuShare'] {
  const pids = { service: pidOf(service), engine: engineOf(service) };
  const before = { service: cpuSecondsOf(pids.service), engine: cpuSecondsOf(pids.engine) };
  const beganMs = performance.now();
  return () => {
    const seconds = (performance.now() - beganMs) / 1_000;
    return {
      service: round((cpuSecondsOf(pids.service) - before.service) / seconds),
      engine: round((cpuSecondsOf(pids.engine) - before.engine) / seconds),
    };
  };
}

const loadBalancers = Number(process.argv[2] ?? DEFAULT_LOAD_BALANCERS);
if (!(loadBalancers >= 1)) {
  console.error('usage: npx tsx bench/scale.ts [loadBalancers]');
  process.exitCode = 1;
} else {
  buildIfStale();
  const results = await measure(loadBalancers);
  await writeResults('scale', results, renderPlot(results));
  console.log(renderTable(results));
}
