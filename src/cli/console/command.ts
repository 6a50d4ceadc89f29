import type { Command } from 'commander';
import { addConnectionOptions, type ConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';

export function addConsole(program: Command, terminal: Terminal): void {
  const console_ = program
    .command('console')
    .description('print a link that opens the console in a browser and signs in, once');
  addConnectionOptions(console_).action(async () => {
    const options: ConnectionOptions = console_.opts();
    const { showConsoleLink } = await import('./run.ts');
    await showConsoleLink({ options, environment: process.env, terminal });
  });
}
