/**
 * A worker's ports among those of the others. Sockets that share a port (SO_REUSEPORT) each get a part of its clients;
 * the kernel lets only those join that say so, and only if all say so that are there.
 */
import type { ListenerKey } from '../../../domain/plan-types.ts';
import { socketOption } from '../../../net/libc/constants.ts';
import type { Seat, SeatedChange } from './seat.ts';
import type { SystemSockets } from './system-sockets.ts';

export class Seats {
  readonly #sockets: SystemSockets;
  readonly #seats = new Map<ListenerKey, Seat>();
  /** Bound sockets. */
  readonly #bound = new Map<ListenerKey, number>();

  constructor(sockets: SystemSockets) {
    this.#sockets = sockets;
  }

  /** What is bound changes its seat now; what is not, when it is bound. */
  take({ set, remove, complete, seats }: SeatedChange): void {
    if (complete) this.#seats.clear();
    for (const key of remove) this.#seats.delete(key);
    for (const { key } of set) {
      const seat = seats?.[key];
      if (seat === undefined) this.#seats.delete(key);
      else this.#sit(key, seat);
    }
  }

  /** Says, as `bind` does, whether it has worked: 0, or -1 and `errno`. */
  bind(key: ListenerKey, fd: number, sockaddr: Uint8Array): number {
    const seat = this.#seats.get(key);
    if (seat === 'other') this.#share(fd);
    const outcome = this.#sockets.libc.bind(fd, sockaddr, sockaddr.length);
    if (outcome !== 0) return outcome;
    // Not before: the port of another program that shares with its user's others would be taken for one to be joined.
    if (seat !== undefined && seat !== 'other') this.#share(fd);
    this.#bound.set(key, fd);
    return outcome;
  }

  /** Its socket is about to be closed. */
  leave(key: ListenerKey): void {
    this.#bound.delete(key);
  }

  #sit(key: ListenerKey, seat: Seat): void {
    const before = this.#seats.get(key);
    this.#seats.set(key, seat);
    const fd = this.#bound.get(key);
    if (fd === undefined || seat === 'other' || seat === before) return;
    this.#share(fd);
    if (seat === 'first-takes-all') this.#sockets.giveAllToFirst(fd);
    else this.#sockets.giveToAll(fd);
  }

  #share(fd: number): void {
    this.#sockets.set(fd, socketOption.reusePort, 1);
  }
}
