/**
 * Ports that can be listened on again after a kill. Below the range from which the kernel takes ports for outgoing
 * connections: there one of thousands could sit on the port while its server is dead.
 */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { CommandFailure } from '../failure.ts';

const FIRST = 10_000;
const LAST = 30_000;
const TRIES = 200;

/** Different ones. Rejects with `CommandFailure` when none can be found. */
export async function freePorts(host: string, count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (found.size === count) return [...found];
    const port = randomInt(FIRST, LAST);
    if (await isFree(host, port)) found.add(port);
  }
  throw new CommandFailure(`no free ports between ${FIRST} and ${LAST} at ${host}`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}
