/** New connections at a fixed rate, over all load balancers in turn; each is closed once it stands. */
import { connect } from 'node:net';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { OpenLoop } from '../../src/cli/demo/open-loop.ts';
import type { Filled } from './fill.ts';

export interface ConnectionFigures {
  readonly count: number;
  readonly failed: number;
  /** From the due time until the first byte could be sent on. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

export class Traffic {
  readonly #filled: Filled;
  readonly #loop: OpenLoop;
  readonly #timer: NodeJS.Timeout;
  #latencies: number[] = [];
  #failed = 0;
  #begun = 0;

  private constructor(filled: Filled, rate: number) {
    this.#filled = filled;
    this.#loop = new OpenLoop(rate, hostNowMs());
    this.#timer = setInterval(() => this.#begin(), 1);
  }

  static start(filled: Filled, rate: number): Traffic {
    return new Traffic(filled, rate);
  }

  reset(): void {
    this.#latencies = [];
    this.#failed = 0;
  }

  figures(): ConnectionFigures {
    const sorted = [...this.#latencies].sort((a, b) => a - b);
    const at = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { count: sorted.length, failed: this.#failed, p50Ms: at(0.5), p99Ms: at(0.99), worstMs: at(1) };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #begin(): void {
    for (const dueMs of this.#loop.due(hostNowMs())) {
      const { host, port } = this.#filled.at(this.#begun);
      this.#begun += 1;
      const socket = connect({ host, port, noDelay: true });
      socket.once('error', () => (this.#failed += 1));
      socket.once('connect', () => {
        this.#latencies.push(hostNowMs() - dueMs);
        socket.end('hello\n');
        socket.resume();
        setTimeout(() => socket.destroy(), 2_000);
      });
    }
  }
}
