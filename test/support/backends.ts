/** Servers that do as they are told, for traffic to arrive at: each connection follows the next step of a script. */
import { createSocket } from 'node:dgram';
import type { Socket as UdpSocket } from 'node:dgram';
import { connect, createServer, isIPv6 } from 'node:net';
import type { Server, Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { pause } from './eventually.ts';

/** What a server does with one connection. */
export type TcpBehaviour = (socket: Socket, name: string) => void;

/** Says its name and a newline, then sends back whatever comes, and ends when the client has ended. */
export const greetAndEcho: TcpBehaviour = (socket, name) => {
  socket.write(`${name}\n`);
  echo(socket);
};

/** Sends back what comes, byte for byte. */
export const echo = (socket: Socket): void => {
  socket.pipe(socket);
};

/** Accepts, reads, and never says or ends anything. */
export const mute: TcpBehaviour = (socket) => {
  socket.resume();
};

/** Accepts and does not even read. */
export const deaf: TcpBehaviour = (socket) => {
  socket.pause();
};

/** Resets the connection as soon as it is there. */
export const resetAtOnce: TcpBehaviour = (socket) => {
  socket.resetAndDestroy();
};

/**
 * Tells once how the other side finished: with an end, or with a reset. A reset right after data looks like an end to
 * node; only a write of nothing, which the kernel refuses then, brings the truth to light.
 */
export function whenFinished(socket: Socket, tell: (how: 'ended' | 'reset') => void): void {
  let told = false;
  const once = (how: 'ended' | 'reset'): void => {
    if (!told) tell(how);
    told = true;
  };
  socket.on('error', () => once('reset'));
  socket.on('end', () => {
    if (socket.writableEnded) once('ended');
    else socket.write('', (error) => once(error ? 'reset' : 'ended'));
  });
}

export interface Place {
  readonly address?: string;
  readonly port?: number;
}

export class TcpBackend {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Accepted so far. */
  accepted = 0;
  readonly open = new Set<Socket>();
  readonly #server: Server;

  private constructor(name: string, address: string, port: number, server: Server) {
    this.name = name;
    this.address = address;
    this.port = port;
    this.#server = server;
  }

  /** The nth connection follows the nth step; all further ones the last. */
  static start(name: string, script: readonly TcpBehaviour[], place: Place = {}): Promise<TcpBackend> {
    const address = place.address ?? '127.0.0.1';
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: address, port: place.port ?? 0 }, () => {
        const backend = new TcpBackend(name, address, boundPort(server), server);
        server.on('connection', (socket) => backend.#accept(socket, script));
        resolve(backend);
      });
    });
  }

  /** New connections are refused from here on, as after a kill; what is established goes on. */
  refuse(): void {
    this.#server.close();
  }

  /** As if the process had been killed: refuses, and everything established is reset. */
  stop(): void {
    this.#server.close();
    for (const socket of this.open) socket.resetAndDestroy();
  }

  #accept(socket: Socket, script: readonly TcpBehaviour[]): void {
    const step = script[Math.min(this.accepted, script.length - 1)];
    this.accepted++;
    this.open.add(socket);
    socket.on('close', () => this.open.delete(socket));
    socket.on('error', () => undefined);
    step?.(socket, this.name);
  }
}

export interface ReceivedDatagram {
  readonly text: string;
  readonly atMs: number;
  readonly fromPort: number;
}

/** Answers each datagram with its name and the datagram (`a:hello`), and remembers what came when. */
export class UdpBackend {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly received: ReceivedDatagram[] = [];
  /** False: takes datagrams and says nothing. */
  answers = true;
  /** How long it thinks before it answers. */
  answersAfterMs = 0;
  readonly #socket: UdpSocket;

  private constructor(name: string, address: string, socket: UdpSocket) {
    this.name = name;
    this.address = address;
    this.port = socket.address().port;
    this.#socket = socket;
    socket.on('message', (datagram, from) => {
      this.received.push({ text: datagram.toString(), atMs: performance.now(), fromPort: from.port });
      if (!this.answers) return;
      const answer = (): void => socket.send(`${name}:${datagram.toString()}`, from.port, from.address);
      if (this.answersAfterMs > 0) setTimeout(answer, this.answersAfterMs);
      else answer();
    });
  }

  static start(name: string, place: Place = {}): Promise<UdpBackend> {
    const address = place.address ?? '127.0.0.1';
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(place.port ?? 0, address, () => resolve(new UdpBackend(name, address, socket)));
    });
  }

  /** The port is closed: the kernel answers with "port unreachable". */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.close(() => resolve());
    });
  }
}

/**
 * A server whose host seems to have vanished: a connect to it gets no answer at all. The trick, which needs no rights:
 * a thread listens with the smallest backlog and then sleeps for ever, so that nobody accepts; once the backlog is
 * full, Linux drops each further SYN without a word.
 */
export class Blackhole {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly #worker: Worker;
  readonly #fill: readonly Socket[];

  private constructor(name: string, address: string, port: number, worker: Worker, fill: readonly Socket[]) {
    this.name = name;
    this.address = address;
    this.port = port;
    this.#worker = worker;
    this.#fill = fill;
  }

  static async start(name: string, address = '127.0.0.1'): Promise<Blackhole> {
    const worker = new Worker(listenAndSleep, { eval: true, workerData: { address } });
    const port = await new Promise<number>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    // The thread is asleep once it has listened for a moment; a backlog of one holds two connections.
    await pause(20);
    const fill: Socket[] = [];
    for (let n = 0; n < 4; n++) {
      const socket = connect(port, address);
      socket.on('error', () => undefined);
      fill.push(socket);
    }
    await untilFull(fill);
    return new Blackhole(name, address, port, worker, fill);
  }

  async stop(): Promise<void> {
    for (const socket of this.#fill) socket.destroy();
    await this.#worker.terminate();
  }
}

const listenAndSleep = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ host: workerData.address, port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
`;

async function untilFull(fill: readonly Socket[]): Promise<void> {
  for (let n = 0; n < 200; n++) {
    if (fill.filter((socket) => !socket.connecting).length >= 2) return;
    await pause(5);
  }
  throw new Error('the backlog of the silent server did not fill');
}

function boundPort(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('the server does not listen on a port');
}
