/** TCP of the fast lane: ports that clients are accepted at. */
import type { PlannedTransportListener } from '../../../domain/plan-types.ts';
import type { Timer } from '../../../lib/clock.ts';
import { bindProblem } from '../../../net/socket-errors.ts';
import type { BindFailure } from '../../engine.ts';
import type { PortEvents, TcpPort, TcpSockets } from '../tcp-sockets.ts';
import { epoll, family, socketOption, socketType } from '../../../net/libc/constants.ts';
import { errors, SystemCallError } from '../../../net/libc/system-call-error.ts';
import type { Watcher } from './loop.ts';
import { clientAt, familyOf, maxSockaddrLength, sockaddrOf } from './sockaddr.ts';
import { FastConnection } from './tcp-connection.ts';
import { TcpConnector } from './tcp-connector.ts';
import type { TcpMeans } from './tcp-means.ts';

/** The system cuts it down to net.core.somaxconn. */
const backlog = 16_384;
const acceptsInARow = 64;
/** Without descriptors nobody can be accepted, and the loop must not go round and round about it. */
const restMs = 100;

export class FastTcp implements TcpSockets {
  readonly #means: TcpMeans;
  readonly #connector: TcpConnector;

  constructor(means: TcpMeans) {
    this.#means = means;
    this.#connector = new TcpConnector(means);
  }

  async listen(planned: PlannedTransportListener, events: PortEvents): Promise<TcpPort | BindFailure> {
    try {
      const fd = this.#open(planned);
      return new Port(fd, planned, events, this.#means, this.#connector);
    } catch (error) {
      return bindProblem(error, 'tcp', planned);
    }
  }

  #open(planned: PlannedTransportListener): number {
    const { libc, sockets, seats, loop } = this.#means;
    const sockaddr = sockaddrOf(planned);
    if (!sockaddr) throw new SystemCallError('bind', 0);
    const fd = sockets.open(socketType.stream, sockaddr);
    sockets.set(fd, socketOption.reuseAddress, 1);
    if (familyOf(sockaddr) === family.inet6) sockets.set(fd, socketOption.ipv6Only, 1);
    // Those that are accepted inherit it.
    sockets.set(fd, socketOption.noDelay, 1);
    if (seats.bind(planned.key, fd, sockaddr) === 0 && libc.listen(fd, backlog) === 0) return fd;
    const error = new SystemCallError('listen', libc.errno());
    seats.leave(planned.key);
    loop.close(fd);
    throw error;
  }
}

class Port implements TcpPort, Watcher {
  readonly #fd: number;
  readonly #planned: PlannedTransportListener;
  readonly #events: PortEvents;
  readonly #means: TcpMeans;
  readonly #connector: TcpConnector;
  #rest: Timer | undefined;
  #closed = false;

  constructor(
    fd: number,
    planned: PlannedTransportListener,
    events: PortEvents,
    means: TcpMeans,
    connector: TcpConnector,
  ) {
    this.#fd = fd;
    this.#planned = planned;
    this.#events = events;
    this.#means = means;
    this.#connector = connector;
    means.loop.watch(fd, epoll.in, this);
  }

  ready(): void {
    const { libc, from } = this.#means;
    const flags = socketType.nonBlocking | socketType.closeOnExec;
    for (let count = 0; count < acceptsInARow && !this.#closed; count++) {
      from.length[0] = maxSockaddrLength;
      const fd = libc.accept4(this.#fd, from.address, from.length, flags);
      if (fd >= 0) this.#arrived(fd);
      else if (!this.#goesOn(libc.errno())) return;
    }
  }

  close(): void {
    this.#closed = true;
    this.#rest?.cancel();
    this.#means.seats.leave(this.#planned.key);
    this.#means.loop.close(this.#fd);
  }

  #arrived(fd: number): void {
    const from = clientAt(this.#means.from.address, this.#planned);
    this.#events.arrived({
      from,
      reset: () => {
        this.#means.sockets.resetOnClose(fd);
        this.#means.loop.close(fd);
      },
      serve: (owner) => new FastConnection(fd, from, owner, this.#means, this.#connector),
    });
  }

  /** Whether another client may be there. What happened to one that has gone again is no failure of ours. */
  #goesOn(errno: number): boolean {
    if (errno === errors.EAGAIN) return false;
    const short: readonly number[] = [errors.EMFILE, errors.ENFILE, errors.ENOBUFS, errors.ENOMEM];
    if (!short.includes(errno)) return true;
    this.#events.acceptFailed(new SystemCallError('accept4', errno).message);
    this.#means.loop.unwatch(this.#fd);
    this.#rest = this.#means.loop.clock.setTimer(restMs, () => {
      this.#means.loop.watch(this.#fd, epoll.in, this);
    });
    return false;
  }
}
