/** A real server program in a process of its own, which can be killed, and which never outlives the tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { within } from './eventually.ts';

export class ServerProcess {
  /** Its own folder, kept over restarts and removed by `close`. */
  readonly folder = mkdtempSync(join(tmpdir(), 'hotspare-server-'));
  readonly #command: readonly string[];
  #child: ChildProcess | undefined;
  #exited: Promise<void> = Promise.resolve();
  #output = '';

  /** `command` starts with the program; the folder is its working directory. */
  constructor(command: readonly string[]) {
    this.#command = command;
  }

  get output(): string {
    return this.#output;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  start(): void {
    // A killed test run must take its servers along; only the kernel can promise that.
    const [program = '', ...args] = programPath('setpriv')
      ? ['setpriv', '--pdeathsig', 'KILL', ...this.#command]
      : this.#command;
    const child = spawn(program, args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.#child = child;
    this.#exited = new Promise((resolve, reject) => {
      child.once('exit', () => resolve());
      child.once('error', reject);
    });
    this.#exited.catch((error: unknown) => (this.#output += String(error)));
  }

  /** `kill -9`. Its sockets are closed when this resolves. */
  async kill(): Promise<FaultTimes> {
    const beginMs = hostNowMs();
    this.#child?.kill('SIGKILL');
    await within(this.#exited, `${this.#command[0] ?? ''} to end`, 'process');
    return { beginMs, endMs: hostNowMs() };
  }

  async close(): Promise<void> {
    try {
      if (this.running) await this.kill();
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

/** An address of 127.0.0.0/8 that nobody else uses, so that well-known ports can be had without asking. */
export function newLoopbackAddress(): string {
  return `127.${randomInt(10, 60)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
}

/** Where a program is; undefined when it is not installed. Debian keeps some outside an ordinary user's path. */
export function programPath(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
