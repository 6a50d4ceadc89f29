/**
 * One-time links to the console. The key stands behind the `#`, which a browser tells nobody, and is used up by the first
 * sign-in.
 */
import type { ApiClient } from '../../client/api-client.ts';
import { ApiFailure } from '../../client/failures.ts';
import { CommandFailure } from '../failure.ts';

export interface ConsoleLink {
  /** `http://127.0.0.1:8014/console/#link=STS.N….secret` */
  readonly url: string;
  /** UTC, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly expiration: string;
}

/** Signs in as whoever the client signs for. Rejects with `CommandFailure`, `ApiFailure` or `Unreachable`. */
export async function makeConsoleLink(client: ApiClient): Promise<ConsoleLink> {
  const address = consoleAddress(client.endpoint);
  try {
    const key = await client.call('CreateSession', { OneTime: 'true' });
    return { url: `${address}#link=${key.AccessKeyId}.${key.AccessKeySecret}`, expiration: key.Expiration };
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.code.startsWith('InvalidAction')) throw error;
    throw new CommandFailure(`${client.endpoint.origin} is in strict mode, in which there are no sessions`, {
      remedy: `Open ${address} and sign in with the access key.`,
      cause: error,
    });
  }
}

/** Where a browser on this machine finds it: a service that listens on every address is at the loopback too. */
export function consoleAddress(endpoint: URL): string {
  const address = new URL('/console/', endpoint);
  if (address.hostname === '0.0.0.0') address.hostname = '127.0.0.1';
  if (address.hostname === '[::]') address.hostname = '[::1]';
  return address.href;
}
