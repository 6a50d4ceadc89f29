/**
 * `hotspare _backend NAME HOST PORT`: a real server in a process of its own, so that it can really be killed. Answers
 * every line with its name. Orders come on standard input, with which it ends, so that it never outlives its starter:
 * `backlog N` sets how many connections may wait to be accepted.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** What it writes when it listens, and after each order. */
const backendReady = 'ready';

/** Resolves when it listens; goes on until the process ends. Rejects when the port cannot be had. */
export async function runBackend(args: readonly string[]): Promise<void> {
  const [name = '', host = '', port = ''] = args;
  const server = createServer((socket) => answer(socket, name));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port: Number(port) }, resolve);
  });
  process.stdout.write(`${backendReady}\n`);
  const orders = createInterface({ input: process.stdin });
  orders.on('line', (line) => {
    const [order, number] = line.split(' ');
    if (order !== 'backlog') return;
    setBacklog(server, Number(number));
    process.stdout.write(`${backendReady}\n`);
  });
  orders.on('close', () => process.exit(0));
}

function answer(socket: Socket, name: string): void {
  socket.setNoDelay(true);
  socket.on('data', (chunk) => {
    const lines = chunk.filter((byte) => byte === 0x0a).length;
    if (lines > 0) socket.write(`${name}\n`.repeat(lines));
  });
  socket.on('error', () => socket.destroy());
}

/**
 * listen(2) on a socket that listens already changes only its backlog. Node has no public call for that; without the
 * one it has, the queue keeps its length, and filling it just takes longer.
 */
function setBacklog(server: Server, backlog: number): void {
  const handle: unknown = Reflect.get(server, '_handle');
  if (
    typeof handle === 'object' &&
    handle !== null &&
    'listen' in handle &&
    typeof handle.listen === 'function'
  ) {
    handle.listen(backlog);
  }
}
