/** A process of the soak's own that is told what to do by IPC, and dies with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { bundle } from '../../test/support/build-engine.ts';

export class Child<Order extends object> {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves with its first message. `source`: a file of this folder. */
  static async start<Order extends object, Message>(
    source: 'server' | 'load',
    task: object,
    onMessage: (message: Message) => void,
  ): Promise<Child<Order>> {
    const program = await (programs[source] ??= bundle(`bench/soak/${source}.ts`, `soak-${source}`));
    const process_ = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', '--', process.execPath, program, JSON.stringify(task)],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    await once(process_, 'message');
    process_.on('message', (message) => onMessage(message as Message));
    return new Child(process_);
  }

  tell(order: Order): void {
    if (this.#child.connected) this.#child.send(order);
  }

  /** Stands still, or goes on. */
  freeze(frozen: boolean): void {
    this.#child.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}

const programs: { [source in 'server' | 'load']?: Promise<string> } = {};
