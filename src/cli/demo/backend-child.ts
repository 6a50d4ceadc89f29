/** A backend server in a process of its own, and the faults that are made to it. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { CommandFailure } from '../failure.ts';
import type { FaultTimes } from './fault-times.ts';
import { hostNowMs } from './host-clock.ts';
import { fillAcceptQueue, LONG_BACKLOG, SHORT_BACKLOG, type SilentPort } from './silent-port.ts';
import { messageOf } from '../../lib/message-of.ts';

export interface BackendSpec {
  /** What it answers. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export type BackendCondition = 'running' | 'killed' | 'silent';

const START_TIMEOUT_MS = 10_000;

export class BackendChild {
  readonly spec: BackendSpec;
  readonly #program: readonly string[];
  #child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  #silent: SilentPort | undefined;

  /** `program`: how this program is started, see `selfProgram`. */
  constructor(program: readonly string[], spec: BackendSpec) {
    this.#program = program;
    this.spec = spec;
  }

  get condition(): BackendCondition {
    if (!this.#child) return 'killed';
    return this.#silent ? 'silent' : 'running';
  }

  /** In force when it listens. Rejects with `CommandFailure`. */
  async start(): Promise<FaultTimes> {
    const beginMs = hostNowMs();
    const [command = '', ...args] = this.#program;
    const { name, host, port } = this.spec;
    const child = spawn(command, [...args, '_backend', name, host, String(port)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    // An order to a process that is gone interests nobody.
    child.stdin.on('error', () => undefined);
    const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
    try {
      await Promise.race([
        once(child.stdout, 'data'),
        once(child, 'exit').then(() => Promise.reject(new Error())),
      ]);
    } catch (cause) {
      throw new CommandFailure(`the backend ${name} could not be started at ${host}:${port}`, { cause });
    } finally {
      clearTimeout(timer);
    }
    return { beginMs, endMs: hostNowMs() };
  }

  /** `kill -9`. In force when the process is gone. */
  async kill(): Promise<FaultTimes> {
    const beginMs = hostNowMs();
    const child = this.#child;
    this.#child = undefined;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    return { beginMs, endMs: hostNowMs() };
  }

  /** No answer to anything from now on. In force when the kernel drops connects too. Rejects with `CommandFailure`. */
  async silence(): Promise<FaultTimes> {
    await this.#order(`backlog ${SHORT_BACKLOG}`);
    const beginMs = hostNowMs();
    this.#child?.kill('SIGSTOP');
    try {
      this.#silent = await fillAcceptQueue(this.spec);
    } catch (cause) {
      this.resume();
      const why = messageOf(cause);
      throw new CommandFailure(`the backend ${this.spec.name} could not be silenced: ${why}`, { cause });
    }
    return { beginMs, endMs: this.#silent.sinceMs };
  }

  resume(): FaultTimes {
    const beginMs = hostNowMs();
    this.#silent?.release();
    this.#silent = undefined;
    this.#child?.kill('SIGCONT');
    void this.#order(`backlog ${LONG_BACKLOG}`);
    return { beginMs, endMs: hostNowMs() };
  }

  /** Resolves when it is carried out, or the process is gone. */
  async #order(text: string): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const done = Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    child.stdin.write(`${text}\n`);
    await done;
  }

  /** At once, in whatever condition it is. */
  dispose(): void {
    this.#silent?.release();
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}
