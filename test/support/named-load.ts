/** New connections at a fixed rate to servers that say their names; each is one answer or one failure. */
import { connect } from 'node:net';
import { eventually } from './eventually.ts';

export interface NamedLoadReport {
  readonly answered: number;
  readonly failed: number;
  /** Connections that were open at a time, at most: what a server that is killed takes with it. */
  readonly inFlightAtMost: number;
}

export class NamedLoad {
  readonly #timer: NodeJS.Timeout;
  readonly #answers = new Map<string, number>();
  #failed = 0;
  #open = 0;
  #openAtMost = 0;

  private constructor(target: { readonly host: string; readonly port: number }, perSecond: number) {
    this.#timer = setInterval(() => this.#begin(target), 1_000 / perSecond);
  }

  static start(target: { readonly host: string; readonly port: number }, perSecond: number): NamedLoad {
    return new NamedLoad(target, perSecond);
  }

  /** Resolves when `server` has answered ten more. */
  untilAnsweredBy(server: string): Promise<void> {
    const wanted = (this.#answers.get(server) ?? 0) + 10;
    return eventually(() => {
      const answered = this.#answers.get(server) ?? 0;
      if (answered < wanted) throw new Error(`${server} has answered ${answered} of ${wanted}`);
    }, 'process');
  }

  /** Begins no more and waits for those that are under way. */
  async report(): Promise<NamedLoadReport> {
    this.close();
    await eventually(() => {
      if (this.#open > 0) throw new Error(`${this.#open} connections have not ended`);
    }, 'process');
    const answered = [...this.#answers.values()].reduce((sum, count) => sum + count, 0);
    return { answered, failed: this.#failed, inFlightAtMost: this.#openAtMost };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #begin(target: { readonly host: string; readonly port: number }): void {
    this.#open += 1;
    this.#openAtMost = Math.max(this.#openAtMost, this.#open);
    let name = '';
    const socket = connect(target);
    socket.setTimeout(10_000, () => socket.destroy());
    socket.setEncoding('utf8');
    // The greeting of the servers is their name.
    socket.once('data', (text: string) => {
      name = text.trim();
      socket.end();
    });
    socket.once('error', () => undefined);
    socket.once('close', () => {
      this.#open -= 1;
      if (name === '') this.#failed += 1;
      else this.#answers.set(name, (this.#answers.get(name) ?? 0) + 1);
    });
  }
}
