/** How the sample of each language is run: as a user runs the file that was downloaded. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { within } from '../../support/eventually.ts';
import { program } from '../../support/service.ts';
import { goModule } from './go.ts';
import type { Tool } from './tools.ts';

/** Below the project, so that Node finds the packages. */
const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** Runs the file. */
export type Runner = (file: string, environment: Environment) => Promise<Outcome>;

/** A folder for the files of one run, in which the project is installed as in a user's. */
export class SampleFolder {
  readonly path: string;
  #count = 0;

  constructor() {
    const cache = join(root, 'node_modules', '.cache');
    mkdirSync(cache, { recursive: true });
    this.path = mkdtempSync(join(cache, 'samples-'));
    const programs = join(this.path, 'node_modules', '.bin');
    mkdirSync(programs, { recursive: true });
    symlinkSync(program, join(programs, 'hotspare'));
  }

  /** Each in a folder of its own, under its own name. */
  write(name: string, text: string): string {
    this.#count += 1;
    const folder = join(this.path, String(this.#count));
    mkdirSync(folder);
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  close(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export function execute(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly environment?: Environment },
): Promise<Outcome> {
  const { HOTSPARE_ENDPOINT: _, ...inherited } = process.env;
  const child = spawn(program, args, {
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, NO_COLOR: '1', ...options.environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return within(ended, `${program} to end`, 'command').finally(() => child.kill('SIGKILL'));
}

/** `program file`, with what the tool needs before the file. */
export function interpreted(tool: Tool): Runner {
  return (file, environment) => {
    if ('missing' in tool) throw new Error(tool.missing);
    const { program, args, environment: own } = tool.command;
    return execute(program, [...args, file], { cwd: dirname(file), environment: { ...own, ...environment } });
  };
}

/** Built in the module that has the libraries, then run. */
export function compiledGo(tool: Tool): Runner {
  return async (file, environment) => {
    if ('missing' in tool) throw new Error(tool.missing);
    const { program, args } = tool.command;
    const binary = `${file}.bin`;
    const built = await execute(program, [...args, '-o', binary, file], { cwd: goModule });
    if (built.code !== 0) throw new Error(`it does not compile: ${built.stderr}`);
    return execute(binary, [], { cwd: dirname(file), environment });
  };
}

/** A folder with a program `aliyun` that says what it was given, one argument behind the other, NUL between them. */
export function writeArgumentPrinter(folder: SampleFolder): string {
  const file = folder.write('aliyun', `#!/bin/sh\nprintf '%s\\0' "$@"\n`);
  chmodSync(file, 0o755);
  return dirname(file);
}
