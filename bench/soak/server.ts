/**
 * A server of the soak: for every door a port, TCP or UDP. Argument: its name, address and doors, as JSON. Ends with the
 * soak, whose orders come by IPC.
 */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { End } from './end.ts';
import type { Door, Hello, LoadMessage, ServerOrder, Welcome } from './messages.ts';
import { serverPortOf } from './messages.ts';
import { readProxyHeader } from './proxy-header.ts';

export interface ServerTask {
  readonly name: string;
  readonly address: string;
  readonly doors: readonly Pick<Door, 'number' | 'protocol' | 'proxyProtocol'>[];
}

const BUSY_MS = 200;
const BUSY_EVERY_MS = 250;

const { name, address, doors } = readTask(process.argv[2]);
let servers: Server[] = [];
let busy: NodeJS.Timeout | undefined;

function readTask(text: string | undefined): ServerTask {
  const task: ServerTask = JSON.parse(text ?? '');
  return task;
}

function complain(what: string): void {
  process.send?.({ kind: 'violation', what: `${name}: ${what}` } satisfies LoadMessage);
}

function serve(socket: Socket, { number, proxyProtocol }: ServerTask['doors'][number]): void {
  socket.on('error', () => undefined);
  const source = `${socket.remoteAddress}:${socket.remotePort}`;
  if (!proxyProtocol) return void converse(socket, number, source, Buffer.alloc(0));
  let before = Buffer.alloc(0);
  const read = (chunk: Buffer): void => {
    before = Buffer.concat([before, chunk]);
    const header = readProxyHeader(before);
    if (header === undefined) return;
    socket.off('data', read);
    if (header === 'none') {
      complain(`door ${number}: no PROXY header but ${before.subarray(0, 40).toString('latin1')}`);
      socket.destroy();
    } else void converse(socket, number, header.source, before.subarray(header.length));
  };
  socket.on('data', read);
}

/** `begun`: what has been heard already. */
async function converse(socket: Socket, door: number, source: string, begun: Buffer): Promise<void> {
  const end = new End(socket);
  if (begun.length > 0) end.hear(begun);
  const line = await end.untilLine();
  const hello = line === undefined ? undefined : readHello(line, door);
  if (hello === undefined) return void socket.destroy();
  end.speakFrom(hello.server, hello.client);
  socket.write(`${JSON.stringify({ name, door, source } satisfies Welcome)}\n`);
  await end.play(hello.part);
  if (end.wrong) complain(`door ${door}: a client's bytes (${hello.kind}) are not what it said`);
}

function readHello(line: string, door: number): Hello | undefined {
  try {
    const hello: Hello = JSON.parse(line);
    return hello;
  } catch {
    complain(`door ${door}: a client's first line is ${line.slice(0, 100)}`);
    return undefined;
  }
}

async function open(): Promise<void> {
  servers = doors
    .filter(({ protocol }) => protocol === 'tcp')
    .map((door) => createServer({ allowHalfOpen: true, noDelay: true }, (socket) => serve(socket, door)));
  const ports = doors.filter(({ protocol }) => protocol === 'tcp').map(({ number }) => serverPortOf(number));
  await Promise.all(
    servers.map(
      (server, n) =>
        new Promise<void>((resolve) => {
          server.listen({ host: address, port: ports[n] ?? 0 }, resolve);
        }),
    ),
  );
}

function answerDatagrams({ number }: ServerTask['doors'][number]): void {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1_048_576 });
  socket.on('error', () => undefined);
  socket.on('message', (datagram, from) =>
    socket.send([Buffer.from(`${name} ${number}\n`), datagram], from.port, from.address),
  );
  socket.bind(serverPortOf(number), address);
}

process.on('message', (order: ServerOrder) => {
  if (order.kind === 'refuse') {
    if (order.on) for (const server of servers) server.close();
    else void open();
    return;
  }
  clearInterval(busy);
  if (!order.on) return;
  const never = new Int32Array(new SharedArrayBuffer(4));
  busy = setInterval(() => Atomics.wait(never, 0, 0, BUSY_MS), BUSY_EVERY_MS);
});
process.on('disconnect', () => process.exit(0));

for (const door of doors) if (door.protocol === 'udp') answerDatagrams(door);
await open();
process.send?.('ready');
