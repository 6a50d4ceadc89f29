/** `hotspare serve`: the service until a signal ends it. */
import { ApiClient } from '../../client/api-client.ts';
import { loadConfig } from '../../config/load.ts';
import { type Service, startService } from '../../main.ts';
import { type ConsoleLink, makeConsoleLink } from '../console/link.ts';
import { exitCodes } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { startMessage } from './message.ts';

export interface ServeOptions {
  readonly file: string | undefined;
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

/** Resolves after a graceful stop. Rejects as `loadConfig` and `startService` do. */
export async function runServe({ file, flags, environment, terminal }: ServeOptions): Promise<void> {
  const config = loadConfig({ file, environment, flags });
  // Signals are heard from the first moment on, so that a stop during a slow start is a clean one too.
  const stop = untilSignalled();
  const service = await startService(config, { environment });
  // Where the log is JSON lines, words for people would be a line that no reader of the log understands.
  const { log } = config;
  const logIsProse = log.format === 'pretty' || (log.format === 'auto' && terminal.interactive);
  const say = logIsProse ? terminal.out : terminal.err;
  if (log.level !== 'silent') {
    const interactive = logIsProse ? terminal.interactive : terminal.errInteractive;
    const message = startMessage({
      endpoint: service.endpoint,
      config,
      accessKeys: service.accessKeys,
      keyIsConfigured: config.accessKeys.length > 0 || (environment['HOTSPARE_ACCESS_KEY_ID'] ?? '') !== '',
      interactive,
      consoleLink: interactive && !config.strict ? await consoleLinkOf(service) : undefined,
    });
    say(message);
  }
  const signal = await stop;
  if (log.level !== 'silent') {
    say(`${signal}: stopping; a second signal ends everything at once`);
  }
  await service.close();
}

/** By a call like any other. Undefined when it fails: no reason to end a service that runs. */
async function consoleLinkOf({ endpoint, accessKeys }: Service): Promise<ConsoleLink | undefined> {
  const [accessKey] = accessKeys;
  if (!accessKey) return undefined;
  const client = new ApiClient({ endpoint: new URL(endpoint), accessKey });
  try {
    return await makeConsoleLink(client);
  } catch {
    return undefined;
  } finally {
    client.close();
  }
}

function untilSignalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let signalled = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (signalled) process.exit(exitCodes.failed);
      signalled = true;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
