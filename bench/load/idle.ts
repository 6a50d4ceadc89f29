/** Connections that stay and do nothing: what a program of the load generator holds on the client. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Doors } from '../engines/engine.ts';
import type { Stage } from '../metrics/metric.ts';

export class IdleConnections {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines;
  }

  /** Resolves when a byte has been echoed on each. */
  static async open(
    { bed, load }: Stage,
    { address, ports }: Doors,
    count: number,
  ): Promise<IdleConnections> {
    const command = [load, 'idle', address, String(ports.echo), String(count)];
    const child = bed.client.spawn(command, { stdio: ['pipe', 'pipe', 'inherit'] });
    if (!child.stdout) throw new Error('the load generator has no output');
    const idle = new IdleConnections(child, createInterface({ input: child.stdout }));
    await idle.#number('open');
    return idle;
  }

  /** Has a byte echoed on each; how many did. */
  alive(): Promise<number> {
    this.#child.stdin?.write('\n');
    return this.#number('alive');
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async #number(word: string): Promise<number> {
    const [line] = await Promise.race([
      once(this.#lines, 'line'),
      once(this.#lines, 'close').then(() => ['the load generator has ended']),
    ]);
    const [, value] = new RegExp(`^${word} (\\d+)$`).exec(String(line)) ?? [];
    if (value === undefined) throw new Error(`idle connections: ${line}`);
    return Number(value);
  }
}
