/**
 * Moves the program into a network of its own before anything is measured: as root by `unshare -n`, else in a user
 * namespace of its own, where it is root over its networks only. The machine's networks are never touched, and what was
 * built ends with the program.
 */
import { spawn, spawnSync } from 'node:child_process';

const marker = 'HOTSPARE_BENCH_INSIDE';

const way = process.getuid?.() === 0 ? ['-n'] : ['-U', '-r', '-n'];

export function isInside(): boolean {
  return process.env[marker] !== undefined;
}

/** Whether the machine's user ran it as root: inside one cannot tell. */
export function ranAsRoot(): boolean {
  return process.env[marker] === 'root';
}

/** Undefined when namespaces can be had; else one sentence. */
export function whyNoNamespaces(): string | undefined {
  const { status, stderr } = spawnSync('unshare', [...way, 'true'], { encoding: 'utf8' });
  if (status === 0) return undefined;
  return `No network namespace can be made here (unshare ${way.join(' ')}: ${stderr?.trim() || 'not found'}).`;
}

/** Runs this same program inside; resolves with its exit status. */
export function runInside(): Promise<number> {
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn('unshare', [...way, '--', ...self], {
    stdio: 'inherit',
    env: { ...process.env, [marker]: process.getuid?.() === 0 ? 'root' : 'user' },
  });
  // The terminal tells both; the inner one cleans up, this one waits for it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
