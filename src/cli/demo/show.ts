/** Puts the run on the terminal: a picture that is redrawn, or plain lines when nobody watches. */
import { LiveBlock } from '../live-block.ts';
import type { Terminal } from '../terminal.ts';
import type { BackendChild } from './backend-child.ts';
import { hostNowMs } from './host-clock.ts';
import { type JournalLine, journalText, renderPicture } from './picture.ts';
import type { PairState } from './scene.ts';
import type { Tally } from './tally.ts';

export interface ShowOptions {
  readonly terminal: Terminal;
  /** Prints nothing at all; for `--json`. */
  readonly quiet: boolean;
  readonly master: BackendChild;
  readonly slave: BackendChild;
  readonly tally: Tally;
  readonly address: string;
  readonly rate: number;
  readonly detection: string;
}

const DRAW_EVERY_MS = 200;
const PLAIN_EVERY_MS = 1_000;

export class Show {
  readonly #options: ShowOptions;
  readonly #block: LiveBlock;
  readonly #startMs = hostNowMs();
  readonly #journal: JournalLine[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** As the service said last. */
  state: PairState | undefined;

  constructor(options: ShowOptions) {
    this.#options = options;
    this.#block = new LiveBlock(options.terminal);
  }

  /** From now on there is something to see. */
  begin(): void {
    const { quiet, terminal } = this.#options;
    if (quiet) return;
    this.#timer = terminal.interactive
      ? setInterval(() => this.#draw(), DRAW_EVERY_MS)
      : setInterval(() => terminal.out(this.#plainLine()), PLAIN_EVERY_MS);
  }

  tell(text: string): void {
    const line = { elapsedMs: hostNowMs() - this.#startMs, text };
    this.#journal.push(line);
    const { quiet, terminal } = this.#options;
    if (quiet) return;
    if (!terminal.interactive) terminal.out(journalText(line, terminal.colors));
    else this.#draw();
  }

  end(): void {
    clearInterval(this.#timer);
    if (this.#timer && this.#options.terminal.interactive) this.#draw();
    this.#timer = undefined;
    this.#block.leave();
  }

  #draw(): void {
    const { address, rate, detection, tally, terminal } = this.#options;
    this.#block.draw(
      renderPicture(
        {
          elapsedMs: hostNowMs() - this.#startMs,
          address,
          rate,
          detection,
          servers: this.#servers(),
          connections: tally.records.length,
          failed: tally.failed,
          slow: tally.slow,
          worstMs: tally.worstMs,
          established: tally.open,
          journal: this.#journal,
        },
        terminal.colors,
      ),
    );
  }

  #servers() {
    const { master, slave, tally } = this.#options;
    const recent = tally.recent(hostNowMs());
    return (
      [
        ['Master', master],
        ['Slave', slave],
      ] as const
    ).map(([role, child]) => ({
      role,
      spec: child.spec,
      condition: child.condition,
      active: this.state?.ActiveRole === role,
      health: this.state?.Servers.find(({ ServerType }) => ServerType === role)?.ServerHealthStatus ?? '',
      answersPerSecond: recent.get(child.spec.name) ?? 0,
    }));
  }

  #plainLine(): string {
    const { tally, terminal } = this.#options;
    const servers = this.#servers().map(
      ({ spec, condition, active, answersPerSecond }) =>
        `${spec.name} ${condition}${active ? ', active' : ''}: ${answersPerSecond}/s`,
    );
    const text = `${servers.join('   ')}   ${tally.records.length} connections, ${tally.failed} failed`;
    return journalText(
      { elapsedMs: hostNowMs() - this.#startMs, text: terminal.colors.dim(text) },
      terminal.colors,
    );
  }
}
