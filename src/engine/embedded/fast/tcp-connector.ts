/** Connects to targets. */
import type { ConnectAttempt, ConnectEvents, Connector } from '../dial.ts';
import type { TargetState } from '../target-state.ts';
import { epoll, socketOption, socketType } from '../../../net/libc/constants.ts';
import { errors, SystemCallError } from '../../../net/libc/system-call-error.ts';
import type { Resumable, Watcher } from './loop.ts';
import { sockaddrOf } from './sockaddr.ts';
import type { TcpMeans } from './tcp-means.ts';
import { streamEvents } from './tcp-stream.ts';

/** Watched by the attempt until somebody else takes it over. */
export interface ConnectedSocket {
  readonly fd: number;
  /** What the kernel said of it when it was connected, and will not say again. */
  readonly events: number;
}

export class TcpConnector implements Connector<ConnectedSocket> {
  readonly #means: TcpMeans;

  constructor(means: TcpMeans) {
    this.#means = means;
  }

  connect(target: TargetState, events: ConnectEvents<ConnectedSocket>): ConnectAttempt {
    const attempt = new Attempt(this.#means, events);
    attempt.begin(target);
    return attempt;
  }

  /** The loop runs timers when it has told everything that happened before. */
  afterEvents(fn: () => void): void {
    fn();
  }
}

class Attempt implements ConnectAttempt, Watcher, Resumable {
  readonly #means: TcpMeans;
  #events: ConnectEvents<ConnectedSocket> | undefined;
  #fd = -1;
  /** Why it could not even begin. */
  #failure: unknown;

  constructor(means: TcpMeans, events: ConnectEvents<ConnectedSocket>) {
    this.#means = means;
    this.#events = events;
  }

  begin(target: TargetState): void {
    try {
      this.#open(target);
    } catch (error) {
      this.#failure = error;
      this.#means.loop.putOff(this);
    }
  }

  ready(events: number): void {
    const { sockets } = this.#means;
    const errno = (events & (epoll.error | epoll.hangUp)) === 0 ? 0 : sockets.error(this.#fd);
    // A reset (not a refusal) comes from somebody who had accepted: it ends a connection, and no attempt.
    if (errno !== 0 && errno !== errors.ECONNRESET && errno !== errors.EPIPE) {
      return this.#fail(new SystemCallError('connect', errno));
    }
    if ((events & epoll.out) === 0) return;
    const listener = this.#events;
    this.#events = undefined;
    listener?.connected({ fd: this.#fd, events });
  }

  resume(): void {
    this.#fail(this.#failure);
  }

  abandon(): void {
    this.#events = undefined;
    this.#close();
  }

  #open(target: TargetState): void {
    const { libc, loop, sockets } = this.#means;
    const sockaddr = sockaddrOf(target.planned);
    if (!sockaddr) throw new SystemCallError('connect', 0);
    this.#fd = sockets.open(socketType.stream, sockaddr);
    sockets.set(this.#fd, socketOption.noDelay, 1);
    const connected = libc.connect(this.#fd, sockaddr, sockaddr.length);
    const errno = connected < 0 ? libc.errno() : 0;
    if (errno !== 0 && errno !== errors.EINPROGRESS) throw new SystemCallError('connect', errno);
    loop.watch(this.#fd, streamEvents, this);
  }

  #fail(error: unknown): void {
    const listener = this.#events;
    this.abandon();
    listener?.failed(error);
  }

  #close(): void {
    if (this.#fd >= 0) this.#means.loop.close(this.#fd);
    this.#fd = -1;
  }
}
