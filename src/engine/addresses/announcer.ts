/** Tells the neighbours whose an address is now: at once, and twice more for those who missed it. */
import { announcement } from '../../net/announcement.ts';
import type { Interface } from '../../net/netlink/interfaces.ts';
import type { PacketSocket } from '../../net/packet-socket.ts';
import type { Clock } from '../../lib/clock.ts';
import { messageOf } from '../../lib/message-of.ts';
import type { EngineLog } from '../log.ts';

const againAfterMs = [1_000, 3_000];

export interface AnnouncerParts {
  readonly socket: PacketSocket;
  /** The interface that has the address of ours now; undefined: none. */
  readonly placeOf: (address: string) => Interface | undefined;
  readonly clock: Clock;
  readonly log: EngineLog;
}

export class Announcer {
  readonly #parts: AnnouncerParts;
  #closed = false;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
  }

  announce(address: string): void {
    this.#send(address);
    for (const ms of againAfterMs) this.#parts.clock.setTimer(ms, () => this.#send(address));
  }

  close(): void {
    if (!this.#closed) this.#parts.socket.close();
    this.#closed = true;
  }

  /** Nothing, where neighbours are not found by ARP, or nobody could hear it. */
  #send(address: string): void {
    const place = this.#closed ? undefined : this.#parts.placeOf(address);
    if (place?.hardwareAddress === undefined || !place.isUp) return;
    try {
      for (const frame of announcement(address, place.hardwareAddress))
        this.#parts.socket.send(place.index, frame);
    } catch (error) {
      this.#parts.log('address_not_announced', { address, reason: messageOf(error) });
    }
  }
}
