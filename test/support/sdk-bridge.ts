/**
 * Calls the vendor's clients in a process of its own, for what is settled when a process starts: which certificates
 * Node trusts. One JSON line in is one call; one JSON line out is how it went.
 */
import { createInterface } from 'node:readline';
import { isSdkName, sdkClient } from './sdk-clients.ts';
import type { BridgeCall } from './sdk-process.ts';

for await (const line of createInterface({ input: process.stdin })) {
  const { name, endpoint, action, parameters, wanted }: BridgeCall = JSON.parse(line);
  if (!isSdkName(name)) throw new Error(`there is no client ${name}`);
  const client = sdkClient(name, endpoint);
  const asked = wanted === 'call' ? client.call(action, parameters) : client.failure(action, parameters);
  const result = await asked.catch((error: unknown) => ({ bridgeError: String(error) }));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
