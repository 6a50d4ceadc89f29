/**
 * Loaded into a service by `node --import`: every thread of it, and of the processes that it starts, writes what its heap
 * holds into a file of its own, again and again. Plain JavaScript, since it runs where nothing is translated.
 */
import childProcess from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import workerThreads from 'node:worker_threads';

const EVERY_MS = 500;
const here = import.meta.url;
const folder = process.env.HOTSPARE_BENCH_ISOLATES;
const { spawn } = childProcess;
const { Worker, threadId, workerData } = workerThreads;

// The engine's process gets none of the environment, so it is given this again.
childProcess.spawn = (command, args, options) =>
  spawn(command, command === process.execPath ? ['--import', here, ...args] : args, {
    ...options,
    env: { ...options?.env, HOTSPARE_BENCH_ISOLATES: folder },
  });
workerThreads.Worker = class extends Worker {
  constructor(url, options) {
    super(url, { ...options, execArgv: [...(options.execArgv ?? []), '--import', here] });
  }
};
syncBuiltinESMExports();

function nameOf() {
  if (threadId > 0)
    return workerData?.directory ? 'store' : workerData?.hotspareLaneThread ? 'lane' : 'probes';
  return process.argv[1]?.includes('engine') ? 'engine' : 'main';
}

const file = join(folder, `${process.pid}-${threadId}.json`);

setInterval(() => {
  const { used_heap_size, total_heap_size, external_memory, malloced_memory } = getHeapStatistics();
  const mb = (bytes) => Math.round(bytes / 1_048_576);
  const report = {
    name: nameOf(),
    usedMb: mb(used_heap_size),
    totalMb: mb(total_heap_size),
    externalMb: mb(external_memory),
    mallocedMb: mb(malloced_memory),
  };
  // Whoever reads finds it whole.
  writeFileSync(`${file}.new`, JSON.stringify(report));
  renameSync(`${file}.new`, file);
}, EVERY_MS).unref();
