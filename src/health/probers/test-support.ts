/** Scripted servers on loopback for the prober tests; each is closed by the test's own clean-up. */
import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../lib/clock.ts';
import type { ProbeSpec } from '../../domain/health.ts';
import type { Prober } from '../monitor-types.ts';
import type { ProbeReport } from '../prober-types.ts';
import { spec } from '../test-support.ts';
import { createProbers } from './registry.ts';

export const LOOPBACK = '127.0.0.1';

export interface TcpTarget {
  readonly port: number;
  /** Sockets as accepted, the closed ones too. */
  readonly sockets: readonly Socket[];
  /** What clients have sent so far, all of them together. */
  received(): string;
}

/** A listener that does with each connection what `serve` says. */
export async function tcpTarget(serve: (socket: Socket) => void, host = LOOPBACK): Promise<TcpTarget> {
  const sockets: Socket[] = [];
  let received = '';
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    serve(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: portOf(server.address()), sockets, received: () => received };
}

/** Answers the first request of a connection with these bytes, which may be cut into pieces, and leaves it open. */
export function httpTarget(answer: string | readonly string[], host = LOOPBACK): Promise<TcpTarget> {
  return tcpTarget((socket) => {
    socket.once('data', () => {
      for (const piece of [answer].flat()) socket.write(piece);
    });
  }, host);
}

export async function udpTarget(
  serve: (request: Buffer, from: RemoteInfo, socket: DatagramSocket) => void,
): Promise<{ readonly port: number; readonly requests: readonly Buffer[] }> {
  const requests: Buffer[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (request, from) => {
    requests.push(request);
    serve(request, from, socket);
  });
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  onTestFinished(async () => {
    socket.close();
    await once(socket, 'close');
  });
  return { port: socket.address().port, requests };
}

/** A port that nobody listens on; below the range that the system hands out, so that nobody gets it meanwhile. */
export const CLOSED_PORT = 9;

/**
 * A listener whose backlog is full, so that the kernel drops further handshakes, as a dead host would: its thread
 * is blocked and never accepts.
 */
export async function silentPort(): Promise<number> {
  const worker = new Worker(
    `const { createServer } = require('node:net');
     const { parentPort } = require('node:worker_threads');
     const server = createServer().listen({ port: 0, host: '${LOOPBACK}', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const fillers: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of fillers) socket.destroy();
    await worker.terminate();
  });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', (message: unknown) => resolve(Number(message)));
    worker.once('error', reject);
  });
  for (let full = false; !full;) {
    const socket = connect(port, LOOPBACK).on('error', () => {});
    fillers.push(socket);
    full = await Promise.race([
      once(socket, 'connect').then(() => false),
      new Promise<boolean>((resolve) => setTimeout(resolve, 200, true)),
    ]);
  }
  return port;
}

export function probe(
  changes: Partial<ProbeSpec>,
  signal: AbortSignal = new AbortController().signal,
): Promise<ProbeReport> {
  const target = spec({ address: LOOPBACK, timeoutMs: 3000, ...changes });
  const prober: Prober = createProbers(systemClock)[target.check.kind];
  return prober.probe(target, signal);
}

/** Sockets of this process that the event loop watches. */
export function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => /TCP|UDP/.test(name)).length;
}

function portOf(address: unknown): number {
  if (typeof address === 'object' && address !== null && 'port' in address) return Number(address.port);
  throw new Error('not listening');
}
