/** The built program, run to its end as in a shell. */
import { spawn } from 'node:child_process';
import { within } from './eventually.ts';
import { program } from './service.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings of the caller's own environment do not count: only those given. */
export async function runProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return runCommand([process.execPath, program, ...args], { environment });
}

export async function runCommand(
  [command = '', ...args]: readonly string[],
  options: { readonly environment?: Readonly<Record<string, string>>; readonly folder?: string } = {},
): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('HOTSPARE_'));
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...options.environment },
    ...(options.folder !== undefined && { cwd: options.folder }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  try {
    return await within(ended, `${command} ${args.join(' ')} to end (${stdout}${stderr})`, 'command');
  } finally {
    child.kill('SIGKILL');
  }
}
