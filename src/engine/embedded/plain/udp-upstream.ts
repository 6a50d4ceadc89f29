/** One client flow's socket towards one target, of Node. */
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Clock } from '../../../lib/clock.ts';
import type { TargetState } from '../target-state.ts';
import { graceMs } from '../udp-sockets.ts';
import type { UdpUpstream, UpstreamEvents } from '../udp-sockets.ts';
import { literalLookup } from './literal-lookup.ts';

/** Datagrams kept until the socket is ready, which takes less than one turn of the event loop. */
const queueLimit = 64;

export class NodeUpstream implements UdpUpstream {
  readonly target: TargetState;
  readonly #socket: Socket;
  readonly #events: UpstreamEvents;
  #queue: Buffer[] | undefined = [];
  #closed = false;

  constructor(target: TargetState, events: UpstreamEvents) {
    this.target = target;
    this.#events = events;
    const { address, port } = target.planned;
    this.#socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', lookup: literalLookup });
    this.#socket.on('message', (datagram) => this.#events.reply(datagram));
    this.#socket.on('error', (error) => this.#fail(error, undefined));
    try {
      this.#socket.connect(port, address, () => this.#ready());
    } catch (error) {
      // A place that cannot exist (port 99999) fails like any other, once the flow knows this upstream.
      setImmediate(() => this.#fail(error, undefined));
    }
  }

  send(datagram: Buffer): void {
    if (this.#queue) {
      if (this.#queue.length < queueLimit) this.#queue.push(datagram);
      return;
    }
    this.#socket.send(datagram, (error) => {
      if (error) this.#fail(error, datagram);
    });
  }

  retire(clock: Clock): void {
    this.#queue = [];
    clock.setTimer(graceMs, () => this.close());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.close();
  }

  #ready(): void {
    if (this.#closed) return;
    const queue = this.#queue ?? [];
    this.#queue = undefined;
    for (const datagram of queue) this.send(datagram);
  }

  #fail(error: unknown, unsent: Buffer | undefined): void {
    if (!this.#closed) this.#events.failed(error, unsent);
  }
}
