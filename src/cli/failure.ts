/** How a command ends when it cannot do its work: one clear line and a remedy, no stack; a bug shows its stack. */
import { ConfigError } from '../config/config-error.ts';
import { EngineError } from '../engine/engine.ts';
import { StoreError } from '../store/store.ts';
import { ApiFailure, Unreachable } from '../client/failures.ts';
import type { Terminal } from './terminal.ts';

export const exitCodes = {
  ok: 0,
  /** The work could not be done. */
  failed: 1,
  /** The command line, a setting or a file given is wrong. */
  usage: 2,
  /** Ended by Ctrl-C, as shells say it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A mistake in how the command was called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The work itself did not succeed; the message says why, the remedy what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly remedy: string | undefined;

  constructor(message: string, options: { readonly remedy?: string; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.remedy = options.remedy;
  }
}

/** Somebody wanted it to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export interface FailureReport {
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly exitCode: ExitCode;
}

/** Undefined: not a failure that we know of, so a bug. */
export function knownFailure(error: unknown): FailureReport | undefined {
  if (error instanceof UsageError) {
    return { message: error.message, remedy: error.remedy, exitCode: exitCodes.usage };
  }
  if (error instanceof ConfigError) return { message: error.message, exitCode: exitCodes.usage };
  if (error instanceof StoreError || error instanceof EngineError) {
    return { message: error.message, exitCode: exitCodes.failed };
  }
  if (error instanceof ApiFailure) {
    const message = `${error.code}: ${error.message} (HTTP ${error.httpStatus}, request ${error.requestId})`;
    return { message, remedy: error.remedy, exitCode: exitCodes.failed };
  }
  if (error instanceof CommandFailure || error instanceof Unreachable) {
    return { message: error.message, remedy: error.remedy, exitCode: exitCodes.failed };
  }
  return listenFailure(error);
}

/** Returns the exit code. */
export function reportFailure(error: unknown, terminal: Pick<Terminal, 'err' | 'errColors'>): ExitCode {
  if (error instanceof Interrupted) return exitCodes.interrupted;
  const { red, dim } = terminal.errColors;
  const known = knownFailure(error);
  if (known) {
    terminal.err(`${red('hotspare:')} ${known.message}`);
    if (known.remedy !== undefined && known.remedy !== '') terminal.err(`  ${known.remedy}`);
    return known.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`${red('hotspare:')} this is a bug; please report it with these lines`);
  terminal.err(dim(text));
  return exitCodes.failed;
}

/** What the operating system says when an address cannot be listened on. */
function listenFailure(error: unknown): FailureReport | undefined {
  if (!isListenError(error)) return undefined;
  const where = `${error.address}:${error.port ?? ''}`;
  const report = (message: string, remedy: string): FailureReport => ({
    message: `${where}: ${message}`,
    remedy,
    exitCode: exitCodes.failed,
  });
  switch (error.code) {
    case 'EADDRINUSE':
      return report(
        'another program listens there already',
        'Stop that program, or choose another address with --listen HOST:PORT.',
      );
    case 'EACCES':
      return report(
        'this user may not listen there',
        'Choose a port from 1024 up with --listen HOST:PORT, or allow the program to use lower ones.',
      );
    case 'EADDRNOTAVAIL':
      return report(
        'this machine has no such address',
        'Choose an address of this machine with --listen HOST:PORT, for example 127.0.0.1:8014.',
      );
    default:
      return report(`listening failed (${error.code})`, 'Choose another address with --listen HOST:PORT.');
  }
}

function isListenError(
  error: unknown,
): error is Error & { readonly code: string; readonly address: string; readonly port?: number } {
  return (
    error instanceof Error &&
    'syscall' in error &&
    (error.syscall === 'listen' || error.syscall === 'bind') &&
    'code' in error &&
    typeof error.code === 'string' &&
    'address' in error &&
    typeof error.address === 'string'
  );
}
