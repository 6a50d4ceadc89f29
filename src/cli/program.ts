/** The command tree. What only one command needs is imported when that command runs, so that each starts quickly. */
import { Command } from 'commander';
import { addCall } from './call/command.ts';
import { addConsole } from './console/command.ts';
import { addDemo } from './demo/command.ts';
import { addServe } from './serve/command.ts';
import { addAudit } from './audit/command.ts';
import { addServer } from './server/command.ts';
import { addStatus } from './status/command.ts';
import type { Terminal } from './terminal.ts';
import { addUninstallRules } from './uninstall-rules/command.ts';
import { addUser } from './user/command.ts';
import { VERSION } from './version.ts';

export function createProgram(terminal: Terminal): Command {
  const program = new Command('hotspare')
    .description(
      'A load balancer you run yourself that speaks the Alibaba Cloud SLB API (2014-05-15) and fails over for real.',
    )
    .version(VERSION)
    .showHelpAfterError('(see hotspare --help)')
    .enablePositionalOptions()
    .exitOverride();
  addServe(program, terminal);
  addDemo(program, terminal);
  addConsole(program, terminal);
  addStatus(program, terminal);
  addCall(program, terminal);
  addServer(program, terminal);
  addUser(program, terminal);
  addAudit(program, terminal);
  addUninstallRules(program, terminal);
  program.addHelpText(
    'after',
    '\nStart here: `hotspare demo` shows a failover with real traffic; `hotspare serve` runs the service.',
  );
  return program;
}
