import type { Command } from 'commander';
import { addConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import type { StatusOptions } from './run.ts';

export function addStatus(program: Command, terminal: Terminal): void {
  const command = program
    .command('status')
    .description('show every load balancer: who serves, since when and why, and what needs attention')
    .option('--watch', 'go on showing it every second, until Ctrl-C')
    .option('--json', 'as JSON; with --watch one line a second');
  addConnectionOptions(command).action(async () => {
    const options: StatusOptions = command.opts();
    const { runStatus } = await import('./run.ts');
    await runStatus({ options, environment: process.env, terminal });
  });
}
