/**
 * A client's connection to an HTTP listener. Requests of HTTP/1 are carried out one after another, in their order: a
 * client that sends many at once gets no more than its share of anything.
 */
import type { Socket } from 'node:net';
import type { Client } from '../client.ts';
import type { ListenerCounters } from '../counters.ts';
import { resetSocket } from '../plain/socket-endings.ts';

/** Requests that a client may have sent beyond the one under way. */
const maxWaiting = 64;
/** How many packets there were, nobody tells: they are counted as if each had been full. */
const segmentBytes = 1_460;

export class ClientConnection {
  readonly from: Client;
  readonly #socket: Socket;
  readonly #counters: ListenerCounters;
  readonly #waiting: (() => void)[] = [];
  readonly #leaving = new Set<() => void>();
  #busy = false;
  #countedFrom = 0;
  #countedTo = 0;

  constructor(socket: Socket, from: Client, counters: ListenerCounters) {
    this.#socket = socket;
    this.from = from;
    this.#counters = counters;
    socket.once('close', () => {
      for (const listener of this.#leaving) listener();
      this.#leaving.clear();
    });
  }

  /** Whether an answer is owed: whatever is sent now would be taken for it. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Has `start` called when all requests before it are answered; each says by `answered` when it is. */
  enqueue(start: () => void): void {
    if (this.#busy) {
      this.#waiting.push(start);
      if (this.#waiting.length > maxWaiting) this.cut();
      return;
    }
    this.#busy = true;
    start();
  }

  answered(): void {
    this.#busy = false;
    const next = this.#waiting.shift();
    if (next) this.enqueue(next);
  }

  /** Calls `listener` when the client has gone, unless what is returned has been called. */
  onGone(listener: () => void): () => void {
    this.#leaving.add(listener);
    return () => void this.#leaving.delete(listener);
  }

  /** Adds what the socket has carried since the last time. */
  count(): void {
    const { bytesRead, bytesWritten } = this.#socket;
    const [from, to] = [bytesRead - this.#countedFrom, bytesWritten - this.#countedTo];
    this.#counters.bytesFromClients += from;
    this.#counters.bytesToClients += to;
    this.#counters.packetsFromClients += Math.ceil(from / segmentBytes);
    this.#counters.packetsToClients += Math.ceil(to / segmentBytes);
    this.#countedFrom = bytesRead;
    this.#countedTo = bytesWritten;
  }

  /** False when there was nothing left to cut. */
  cut(): boolean {
    if (this.#socket.destroyed) return false;
    resetSocket(this.#socket);
    return true;
  }
}
