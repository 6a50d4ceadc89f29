/**
 * Clients that come at a fixed rate, whatever became of the ones before: each connects, reads the name that the server
 * says, and leaves. None is forgotten, and none tries again.
 */
import { connect } from 'node:net';
import { eventually } from './eventually.ts';

const everyMs = 10;
const patienceMs = 10_000;

export interface Visit {
  /** `performance.now()` */
  readonly startedMs: number;
  readonly tookMs: number;
  /** Name of the server, or why there was none. */
  readonly met: string;
  readonly served: boolean;
}

export class Visitors {
  readonly visits: Visit[] = [];
  readonly #host: string;
  readonly #port: number;
  readonly #timer: NodeJS.Timeout;
  #inside = 0;

  constructor(destination: { readonly address: string; readonly port: number }) {
    this.#host = destination.address;
    this.#port = destination.port;
    this.#timer = setInterval(() => this.#visit(), everyMs);
  }

  get failed(): readonly Visit[] {
    return this.visits.filter(({ served }) => !served);
  }

  get worstMs(): number {
    return Math.max(0, ...this.visits.map(({ tookMs }) => tookMs));
  }

  /** Who served those that came from then on. */
  metSince(sinceMs: number): readonly string[] {
    const later = this.visits.filter(({ startedMs }) => startedMs >= sinceMs);
    return [...new Set(later.map(({ met }) => met))].sort();
  }

  /** Resolves when so many more have come and gone. */
  async more(count: number): Promise<void> {
    const enough = this.visits.length + count;
    await eventually(() => {
      if (this.visits.length < enough) throw new Error(`only ${this.visits.length} of ${enough} visits`);
    }, 'process');
  }

  /** Resolves when the last one has gone. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await eventually(() => {
      if (this.#inside > 0) throw new Error(`${this.#inside} visitors have not left`);
    }, 'process');
  }

  #visit(): void {
    const startedMs = performance.now();
    const socket = connect({ host: this.#host, port: this.#port });
    let said = '';
    let over = false;
    const leave = (met: string, served: boolean): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.destroy();
      this.#inside -= 1;
      this.visits.push({ startedMs, tookMs: performance.now() - startedMs, met, served });
    };
    const timer = setTimeout(() => leave('silence', false), patienceMs);
    this.#inside += 1;
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('\n')) leave(said.slice(0, said.indexOf('\n')), true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => leave(error.code ?? error.message, false));
    socket.once('close', () => leave('closed without a word', false));
  }
}
