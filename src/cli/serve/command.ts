import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { addServeFlags, givenFlags } from './flags.ts';

export function addServe(program: Command, terminal: Terminal): void {
  const command = program
    .command('serve')
    .description('run the service: API, health checks and forwarding')
    .summary('run the service')
    .addHelpText(
      'after',
      '\nFlags go before environment variables, and those before the file.' +
        '\nLists are comma-separated or given by repeating the flag.',
    );
  addServeFlags(command).action(async () => {
    const options: Readonly<Record<string, unknown>> = command.opts();
    const { runServe } = await import('./run.ts');
    const { config } = options;
    await runServe({
      file: typeof config === 'string' ? config : undefined,
      flags: givenFlags(options),
      environment: process.env,
      terminal,
    });
  });
}
