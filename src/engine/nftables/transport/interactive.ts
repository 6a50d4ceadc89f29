/**
 * One program nft that stays, in its interactive mode: each line is a transaction, and a switch takes less than a
 * millisecond. It says nothing of a line that went well; so each is followed by one that must fail in a known way.
 */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import PQueue from 'p-queue';
import { EngineError } from '../../engine.ts';
import { runNft } from './program.ts';
import type { NftTransport } from './transport.ts';
import { refusal } from './transport.ts';

export class InteractiveTransport implements NftTransport {
  readonly how: string;
  /** One line at a time: complaints do not say which one they are about. */
  readonly #turns = new PQueue({ concurrency: 1 });
  #program: ChildProcessWithoutNullStreams | undefined;
  #lines = 0;
  #closed = false;

  constructor(why: string) {
    this.how = `a program nft that stays (${why})`;
  }

  run(text: string): Promise<void> {
    return this.#turns.add(() => this.#carryOut(text));
  }

  list(command: string): Promise<string> {
    return runNft(['-j', ...command.split(' ')], '');
  }

  show(command: string): Promise<string> {
    return runNft(['-s', ...command.split(' ')], '');
  }

  close(): void {
    this.#closed = true;
    void this.#turns.onIdle().then(() => this.#program?.stdin.end());
  }

  async #carryOut(text: string): Promise<void> {
    if (this.#closed) throw new EngineError('closed', 'The nftables engine is closed.');
    const program = this.#running();
    this.#lines += 1;
    const absent = `delete table ip hotspare_absent_${this.#lines}`;
    const heard = untilComplaintAbout(absent, program);
    program.stdin.write(`${oneLine(text)}\n${absent}\n`);
    const complaints = await heard;
    if (complaints !== '') throw refusal(text, complaints);
  }

  /** Started when it is first needed, and again when it has ended. */
  #running(): ChildProcessWithoutNullStreams {
    if (this.#program !== undefined) return this.#program;
    const program = spawn('nft', ['-i'], { stdio: 'pipe' });
    // Whoever waits for a line hears of it.
    program.on('error', () => (this.#program = undefined));
    program.on('exit', () => (this.#program = undefined));
    program.stdin.on('error', () => undefined);
    program.stdout.resume();
    this.#program = program;
    return program;
  }
}

/** Resolves with what was complained about before. Rejects with `EngineError` when the program ends first. */
function untilComplaintAbout(line: string, program: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const hear = (chunk: Buffer): void => {
      heard += chunk.toString();
      // The line is quoted, and underlined in the line below.
      const quoted = heard.indexOf(`${line}\n`);
      if (quoted === -1 || !heard.endsWith('^\n')) return;
      leave();
      resolve(heard.slice(0, Math.max(0, heard.lastIndexOf('Error:', quoted))));
    };
    const end = (): void => {
      leave();
      reject(new EngineError('unreachable', `The program nft has ended. ${heard.trim()}`.trim()));
    };
    const leave = (): void => {
      program.stderr.off('data', hear);
      program.off('error', end);
      program.off('exit', end);
    };
    program.stderr.on('data', hear);
    program.on('error', end);
    program.on('exit', end);
  });
}

/** Comments end with their line, so they cannot stay. */
function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => (line.endsWith('{') || line.endsWith(';') ? line : `${line};`))
    .join(' ');
}
