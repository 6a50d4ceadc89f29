/** The real servers, in a process of their own, so that their work is not taken for that of clients. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export class ServersProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(): Promise<ServersProcess> {
    const child = fork(fileURLToPath(new URL('./servers-child.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    });
    const message = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (message[0] !== 'ready') throw new Error(`the servers did not start: ${String(message[0])}`);
    return new ServersProcess(child);
  }

  close(): void {
    this.#child.kill();
  }
}
