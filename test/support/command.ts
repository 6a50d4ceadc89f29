/** Any program, run to its end as in a shell. */
import { spawn } from 'node:child_process';
import { within } from './eventually.ts';
import type { CliResult } from './run-cli.ts';

/** The caller's own settings of the service do not count. */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  options: { readonly environment?: Readonly<Record<string, string>>; readonly folder?: string } = {},
): Promise<CliResult> {
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
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  try {
    return await within(ended, `${command} ${args.join(' ')} to end (${stdout}${stderr})`, 'command');
  } finally {
    child.kill('SIGKILL');
  }
}
