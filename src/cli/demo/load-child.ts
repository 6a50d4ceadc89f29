/** The clients, in a process of their own: starts them, gives them orders, takes their records. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { decodeRecord, type LoadRecord } from './records.ts';
import type { LoadTarget } from './short-connection.ts';

export interface LoadOptions {
  readonly target: LoadTarget;
  /** New connections a second. */
  readonly rate: number;
  /** How long a client waits for its answer. */
  readonly timeoutMs: number;
}

export class LoadChild {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #ended: Promise<unknown>;

  /** `program`: how this program is started, see `selfProgram`. `take` gets each record as it comes. */
  constructor(program: readonly string[], options: LoadOptions, take: (record: LoadRecord) => void) {
    const [command = '', ...args] = program;
    const { target, rate, timeoutMs } = options;
    const numbers = [target.port, rate, timeoutMs].map(String);
    this.#child = spawn(command, [...args, '_load', target.host, ...numbers], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // Orders to a process that is gone interest nobody: its end is noticed by `stop`.
    this.#child.stdin.on('error', () => undefined);
    const lines = createInterface({ input: this.#child.stdout });
    lines.on('line', (line) => take(decodeRecord(line)));
    this.#ended = once(lines, 'close');
  }

  /** Opens connections that stay. */
  hold(count: number): void {
    this.#child.stdin.write(`hold ${count}\n`);
  }

  /** No new connections; resolves when every record has come. */
  async stop(): Promise<void> {
    this.#child.stdin.write('stop\n');
    await this.#ended;
  }

  dispose(): void {
    this.#child.kill('SIGKILL');
  }
}
