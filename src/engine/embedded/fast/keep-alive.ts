/**
 * Has the kernel notice targets that vanish without a word. That takes two system calls a socket, and most connections
 * are over long before they matter: sockets are asked for it a few seconds after they were connected.
 */
import type { Clock } from '../../../lib/clock.ts';
import { socketOption } from '../../../net/libc/constants.ts';
import type { SystemSockets } from './system-sockets.ts';

const afterMs = 10_000;
/** Of silence, before the kernel begins to probe. */
const idleSeconds = 30;

export class KeepAlive {
  readonly #sockets: SystemSockets;
  readonly #clock: Clock;
  /** Descriptors that have not been asked yet. */
  readonly #young = new Set<number>();
  #waiting = false;

  constructor(sockets: SystemSockets, clock: Clock) {
    this.#sockets = sockets;
    this.#clock = clock;
  }

  add(fd: number): void {
    this.#young.add(fd);
    if (this.#waiting) return;
    this.#waiting = true;
    this.#clock.setTimer(afterMs, () => this.#ask());
  }

  /** Is about to be closed. */
  remove(fd: number): void {
    this.#young.delete(fd);
  }

  #ask(): void {
    this.#waiting = false;
    for (const fd of this.#young) {
      this.#sockets.set(fd, socketOption.keepAlive, 1);
      this.#sockets.set(fd, socketOption.keepAliveIdleSeconds, idleSeconds);
    }
    this.#young.clear();
  }
}
