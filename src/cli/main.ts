/** One run of the program: its arguments → its exit code. */
import { CommanderError } from 'commander';
import { exitCodes, type ExitCode, reportFailure } from './failure.ts';
import { createProgram } from './program.ts';
import { processTerminal } from './terminal.ts';

/** `args` without interpreter and program. Never rejects. */
export async function runProgram(args: readonly string[]): Promise<ExitCode> {
  const terminal = processTerminal();
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    // Help and version are thrown too, with status 0; commander has said everything already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return reportFailure(error, terminal);
  }
}
