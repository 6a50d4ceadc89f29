/** One client flow's socket towards one target, by system calls. */
import type { Clock } from '../../../lib/clock.ts';
import type { TargetState } from '../target-state.ts';
import { graceMs } from '../udp-sockets.ts';
import type { UdpUpstream, UpstreamEvents } from '../udp-sockets.ts';
import { epoll, messageFlag, socketType } from '../../../net/libc/constants.ts';
import { errors, SystemCallError } from '../../../net/libc/system-call-error.ts';
import type { Resumable, Watcher } from './loop.ts';
import { sockaddrOf } from './sockaddr.ts';
import type { UdpMeans } from './udp-means.ts';

/** So that one target does not keep the others waiting. */
const datagramsInARow = 16;

export class FastUpstream implements UdpUpstream, Watcher, Resumable {
  readonly target: TargetState;
  readonly #means: UdpMeans;
  readonly #events: UpstreamEvents;
  #fd = -1;
  #closed = false;
  /** Why there is no socket; told later. */
  #failure: unknown;

  constructor(target: TargetState, events: UpstreamEvents, means: UdpMeans) {
    this.target = target;
    this.#events = events;
    this.#means = means;
    try {
      this.#open();
    } catch (error) {
      this.#failure = error;
      means.loop.putOff(this);
    }
  }

  send(datagram: Buffer): void {
    if (this.#closed || this.#failure !== undefined) return;
    const { libc } = this.#means;
    // A failure that this call tells of is that of an earlier datagram, and the one at hand has not left.
    if (libc.send(this.#fd, datagram, datagram.length, messageFlag.noSignal) >= 0) return;
    const errno = libc.errno();
    // No room, or too large for the path: it is lost, as datagrams are.
    if (errno === errors.EAGAIN || errno === errors.EMSGSIZE) return;
    this.#events.failed(new SystemCallError('send', errno), datagram);
  }

  retire(clock: Clock): void {
    clock.setTimer(graceMs, () => this.close());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#fd >= 0) this.#means.loop.close(this.#fd);
  }

  ready(): void {
    const { libc, scratch } = this.#means;
    for (let count = 0; count < datagramsInARow && !this.#closed; count++) {
      const length = libc.recv(this.#fd, scratch, scratch.length, 0);
      if (length >= 0) this.#events.reply(scratch.subarray(0, length));
      else {
        const errno = libc.errno();
        if (errno !== errors.EAGAIN) this.#events.failed(new SystemCallError('recv', errno), undefined);
        return;
      }
    }
  }

  resume(): void {
    if (!this.#closed) this.#events.failed(this.#failure, undefined);
  }

  #open(): void {
    const { libc, loop, sockets } = this.#means;
    const sockaddr = sockaddrOf(this.target.planned);
    if (!sockaddr) throw new SystemCallError('connect', 0);
    this.#fd = sockets.open(socketType.datagram, sockaddr);
    if (libc.connect(this.#fd, sockaddr, sockaddr.length) < 0)
      throw new SystemCallError('connect', libc.errno());
    loop.watch(this.#fd, epoll.in, this);
  }
}
