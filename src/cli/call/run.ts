/** `hotspare call`: one signed request, its answer on standard output. */
import { isActionName, type ActionName, contracts } from '../../contract/index.ts';
import { ApiClient, type SignatureScheme } from '../../client/api-client.ts';
import { type ConnectionOptions, resolveConnection } from '../connection.ts';
import { UsageError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { parseArguments } from './arguments.ts';
import { actionNames, describeAction, listActions } from './describe.ts';
import { nearest } from './nearest.ts';

export interface CallOptions extends ConnectionOptions {
  readonly list?: boolean;
  readonly help?: boolean;
  readonly signature: SignatureScheme;
  readonly output: 'json' | 'table';
}

export interface Call {
  readonly action: string;
  readonly args: readonly string[];
  readonly options: CallOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

export async function runCall({ action, args, options, environment, terminal }: Call): Promise<void> {
  if (options.list === true) return terminal.out(listActions(terminal.colors));
  const name = knownAction(action);
  if (options.help === true) return terminal.out(describeAction(name, terminal.colors));
  const { parameters, warnings } = parseArguments(contracts[name], args);
  for (const warning of warnings) terminal.err(`${terminal.errColors.yellow('hotspare:')} ${warning}`);
  const client = new ApiClient({
    ...resolveConnection(options, environment),
    signature: options.signature,
  });
  try {
    const answer = await client.callRaw(name, parameters);
    if (options.output === 'json') return terminal.out(JSON.stringify(answer, null, 2));
    const { answerTables } = await import('./table.ts');
    terminal.out(answerTables(answer, terminal.colors));
  } finally {
    client.close();
  }
}

function knownAction(action: string): ActionName {
  if (isActionName(action)) return action;
  const exact = actionNames.find((name) => name.toLowerCase() === action.toLowerCase());
  const meant = exact === undefined ? nearest(action, actionNames) : [exact];
  throw new UsageError(
    `there is no action ${action}`,
    meant.length === 0
      ? 'List all actions with `hotspare call --list`.'
      : `Did you mean ${meant.join(' or ')}? All actions: hotspare call --list`,
  );
}
