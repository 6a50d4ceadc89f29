/**
 * `npx tsx bench/start.ts [groups]`: how quickly a service starts that has many master-slave groups with a listener each,
 * and what its memory is made of. Needs no namespaces: listeners and servers are loopback addresses. Fills the service
 * through its API first; with `HOTSPARE_BENCH_STATE=folder` the state is kept there and used again. Needs 20,000
 * descriptors (`ulimit -n`).
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cleanup } from '../test/support/cleanup.ts';
import { pause } from '../test/support/eventually.ts';
import { Api } from '../test/support/service-api.ts';
import { enginePid, type RunningService, Services } from '../test/support/service.ts';
import { pssKilobytes } from './bed/process-memory.ts';
import { buildIfStale } from './results-files.ts';
import { cpuSecondsOf } from './scale/process-figures.ts';
import { FIRST_SERVER_PORT } from './scale/layout.ts';
import { ServersProcess } from './scale/servers.ts';
import { LargeState } from './service/large-state.ts';

const DEFAULT_GROUPS = 10_000;
const STARTS = Number(process.env['HOTSPARE_BENCH_STARTS'] ?? 3);
const SETTLE_MS = 10_000;
/** Another build than that of the sources, to compare with. */
const program = process.env['HOTSPARE_BENCH_PROGRAM'];
const options = {
  ...(program !== undefined && { program }),
  flags: ['--address-pool=127.64.0.0/16', '--log-level=warn', '--rate-limit=0'],
};
const networks = { master: '127.82', slave: '127.83', port: FIRST_SERVER_PORT };
const reporter = fileURLToPath(new URL('./start/report-isolates.mjs', import.meta.url));

async function measure(groups: number): Promise<void> {
  const cleanup = new Cleanup();
  const isolates = mkdtempSync(join(tmpdir(), 'hotspare-isolates-'));
  cleanup.add({ close: () => rmSync(isolates, { recursive: true }) });
  try {
    const services = cleanup.add(new Services());
    cleanup.add(await ServersProcess.start());
    const state = new LargeState(groups, 2, networks);
    const dataDir = await filledDataDir(services, state);
    for (let start = 1; start <= STARTS; start += 1) {
      // Reporting costs a little of both, so only the last start has it.
      const withIsolates = start === STARTS && STARTS > 1;
      const environment = withIsolates
        ? { NODE_OPTIONS: `--import=${reporter}`, HOTSPARE_BENCH_ISOLATES: isolates }
        : {};
      const service = await services.start({ ...options, dataDir, environment });
      const readyMs = service.startedInMs;
      const beganMs = performance.now() - readyMs;
      const api = new Api(service);
      await state.untilRunning(api);
      const runningMs = performance.now() - beganMs;
      await state.requireAllRunning(api);
      api.close();
      await pause(SETTLE_MS);
      console.log(
        `start ${start}: ready ${Math.round(readyMs)} ms, running ${Math.round(runningMs)} ms; ${memory(service)}`,
      );
      if (withIsolates) printIsolates(isolates);
      await service.stop();
    }
  } finally {
    await cleanup.run();
  }
}

async function filledDataDir(services: Services, state: LargeState): Promise<string> {
  const kept = process.env['HOTSPARE_BENCH_STATE'];
  const dataDir = services.newDataDir();
  if (kept !== undefined && existsSync(kept)) {
    cpSync(kept, dataDir, { recursive: true });
    return dataDir;
  }
  const service = await services.start({ ...options, dataDir });
  const api = new Api(service);
  await state.makeThrough(api);
  await state.untilRunning(api);
  api.close();
  // First verdicts and decisions are written as well, as in a service that has been running for a while.
  await pause(SETTLE_MS);
  await service.stop();
  if (kept !== undefined) cpSync(dataDir, kept, { recursive: true });
  return dataDir;
}

function memory({ process: { pid }, dataDir }: RunningService): string {
  const engine = enginePid(dataDir);
  if (pid === undefined || engine === undefined) throw new Error('a process is missing');
  const megabytes = (one: number): number => Math.round(pssKilobytes([one]) / 1_024);
  const cpu = (one: number): string => cpuSecondsOf(one).toFixed(1);
  return `service ${megabytes(pid)} MB (${cpu(pid)} s of CPU), engine ${megabytes(engine)} MB (${cpu(engine)} s)`;
}

function printIsolates(folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  console.table(files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

const groups = Number(process.argv[2] ?? DEFAULT_GROUPS);
if (!(groups >= 10)) {
  console.error('usage: npx tsx bench/start.ts [groups]');
  process.exitCode = 1;
} else {
  if (program === undefined) buildIfStale();
  await measure(groups);
}
