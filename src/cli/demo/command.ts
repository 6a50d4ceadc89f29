import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from '../terminal.ts';
import type { DemoOptions } from './run.ts';

export function addDemo(program: Command, terminal: Terminal): void {
  const command = program
    .command('demo')
    .description(
      'see a failover: starts a service of its own, two real servers and real clients, kills and silences the master, ' +
        'and ends with what the clients saw (about half a minute; leaves nothing behind)',
    )
    .summary('see a failover with real traffic, in half a minute')
    .addOption(
      new Option('--rate <number>', 'new connections a second').argParser(numberFrom(1, 2_000)).default(200),
    )
    .addOption(
      new Option('--seconds <number>', 'length of each step').argParser(numberFrom(2, 600)).default(5),
    )
    .addOption(
      new Option('--detection <mode>', 'how the service notices a death: fast, or by the vendor’s windows')
        .choices(['fast', 'vendor'])
        .default('fast'),
    )
    .option('--json', 'print the figures as JSON, and nothing else', false)
    .option('--keep', 'leave everything running afterwards, until Ctrl-C', false);
  command.action(async () => {
    const options: DemoOptions = command.opts();
    const [{ runDemo }, { selfProgram }] = await Promise.all([import('./run.ts'), import('./self.ts')]);
    await runDemo({ options, terminal, program: selfProgram() });
  });
}

function numberFrom(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() !== '' && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };
}
