/** `hotspare console`: a link to sign in with. */
import type { ConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { withClient } from '../with-client.ts';
import { makeConsoleLink } from './link.ts';

interface ConsoleCommand {
  readonly options: ConnectionOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

/** Rejects as `makeConsoleLink` does. */
export async function showConsoleLink({ options, environment, terminal }: ConsoleCommand): Promise<void> {
  await withClient(options, environment, async (client) => {
    const { url, expiration } = await makeConsoleLink(client);
    terminal.out(url);
    const minutes = Math.round((Date.parse(expiration) - Date.now()) / 60_000);
    terminal.err(`Good for one sign-in, until ${expiration} (${minutes} minutes).`);
  });
}
