/** Which service the client commands talk to and with which key: flags, then environment, then the defaults. */
import { Option, type Command } from 'commander';
import { accessKeyFile, keyFromEnvironment, readKeyFile } from '../config/access-key-file.ts';
import type { Connection } from '../client/api-client.ts';
import { configSchema } from '../config/schema.ts';
import { UsageError } from './failure.ts';

export const defaultEndpoint = 'http://127.0.0.1:8014';

export interface ConnectionOptions {
  readonly endpoint?: string;
  readonly dataDir?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function addConnectionOptions(command: Command): Command {
  return command
    .addOption(new Option('--endpoint <url>', `the service (HOTSPARE_ENDPOINT; default: ${defaultEndpoint})`))
    .addOption(
      new Option(
        '--data-dir <folder>',
        'where the access key file of the service lies (HOTSPARE_DATA_DIR; default: ~/.hotspare); ' +
          'HOTSPARE_ACCESS_KEY_ID and HOTSPARE_ACCESS_KEY_SECRET go before it',
      ),
    );
}

/** Throws `UsageError` when there is no key or the endpoint is none, `ConfigError` for a key file that is of no use. */
export function resolveConnection(options: ConnectionOptions, environment: Environment): Connection {
  const endpoint = parseEndpoint(
    options.endpoint ?? given(environment['HOTSPARE_ENDPOINT']) ?? defaultEndpoint,
  );
  const [fromEnvironment] = keyFromEnvironment(environment);
  if (fromEnvironment) return { endpoint, accessKey: fromEnvironment };
  const dataDir =
    options.dataDir ?? given(environment['HOTSPARE_DATA_DIR']) ?? configSchema.parse({}).dataDir;
  const accessKey = readKeyFile(dataDir);
  if (accessKey) return { endpoint, accessKey };
  throw new UsageError(
    `there is no access key: ${accessKeyFile(dataDir)} does not exist`,
    'Start the service once with `hotspare serve`, name its folder with --data-dir, or set ' +
      'HOTSPARE_ACCESS_KEY_ID and HOTSPARE_ACCESS_KEY_SECRET.',
  );
}

function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function parseEndpoint(text: string): URL {
  const full = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (URL.canParse(full) && new URL(full).pathname === '/') return new URL(full);
  throw new UsageError(`"${text}" is no endpoint`, `Write it like ${defaultEndpoint}.`);
}
