/**
 * A forwarding thread: a forwarder on the loop's sockets. It sleeps in the kernel, where neither messages nor promises
 * reach it: a message is announced through a descriptor, and the loop returns to Node for a moment whenever one has
 * been, or a timer has run.
 */
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { loadFfi } from '../../../net/ffi.ts';
import type { EngineEvidence } from '../../engine.ts';
import { Forwarder } from '../forwarder.ts';
import { epoll, eventfdNonBlocking } from '../../../net/libc/constants.ts';
import { openLibc } from '../../../net/libc/libc.ts';
import type { Libc } from '../../../net/libc/libc.ts';
import { Loop } from './loop.ts';
import type { ChangeOutcome } from '../plan-change.ts';
import type { SeatedChange } from './seat.ts';
import { Seats } from './seats.ts';
import { transportListeners } from '../transport-listeners.ts';
import { fastSockets } from './sockets.ts';
import { SystemSockets } from './system-sockets.ts';
import type { ThreadMessage, ThreadRequest } from './thread-protocol.ts';
import { messageOf } from '../../../lib/message-of.ts';

export async function runLaneThread(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('a forwarding thread is a thread of an engine process');
  const say = (message: ThreadMessage): void => port.postMessage(message);
  try {
    const libc = openLibc(await loadFfi());
    const thread = new LaneThread(libc, port, say);
    say({ kind: 'ready', wakeFd: thread.wakeFd });
    thread.run();
  } catch (error) {
    say({ kind: 'unavailable', reason: messageOf(error) });
    port.close();
  }
}

class LaneThread {
  readonly wakeFd: number;
  readonly #loop: Loop;
  readonly #forwarder: Forwarder;
  readonly #seats: Seats;
  readonly #port: MessagePort;
  readonly #say: (message: ThreadMessage) => void;
  #woken = false;
  #ended = false;

  constructor(libc: Libc, port: MessagePort, say: (message: ThreadMessage) => void) {
    this.#port = port;
    this.#say = say;
    this.#loop = new Loop(libc);
    this.wakeFd = libc.eventfd(0, eventfdNonBlocking);
    const count = new Uint32Array(2);
    this.#loop.watch(this.wakeFd, epoll.in, {
      ready: () => {
        libc.read(this.wakeFd, count, 8);
        this.#woken = true;
      },
    });
    const around = {
      clock: this.#loop.clock,
      publish: (evidence: EngineEvidence) => say({ kind: 'evidence', evidence }),
      log: (event: string, fields: Readonly<Record<string, unknown>>) => say({ kind: 'log', event, fields }),
    };
    const sockets = new SystemSockets(libc);
    this.#seats = new Seats(sockets);
    this.#forwarder = new Forwarder(
      around,
      transportListeners(fastSockets(this.#loop, sockets, this.#seats)),
    );
  }

  run(): void {
    const goRound = (): void => {
      if (this.#ended) return;
      this.#woken = false;
      while (!this.#loop.turn() && !this.#woken);
      setImmediate(hearAll);
    };
    // Taken here and not told by the port: when a port tells depends on the version of Node.
    const hearAll = (): void => {
      for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port))
        void this.#answer(next.message as ThreadRequest);
      // Promises are kept before the next round.
      setImmediate(goRound);
    };
    goRound();
  }

  /** Never rejects: what goes wrong is the answer. */
  async #answer(request: ThreadRequest): Promise<void> {
    const { id } = request;
    this.#loop.clock.tick();
    try {
      const result = await this.#carryOut(request);
      this.#say({ kind: 'result', id, result: result ?? null });
    } catch (error) {
      this.#say({ kind: 'failed', id, error });
    }
    if (request.name !== 'close') return;
    this.#ended = true;
    this.#port.close();
  }

  #change(change: SeatedChange): Promise<ChangeOutcome> {
    this.#seats.take(change);
    return this.#forwarder.change(change);
  }

  #carryOut(request: ThreadRequest): unknown {
    switch (request.name) {
      case 'change':
        return this.#change(JSON.parse(request.params) as SeatedChange);
      case 'observe':
        return this.#forwarder.observe();
      case 'stats':
        return this.#forwarder.statsChange(request.params.everything);
      case 'ping':
        return this.#forwarder.ping();
      case 'freePorts':
        return this.#forwarder.freePorts();
      case 'close':
        return this.#forwarder.close(request.params.drainMs);
    }
  }
}
