/** The program nft, started for each text: some tens of milliseconds, nearly all of them its start. */
import { spawn } from 'node:child_process';
import { EngineError } from '../../engine.ts';
import type { NftTransport } from './transport.ts';
import { refusal } from './transport.ts';

export class ProgramTransport implements NftTransport {
  readonly how: string;

  constructor(why: string) {
    this.how = `the program nft, started for each change (${why})`;
  }

  async run(text: string): Promise<void> {
    await runNft(['-f', '-'], text);
  }

  list(command: string): Promise<string> {
    // As arguments: a text on its input would have to be JSON then.
    return runNft(['-j', ...command.split(' ')], '');
  }

  show(command: string): Promise<string> {
    return runNft(['-s', ...command.split(' ')], '');
  }

  close(): void {
    // Nothing is kept.
  }
}

/** What it prints. Rejects with `NftRefusal`, or `EngineError` when there is no such program. */
export function runNft(args: readonly string[], text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('nft', args, { stdio: 'pipe' });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.on('error', (cause) =>
      reject(new EngineError('start-failed', 'There is no program nft.', { cause })),
    );
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(refusal(text, errors))));
    child.stdin.end(text);
  });
}
