import type { Command } from 'commander';
import { addConnectionOptions, type ConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import type { AuditFilter } from './run.ts';

export function addAudit(program: Command, terminal: Terminal): void {
  const audit = program
    .command('audit')
    .description('who called what, from where, and what came of it; the newest last')
    .option('--action <name>', 'only this action')
    .option('--user <name>', 'only this user, or the id of an access key')
    .option('--about <id>', 'only calls with this value in a parameter')
    .option('--since <time>', 'only calls since then, UTC: 2026-01-02T03:04:05Z')
    .option('--limit <n>', 'at most so many', '50')
    .option('--json', 'one JSON object a line');
  addConnectionOptions(audit).action(async () => {
    const options: ConnectionOptions & AuditFilter = audit.opts();
    const { showAudit } = await import('./run.ts');
    await showAudit(options, { options, environment: process.env, terminal });
  });
}
