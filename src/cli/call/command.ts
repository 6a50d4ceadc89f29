import { type Command, Option } from 'commander';
import { addConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import type { CallOptions } from './run.ts';

export function addCall(program: Command, terminal: Terminal): void {
  const command = program
    .command('call')
    .description('call one action of the API with a signed request')
    .argument('[action]', 'name of the action; see --list')
    .argument('[parameters...]', 'Key=Value; Key=@file reads the value from a file')
    .option('--list', 'list all actions')
    .addOption(
      new Option('--signature <scheme>', 'how the request is signed').choices(['v3', 'v1']).default('v3'),
    )
    .addOption(
      new Option('--output <format>', 'how the answer is printed').choices(['json', 'table']).default('json'),
    )
    // Its own, so that `hotspare call ACTION --help` can tell about the action.
    .helpOption(false)
    .option('-h, --help', 'explain an action, or this command');
  addConnectionOptions(command).action(async (action: string | undefined, parameters: string[]) => {
    const options: CallOptions = command.opts();
    if (action === undefined && options.list !== true) return command.help();
    const { runCall } = await import('./run.ts');
    await runCall({ action: action ?? '', args: parameters, options, environment: process.env, terminal });
  });
}
