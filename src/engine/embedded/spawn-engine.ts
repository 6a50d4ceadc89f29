/** Starts an engine process that does not end with its starter, and ends one that no longer answers. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Clock } from '../../lib/clock.ts';
import { EngineError } from '../engine.ts';
import { encodeProcessOptions, readyLine } from './process-options.ts';
import type { ProcessOptions } from './process-options.ts';

/**
 * glibc gives freed read buffers back to the kernel and faults them in again with the next read; kept, bulk transfer
 * is three to four times as fast.
 */
const mallocSettings = {
  MALLOC_TRIM_THRESHOLD_: '268435456',
  MALLOC_TOP_PAD_: '67108864',
  MALLOC_MMAP_THRESHOLD_: '1073741824',
};

/** Buffers are external memory; a small young generation frees them sooner, which is good for bulk transfer. */
export const defaultNodeFlags: readonly string[] = ['--max-semi-space-size=1'];

const startTimeoutMs = 10_000;

export interface SpawnOptions {
  /** File of the engine process's program. */
  readonly entry: string;
  readonly nodeFlags: readonly string[];
  /** Gets the engine's standard error; it is lost without one. */
  readonly logFile: string | undefined;
  readonly process: ProcessOptions;
}

/** Resolves when the engine listens on its control socket. Rejects with `EngineError` (start-failed). */
export async function spawnEngine(options: SpawnOptions, clock: Clock): Promise<ChildProcess> {
  const log = options.logFile === undefined ? 'ignore' : openSync(options.logFile, 'a', 0o640);
  try {
    const args = [...options.nodeFlags, options.entry, encodeProcessOptions(options.process)];
    const child = spawn(process.execPath, args, {
      detached: true,
      stdio: ['ignore', 'pipe', log],
      env: engineEnvironment(),
    });
    await untilReady(child, clock);
    child.unref();
    return child;
  } finally {
    if (log !== 'ignore') closeSync(log);
  }
}

/** Secrets of the control process are no business of the engine's: it inherits only what a program needs to run. */
function engineEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return { ...kept, ...mallocSettings };
}

function untilReady(child: ChildProcess, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (problem?: string, cause?: unknown): void => {
      timer.cancel();
      child.stdout?.destroy();
      child.removeAllListeners();
      // A kill that fails reports an error, and there would be nobody to hear it.
      child.on('error', () => undefined);
      if (problem === undefined) return resolve();
      child.kill('SIGKILL');
      const message = `The engine process ${problem}; its log says why.`;
      reject(new EngineError('start-failed', message, { retryable: true, cause }));
    };
    const timer = clock.setTimer(startTimeoutMs, () => settle(`was not ready within ${startTimeoutMs} ms`));
    child.once('error', (error) => settle('could not be started', error));
    child.once('exit', (code, signal) => settle(`ended before it was ready (${signal ?? `status ${code}`})`));
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      if (said.includes(readyLine)) settle();
    });
  });
}

/**
 * Kills an engine that does not answer. A process that somebody else started is killed only if its command line names
 * the control socket: its id may belong to another program by now.
 */
export async function killEngine(
  pid: number,
  socket: string,
  child: ChildProcess | undefined,
): Promise<void> {
  if (child) {
    child.kill('SIGKILL');
    return;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
  if (commandLine.includes(socket)) process.kill(pid, 'SIGKILL');
}
