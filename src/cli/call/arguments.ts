/** `Key=Value` arguments → parameters of a call. */
import { readFileSync } from 'node:fs';
import type { ActionContract } from '../../contract/define.ts';
import { UsageError } from '../failure.ts';
import { nearest } from './nearest.ts';
import { messageOf } from '../../lib/message-of.ts';

export interface CallArguments {
  readonly parameters: Readonly<Record<string, string>>;
  /** What the service would ignore, and what may have been meant. */
  readonly warnings: readonly string[];
}

/** `Key=@file` reads the file (`@-`: standard input), `Key=@@text` means `@text`. Throws `UsageError`. */
export function parseArguments(contract: ActionContract, args: readonly string[]): CallArguments {
  const parameters: Record<string, string> = {};
  const warnings: string[] = [];
  for (const arg of args) {
    const at = arg.indexOf('=');
    if (at <= 0) {
      throw new UsageError(
        `"${arg}" is no parameter`,
        `Write Key=Value, for example: hotspare call ${exampleCall(contract)}`,
      );
    }
    const name = arg.slice(0, at);
    if (Object.hasOwn(parameters, name)) throw new UsageError(`${name} is given twice`, 'Give it once.');
    parameters[name] = readValue(name, arg.slice(at + 1));
    const problem = unknownParameter(contract, name);
    if (problem !== undefined) warnings.push(problem);
  }
  return { parameters, warnings };
}

/** The example of the contract as a command line, for the help. */
export function exampleCall(contract: ActionContract): string {
  const parameters = Object.entries(contract.example.request).map(([name, value]) =>
    /^[\w.:/,@-]*$/.test(value) ? `${name}=${value}` : `'${name}=${value.replaceAll("'", `'\\''`)}'`,
  );
  return [contract.name, ...parameters].join(' ');
}

function readValue(name: string, text: string): string {
  if (text.startsWith('@@')) return text.slice(1);
  if (!text.startsWith('@')) return text;
  const file = text.slice(1);
  try {
    // Editors end a file with a line break, which no value has.
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const why = messageOf(error);
    throw new UsageError(
      `${name}: the file ${file} cannot be read (${why})`,
      `To send a text that begins with @, write ${name}=@@…`,
    );
  }
}

/** Lists are spelled `Name.1` or `Name.1.Member`. */
function unknownParameter(contract: ActionContract, name: string): string | undefined {
  const known = Object.entries(contract.params).flatMap(([own, { aliases }]) => [own, ...aliases]);
  const [base = ''] = name.split('.');
  if (known.includes(base)) return undefined;
  const meant = nearest(base, known, 1);
  const hint = meant.length === 0 ? '' : ` Did you mean ${meant.join(' or ')}?`;
  return `${contract.name} has no parameter ${name}; the service ignores it.${hint}`;
}
