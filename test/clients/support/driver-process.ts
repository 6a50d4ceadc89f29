/**
 * A client library in its own language, in a process of its own: one JSON line in is one call, one JSON line out is what
 * the library made of the answer. The program is in `test/clients/<language>`; what it is told stands in its environment.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { within } from '../../support/eventually.ts';
import { ClientFailure, type ClientUnderTest } from './client.ts';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Where a client is pointed at; the names are those of the environment that every driver reads. */
export interface Target {
  readonly protocol: 'http' | 'https';
  /** `127.0.0.1:8014` */
  readonly host: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** How a program is told whom to call. */
export function environmentFor(target: Target, more: Command['environment'] = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...more,
    SLB_PROTOCOL: target.protocol,
    SLB_HOST: target.host,
    SLB_ACCESS_KEY_ID: target.accessKeyId,
    SLB_ACCESS_KEY_SECRET: target.accessKeySecret,
  };
}

type Reply = Readonly<Record<string, unknown>>;

export class DriverProcess implements ClientUnderTest {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  #errors = '';

  constructor({ program, args, environment = {} }: Command, target: Target) {
    this.#child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: environmentFor(target, environment),
    });
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async actions(): Promise<readonly string[]> {
    const { actions } = await this.#ask({ list: true }, 'list its actions');
    if (!Array.isArray(actions)) throw new Error(`no list of actions: ${JSON.stringify(actions)}`);
    return actions.map(String);
  }

  /** Parameters are JSON; what a driver makes of them is its own affair. */
  async call(action: string, parameters: Readonly<Record<string, unknown>>, whole = false) {
    const reply = await this.#ask({ action, parameters, whole }, `call ${action}`);
    const { answer, unset = [], error, crash } = reply;
    if (crash !== undefined) throw new Error(`${action}: ${String(crash)}`);
    if (isRecord(error)) {
      const text = (name: string): string => String(error[name] ?? '');
      throw new ClientFailure(action, {
        code: text('code'),
        message: text('message'),
        requestId: text('requestId'),
      });
    }
    return { answer: answer ?? undefined, unset: Array.isArray(unset) ? unset.map(String) : [] };
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  async #ask(question: unknown, what: string): Promise<Reply> {
    this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    const line = await within(this.#lines.next(), `the client to ${what}`, 'command');
    if (line.done === true) throw new Error(`the client ended instead of: ${what}\n${this.#errors}`);
    const reply: unknown = JSON.parse(line.value);
    if (!isRecord(reply)) throw new Error(`unreadable: ${line.value}`);
    return reply;
  }
}

function isRecord(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
