/** A client for the length of one command. */
import { ApiClient } from '../client/api-client.ts';
import { type ConnectionOptions, resolveConnection } from './connection.ts';

export async function withClient<T>(
  options: ConnectionOptions,
  environment: Readonly<Record<string, string | undefined>>,
  work: (client: ApiClient) => Promise<T>,
): Promise<T> {
  const client = new ApiClient(resolveConnection(options, environment));
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
