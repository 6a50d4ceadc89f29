/**
 * Redraws a few lines in place, without clearing the screen or leaving it: what was on the terminal stays above. One
 * write a redraw, and lines are overwritten rather than cleared first, so that nothing flickers.
 */
import type { Terminal } from './terminal.ts';

const ESC = '\u001b';
const HIDE_CURSOR = `${ESC}[?25l`;
const SHOW_CURSOR = `${ESC}[?25h`;
const CLEAR_REST_OF_LINE = `${ESC}[K`;
const CLEAR_BELOW = `${ESC}[J`;

export class LiveBlock {
  readonly #terminal: Pick<Terminal, 'raw' | 'size'>;
  #drawn = 0;

  constructor(terminal: Pick<Terminal, 'raw' | 'size'>) {
    this.#terminal = terminal;
  }

  draw(lines: readonly string[]): void {
    const { columns, rows } = this.#terminal.size();
    // A block taller than the screen could not be overwritten: its top has scrolled away.
    const room = Math.max(1, rows - 1);
    const shown =
      lines.length <= room ? lines : [...lines.slice(0, room - 1), `… ${lines.length - room + 1} more lines`];
    const text = shown.map((line) => `${cutToWidth(line, columns)}${CLEAR_REST_OF_LINE}\n`).join('');
    const start = this.#drawn === 0 ? HIDE_CURSOR : `${ESC}[${this.#drawn}A`;
    this.#terminal.raw(`${start}${text}${CLEAR_BELOW}`);
    this.#drawn = shown.length;
  }

  /** Leaves the last drawing where it is; the next one begins below. */
  leave(): void {
    if (this.#drawn > 0) this.#terminal.raw(SHOW_CURSOR);
    this.#drawn = 0;
  }
}

/** Cuts a line with colours to a number of visible characters; colours are closed. */
export function cutToWidth(line: string, columns: number): string {
  // oxlint-disable-next-line no-control-regex -- escape sequences begin with a control character
  const parts = line.split(/(\u001b\[[0-9;]*m)/);
  let room = columns;
  let cut = '';
  for (const part of parts) {
    if (part.startsWith(ESC)) {
      cut += part;
      continue;
    }
    const characters = [...part];
    if (characters.length > room) {
      return `${cut}${characters.slice(0, Math.max(0, room - 1)).join('')}${room > 0 ? '…' : ''}${ESC}[0m`;
    }
    cut += part;
    room -= characters.length;
  }
  return cut;
}
